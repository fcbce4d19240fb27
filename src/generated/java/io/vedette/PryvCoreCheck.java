// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** Reads an event of a user from a Pryv.io core. The template {@code pryv-core}. */
public final class PryvCoreCheck extends HttpCheckBuilder<PryvCoreCheck> {

    PryvCoreCheck(Checks all, String name) {
        super(all, "pryv-core", name);
    }

    /** The platform's domain, such as pryv.me, with or without a port; http:// before it for a platform without TLS. */
    public PryvCoreCheck domain(String domain) {
        return parameter("domain", domain);
    }

    /** The user whose account is checked. healthmetrics01 unless given. */
    public PryvCoreCheck username(String username) {
        return parameter("username", username);
    }

    /** The access token of the user, sent unchanged in the header Authorization. Must be given. */
    public PryvCoreCheck token(String token) {
        return parameter("token", token);
    }

    /** The host of a platform without DNS, instead of domain; written the same, but users are paths of the host. */
    public PryvCoreCheck hostname(String hostname) {
        return parameter("hostname", hostname);
    }
}
