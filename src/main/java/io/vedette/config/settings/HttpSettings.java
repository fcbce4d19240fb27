package io.vedette.config.settings;

import io.vedette.config.values.AccessToken;
import io.vedette.config.values.Addresses;
import io.vedette.config.values.LocalUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The status server.
 *
 * @param host where it listens
 * @param port its port; 0 for any free one
 * @param username whom it asks for
 * @param password that user's password, plain or as a bcrypt hash
 * @param open whether it may listen beyond this machine without asking
 * @param tokens what programs may show instead of user and password
 * @param allowedHosts further names under which it is called
 * @param trustedProxies address ranges of proxies whose X-Forwarded-For is believed
 * @param rateLimit requests a minute that one client may send; 0 for any number
 * @param tls its certificate
 * @param people who signs in, beside that user
 */
public record HttpSettings(
        String host,
        int port,
        Optional<String> username,
        Optional<String> password,
        boolean open,
        List<AccessToken> tokens,
        List<String> allowedHosts,
        List<String> trustedProxies,
        int rateLimit,
        Tls tls,
        People people) {

    /** Returns whether all but the liveness page asks for a password or a token. */
    public boolean isGuarded() {
        return asksForPassword()
                || !tokens.isEmpty()
                || !people.users().isEmpty()
                || people.userHeader().isPresent()
                || people.oidc().isPresent();
    }

    /** Returns whether user and password are taken. */
    boolean asksForPassword() {
        return username.isPresent() && password.isPresent();
    }

    /** Returns whether only this machine reaches it. */
    public boolean isLocal() {
        return Addresses.isLoopback(host);
    }

    /**
     * Who signs in.
     *
     * @param users with a password of their own
     * @param userHeader the header in which a trusted proxy names who signed in there
     * @param roleHeader the header in which it says what they may do: {@code operator}, or anything else for viewers; without it all act
     * @param session how long a sign-in lasts
     * @param oidc the provider at which people sign in
     */
    public record People(
            List<LocalUser> users,
            Optional<String> userHeader,
            Optional<String> roleHeader,
            Duration session,
            Optional<OidcSettings> oidc) {}

    @Override
    public String toString() {
        return "HttpSettings[host=" + host + ", port=" + port + "]";
    }

    /**
     * The status server's certificate and key, in PEM files or in a PKCS#12 file; the latter is used when both are given.
     *
     * @param certificate the certificate and its issuers, PEM
     * @param key its private key, PEM
     * @param keystore both, PKCS#12
     * @param keystorePassword the password of that
     */
    public record Tls(
            Optional<Path> certificate,
            Optional<Path> key,
            Optional<Path> keystore,
            Optional<String> keystorePassword) {

        /** Returns whether the status server speaks HTTPS. */
        public boolean isConfigured() {
            return keystore.isPresent() || certificate.isPresent() && key.isPresent();
        }

        @Override
        public String toString() {
            return "Tls[certificate=" + certificate + ", keystore=" + keystore + "]";
        }
    }
}
