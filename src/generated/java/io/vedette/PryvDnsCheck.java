// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** Looks up the name of a Pryv.io user in DNS. The template {@code pryv-dns}. */
public final class PryvDnsCheck extends CheckBuilder<PryvDnsCheck> {

    PryvDnsCheck(Checks all, String name) {
        super(all, "pryv-dns", name);
    }

    /** The platform's domain, such as pryv.me. Must be given. */
    public PryvDnsCheck domain(String domain) {
        return parameter("domain", domain);
    }

    /** The user whose account is checked. healthmetrics01 unless given. */
    public PryvDnsCheck username(String username) {
        return parameter("username", username);
    }

    /** The DNS server to ask, as host or host:port; those of this machine if left out. */
    public PryvDnsCheck resolver(String resolver) {
        return parameter("resolver", resolver);
    }
}
