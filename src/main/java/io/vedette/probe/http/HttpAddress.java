package io.vedette.probe.http;

import io.vedette.config.values.Parameters;
import java.net.URI;

/** The address of a service whose health stands at a path that everybody knows. */
public final class HttpAddress {

    private HttpAddress() {}

    /**
     * Reads {@code url}: the server's address, to which the path is added unless it, or something below it, stands there
     * already. Null when it is missing or wrong, which is noted.
     */
    public static URI read(Parameters parameters, String path) {
        URI url = parameters.url("url");
        if (url == null) {
            return null;
        }
        String given = url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/+$", "");
        boolean complete = given.endsWith(path) || given.contains(path + "/");
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return URI.create(
                url.getScheme() + "://" + url.getRawAuthority() + (complete ? url.getRawPath() : given + path) + query);
    }

    /** Returns the address with one thing more in its query. */
    static URI withQuery(URI url, String pair) {
        return URI.create(url + (url.getRawQuery() == null ? "?" : "&") + pair);
    }
}
