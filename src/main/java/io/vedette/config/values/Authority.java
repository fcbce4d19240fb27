package io.vedette.config.values;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a URL leads to. {@link URI} knows no host where a label has an underscore or the last one begins with a digit, which
 * Compose, Swarm and Kubernetes give out and every resolver finds; so hosts and ports are read here, and nowhere by it.
 */
public final class Authority {

    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?";
    // A name that ends in a number is a mistyped address.
    private static final Pattern NAMED =
            Pattern.compile("(?:([^@]*)@)?((?:" + LABEL + "\\.)*(?!\\d+\\.?(?::|$))" + LABEL + "\\.?)(?::(\\d{0,6}))?");

    private Authority() {}

    /** Returns the host of a URL, an IPv6 address in brackets; null when it has none that could be asked. */
    public static String host(URI url) {
        return url.getHost() != null ? url.getHost() : part(url, 2);
    }

    /** Returns the port that stands in a URL; -1 when none does. */
    public static int port(URI url) {
        if (url.getHost() != null) {
            return url.getPort();
        }
        String port = part(url, 3);
        return port == null || port.isEmpty() ? -1 : Integer.parseInt(port);
    }

    /** Returns user and password of a URL as they stand there, percent-encoded; null when it has none. */
    public static String rawUserInfo(URI url) {
        return url.getHost() != null ? url.getRawUserInfo() : part(url, 1);
    }

    private static String part(URI url, int group) {
        String authority = url.getRawAuthority();
        if (authority == null) {
            return null;
        }
        Matcher named = NAMED.matcher(authority);
        return named.matches() ? named.group(group) : null;
    }
}
