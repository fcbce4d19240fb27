package io.vedette.config.values;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An HTTP proxy as operators write it, {@code http://user:password@proxy.example.org:3128}: to it the client itself speaks
 * without TLS, and to servers over HTTPS through a tunnel (RFC 9110, 9.3.6).
 *
 * @param host a name or an address, without brackets
 * @param port 1 to 65535
 * @param username for a proxy that asks for one
 * @param password empty text where only a user is written
 */
public record ProxyAddress(String host, int port, Optional<String> username, String password) {

    /** Says that none is to be used: what {@code none} means in a setting. */
    public static final ProxyAddress NONE = new ProxyAddress("none", 0, Optional.empty(), "");

    private static final int MOST_PORT = 65_535;

    /**
     * Reads an address, or {@code none}. Without a scheme it is that of an HTTP proxy, as curl takes it.
     *
     * @throws IllegalArgumentException with a message for the operator, which does not show a password
     */
    public static ProxyAddress parse(String text) {
        if (text.equalsIgnoreCase("none")) {
            return NONE;
        }
        String shown = "\"" + MaskedUrl.of(text) + "\"";
        int scheme = text.indexOf("://");
        if (scheme >= 0 && !text.regionMatches(true, 0, "http://", 0, "http://".length())) {
            throw new IllegalArgumentException(
                    shown + " is not an HTTP proxy; write http://HOST:PORT, as others (https, socks) are not spoken");
        }
        URI url;
        try {
            url = new URI(scheme < 0 ? "http://" + text : text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(shown + " is not a proxy; write http://HOST:PORT, with user:password@"
                    + " before the host where the proxy asks for them, and what is no letter or digit there as %XX");
        }
        String host = Authority.host(url);
        int port = Authority.port(url);
        if (host == null || port < 1 || port > MOST_PORT) {
            throw new IllegalArgumentException(
                    shown + " has no valid " + (host == null ? "host" : "port") + "; write http://HOST:PORT");
        }
        String both = Authority.rawUserInfo(url);
        int colon = both == null ? -1 : both.indexOf(':');
        return new ProxyAddress(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                Optional.ofNullable(both).map(all -> plain(colon < 0 ? all : all.substring(0, colon))),
                colon < 0 ? "" : plain(both.substring(colon + 1)));
    }

    private static String plain(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** Returns where it is, {@code proxy.example.org:3128}, and nothing that is secret. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
