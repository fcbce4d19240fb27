// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** Asks a Pryv.io register whether a user name exists. The template {@code pryv-register}. */
public final class PryvRegisterCheck extends HttpCheckBuilder<PryvRegisterCheck> {

    PryvRegisterCheck(Checks all, String name) {
        super(all, "pryv-register", name);
    }

    /** The platform's domain, such as pryv.me, with or without a port; http:// before it for a platform without TLS. */
    public PryvRegisterCheck domain(String domain) {
        return parameter("domain", domain);
    }

    /** The user whose account is checked. healthmetrics01 unless given. */
    public PryvRegisterCheck username(String username) {
        return parameter("username", username);
    }

    /** The host of a platform without DNS, instead of domain; written the same, but users are paths of the host. */
    public PryvRegisterCheck hostname(String hostname) {
        return parameter("hostname", hostname);
    }
}
