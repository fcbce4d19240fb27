package io.vedette.status.access;

import io.vedette.config.settings.HttpSettings;
import io.vedette.status.http.Sender;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
    private final Supplier<Optional<String>> published;

    private HostNames(boolean any, String own, Set<String> names, Supplier<Optional<String>> published) {
        this.any = any;
        this.own = own;
        this.names = names;
        this.published = published;
    }

    /**
     * Any name, unless an operator gave some, or anybody on this machine may act: then those, and the names of this machine for itself.
     *
     * @param baseUrl returns the address under which people reach the pages, as it is now; its name is as good as a given one
     */
    static HostNames of(HttpSettings http, Supplier<String> baseUrl) {
        boolean anybodyOnThisMachine = http.isLocal() && !http.isGuarded();
        if (http.allowedHosts().isEmpty() && !anybodyOnThisMachine) {
            return new HostNames(true, "", Set.of(), Optional::empty);
        }
        Set<String> given = new HashSet<>();
        http.allowedHosts().forEach(name -> given.add(bare(name)));
        return new HostNames(
                false,
                bare(http.host()),
                given,
                () -> Optional.of(baseUrl.get())
                        .filter(url -> !url.isEmpty())
                        .flatMap(url -> Optional.ofNullable(URI.create(url).getHost())));
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
        return LOOPBACK.matcher(bare).matches() || bare.equals(own) || isGiven(bare);
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
                .filter(origin -> origin.equals(sender.host().toLowerCase(Locale.ROOT)) || isGiven(bare(origin)))
                .isPresent();
    }

    private boolean isGiven(String bare) {
        return names.contains(bare)
                || published.get().map(HostNames::bare).filter(bare::equals).isPresent();
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
