package io.vedette.status.access;

import io.vedette.status.http.Sender;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names by which the status server may be called. A web page elsewhere can have its own name resolve to this machine
 * (DNS rebinding) and then read what is served here without a password; its name in the Host header gives it away.
 */
final class HostNames {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");
    private static final Pattern PORT = Pattern.compile(":\\d*$");

    private final boolean any;
    private final String own;
    private final Set<String> names;

    private HostNames(boolean any, String own, Set<String> names) {
        this.any = any;
        this.own = own;
        this.names = names;
    }

    /** Returns one that admits any name. */
    public static HostNames any() {
        return new HostNames(true, "", Set.of());
    }

    /**
     * Certain names, and those of this machine for itself.
     *
     * @param own where the server listens
     * @param given by the operator, such as the name of a proxy; its pages are this server's pages
     */
    public static HostNames of(String own, Collection<String> given) {
        Set<String> bare = new HashSet<>();
        given.forEach(name -> bare.add(bare(name)));
        return new HostNames(false, bare(own), bare);
    }

    /** Whether a Host header names this machine as it names itself, or nothing. */
    static boolean isThisMachine(String host) {
        return host.isEmpty() || LOOPBACK.matcher(bare(host)).matches();
    }

    /** Whether a Host header may be served; programs that send none are no browsers. */
    boolean admits(String host) {
        if (any || host.isEmpty()) {
            return true;
        }
        String bare = bare(host);
        return LOOPBACK.matcher(bare).matches() || bare.equals(own) || names.contains(bare);
    }

    /**
     * Whether a page of this server sent the request, or no page at all. Browsers send the password with every request to
     * the server that asked for it, whichever page makes it.
     */
    boolean isOwnPage(Sender sender) {
        if (!sender.fetchSite().isEmpty()) {
            return sender.fetchSite().equals("same-origin")
                    || sender.fetchSite().equals("none");
        }
        if (sender.origin().isEmpty()) {
            return true;
        }
        return authority(sender.origin())
                .filter(origin -> origin.equals(sender.host().toLowerCase(Locale.ROOT)) || names.contains(bare(origin)))
                .isPresent();
    }

    private static Optional<String> authority(String origin) {
        int start = origin.indexOf("://");
        return start < 0
                ? Optional.empty()
                : Optional.of(origin.substring(start + 3).toLowerCase(Locale.ROOT));
    }

    private static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        boolean bareIpv6 = lower.indexOf(':') != lower.lastIndexOf(':') && !lower.startsWith("[");
        String name = bareIpv6 ? "[" + lower + "]" : PORT.matcher(lower).replaceFirst("");
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
