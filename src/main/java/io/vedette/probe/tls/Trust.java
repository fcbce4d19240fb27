package io.vedette.probe.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * The certificate authorities that probes trust: the roots of this Java (or of {@code javax.net.ssl.trustStore}), and
 * those that an operator added. One for all probes, so that a check over HTTP and one of the certificate agree.
 */
public final class Trust {

    private final Optional<X509TrustManager> roots;

    private Trust(Optional<X509TrustManager> roots) {
        this.roots = roots;
    }

    /** Returns the roots of this Java alone. */
    public static Trust standard() {
        return new Trust(Optional.empty());
    }

    /** Returns the roots of this Java and these authorities; {@link #standard()} when there are none. */
    public static Trust standardAnd(List<X509Certificate> authorities) {
        if (authorities.isEmpty()) {
            return standard();
        }
        Set<X509Certificate> all =
                new LinkedHashSet<>(List.of(TrustPath.standardRoots().getAcceptedIssuers()));
        all.addAll(authorities);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (X509Certificate each : all) {
                store.setCertificateEntry("authority-" + number++, each);
            }
            return new Trust(Optional.of(TrustPath.manager(store)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot hold certificates", e);
        }
    }

    private static SSLContext context(KeyManager keys, X509TrustManager roots) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, new TrustManager[] {new PlainTrust(roots)}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** Returns whose accepted issuers are trusted; this Java's own when empty, which are read when the first probe needs them. */
    public Optional<X509TrustManager> roots() {
        return roots;
    }

    /**
     * Reads this Java's roots, which takes a while.
     *
     * @param keys for servers that ask for a client's certificate
     * @param haveKey whether there is a certificate in them; if not, one that this Java was given is shown
     */
    public SSLContext context(KeyManager keys, boolean haveKey) {
        // Only Java itself knows how to read a client's certificate that was given to it.
        return roots.isEmpty() && !haveKey && System.getProperty("javax.net.ssl.keyStore") != null
                ? SSLContexts.createSystemDefault()
                : context(keys, trusted());
    }

    /** Returns the trust manager that verifies a server's chain, and tells a refusal in the words of the {@code tls} check. */
    public X509ExtendedTrustManager manager() {
        return new PlainTrust(trusted());
    }

    private X509TrustManager trusted() {
        return roots.orElseGet(TrustPath::standardRoots);
    }
}
