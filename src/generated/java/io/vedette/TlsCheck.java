// Generated from the templates by BuildersTest; do not edit.
package io.vedette;

/** Makes a TLS handshake and judges the certificates. The template {@code tls}. */
public final class TlsCheck extends CheckBuilder<TlsCheck> {

    TlsCheck(Checks all, String name) {
        super(all, "tls", name);
    }

    /** The host, a name or an address. Must be given. */
    public TlsCheck host(String host) {
        return parameter("host", host);
    }

    /** The port. 443 unless given. */
    public TlsCheck port(int port) {
        return parameter("port", String.valueOf(port));
    }

    /** The name to ask for and to verify, if it is not the host. */
    public TlsCheck serverName(String serverName) {
        return parameter("serverName", serverName);
    }

    /** 4 or 6, to connect to addresses of that protocol alone. */
    public TlsCheck ipVersion(String ipVersion) {
        return parameter("ipVersion", ipVersion);
    }

    /** Degraded if a certificate expires within this many days; 0 turns it off. 21 unless given. */
    public TlsCheck warnDays(int warnDays) {
        return parameter("warnDays", String.valueOf(warnDays));
    }

    /** Error if a certificate expires within this many days; 0 turns it off. 7 unless given. */
    public TlsCheck errorDays(int errorDays) {
        return parameter("errorDays", String.valueOf(errorDays));
    }

    /** Judges only the dates of certificates: who issued them, and for whom, does not matter. */
    public TlsCheck insecure() {
        return parameter("insecure", "true");
    }
}
