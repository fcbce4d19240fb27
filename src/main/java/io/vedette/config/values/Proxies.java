package io.vedette.config.values;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Which proxy calls go through: those of checks, targets and logins, and Vedette's own.
 *
 * @param http the one for addresses that begin with {@code http://}
 * @param https the one for addresses that begin with {@code https://}
 * @param without the hosts that go without
 */
public record Proxies(Optional<ProxyAddress> http, Optional<ProxyAddress> https, NoProxy without) {

    /** No call goes through one. */
    public static final Proxies NONE = new Proxies(Optional.empty(), Optional.empty(), NoProxy.NONE);

    /** Returns the one for an address of http or https; empty where it is called without. */
    public Optional<ProxyAddress> of(URI url) {
        return of(url.getScheme(), Authority.host(url), Authority.port(url));
    }

    /**
     * Returns the one for a server.
     *
     * @param port -1 for the scheme's own
     */
    public Optional<ProxyAddress> of(String scheme, String host, int port) {
        boolean secure = scheme.toLowerCase(Locale.ROOT).matches("https|wss");
        Optional<ProxyAddress> proxy = secure ? https : http;
        return proxy.filter(one -> !without.holds(host, port >= 0 ? port : secure ? 443 : 80));
    }

    /** Returns whether no call goes through any. */
    public boolean isEmpty() {
        return http.isEmpty() && https.isEmpty();
    }
}
