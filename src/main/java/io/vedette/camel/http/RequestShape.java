package io.vedette.camel.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether the headers of a request say without doubt for whom it is and where it ends (RFC 9112, sections 3.2 and 6): a proxy before
 * Vedette could have read them otherwise.
 */
final class RequestShape {

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=%-]*(:\\d{0,5})?|\\[[0-9A-Za-z:.%]*](:\\d{0,5})?");

    private RequestShape() {}

    /** Returns what is wrong with a request; empty when nothing is. */
    static Optional<String> fault(HttpServerRequest request) {
        if (!request.headers().names().stream().allMatch(RequestShape::isToken)) {
            return Optional.of("a header has an invalid name");
        }
        List<String> hosts = request.headers().getAll("Host");
        if (hosts.size() > 1 || hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_1) {
            return Optional.of("a request has one Host header, not " + hosts.size());
        }
        if (!hosts.isEmpty() && !HOST.matcher(hosts.get(0)).matches()) {
            return Optional.of("the Host header is not a host name");
        }
        List<String> encodings = request.headers().getAll("Transfer-Encoding");
        if (encodings.isEmpty()) {
            return Optional.empty();
        }
        if (encodings.size() > 1 || !encodings.get(0).strip().equalsIgnoreCase("chunked")) {
            return Optional.of("the only known transfer encoding is chunked");
        }
        if (request.version() == HttpVersion.HTTP_1_0) {
            return Optional.of("HTTP/1.0 has no transfer encoding");
        }
        return request.headers().contains("Content-Length")
                ? Optional.of("both a length and a transfer encoding")
                : Optional.empty();
    }

    /** RFC 9110, section 5.6.2. */
    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }
}
