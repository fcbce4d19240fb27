package io.vedette.probe.http;

import io.vedette.config.values.Parameters;
import io.vedette.config.values.ProxyAddress;
import io.vedette.probe.HostAndPort;
import io.vedette.probe.IpVersion;
import io.vedette.probe.tls.ClientIdentity;
import io.vedette.probe.tls.TlsUpgrade;
import java.util.Optional;

/**
 * How a check reaches its server over HTTP, where that is not as usual.
 *
 * @param proxy the check's own proxy, {@link ProxyAddress#NONE} for none; that of the settings when empty
 * @param tls what it shows and asks for in a TLS handshake
 * @param ipVersion by which addresses; without meaning where a proxy looks the name up
 * @param digest the user that a server gets to know which asks for digest authentication
 */
public record Reach(
        Optional<ProxyAddress> proxy, TlsUpgrade.Wishes tls, IpVersion ipVersion, Optional<Credentials> digest) {

    /** As usual: by the proxy of the settings, with the host's name, by any address. */
    public static final Reach USUAL =
            new Reach(Optional.empty(), TlsUpgrade.Wishes.NONE, IpVersion.ANY, Optional.empty());

    /** A user and a password. */
    public record Credentials(String username, String password) {

        /** Reads {@code basicUsername} and {@code basicPassword}, or those of digest; what is wrong is noted. */
        static Optional<Credentials> read(Parameters parameters, String scheme) {
            Optional<String> username = parameters.text(scheme + "Username");
            Optional<String> password = parameters.text(scheme + "Password");
            if (username.isEmpty() && password.isPresent()) {
                parameters.problem(scheme + "Username", "is missing: the user of " + scheme + "Password");
            }
            return username.map(user -> new Credentials(user, password.orElse("")));
        }

        @Override
        public String toString() {
            return "Credentials[" + username + "]";
        }
    }

    /**
     * Reads {@code proxy}, {@code clientCertificate}, {@code clientKey}, {@code serverName}, {@code ipVersion} and the user of
     * digest; what is wrong is noted in the parameters.
     */
    public static Reach read(Parameters parameters) {
        Reach read = new Reach(
                parameters.parsed("proxy", ProxyAddress::parse),
                new TlsUpgrade.Wishes(
                        ClientIdentity.read(parameters), parameters.parsed("serverName", HostAndPort::host)),
                IpVersion.read(parameters),
                Credentials.read(parameters, "digest"));
        return read.equals(USUAL) ? USUAL : read;
    }

    /** Notes that a probe answers no challenge of digest authentication. */
    public void refuseDigest(Parameters parameters) {
        if (digest.isPresent()) {
            parameters.problem("digestUsername", "is not for this template, which answers no challenge");
        }
    }

    /** Returns the way to another server than the check's own, which gets to know neither certificate nor user. */
    Reach elsewhere() {
        return this == USUAL ? USUAL : new Reach(proxy, TlsUpgrade.Wishes.NONE, ipVersion, Optional.empty());
    }

    /** Returns the way of a check's login: by the check's proxy, and as usual in all else. A bad one is noted elsewhere. */
    static Reach ofLogin(Parameters parameters) {
        try {
            return parameters
                    .text("proxy")
                    .map(ProxyAddress::parse)
                    .map(proxy ->
                            new Reach(Optional.of(proxy), TlsUpgrade.Wishes.NONE, IpVersion.ANY, Optional.empty()))
                    .orElse(USUAL);
        } catch (IllegalArgumentException e) {
            return USUAL;
        }
    }
}
