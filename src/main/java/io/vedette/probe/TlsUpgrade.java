package io.vedette.probe;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpClientHostnameVerifier;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.ssl.SSLContexts;

/**
 * How HTTP's connections are secured: as the probe of certificates does it, which asks for the same name and judges by the
 * same rule whether a certificate is for it. What it needs is made on a thread of its own: this Java's many roots are read
 * while the start has other things to do.
 */
final class TlsUpgrade implements TlsSocketStrategy {

    private static final String NAMELESS = "vedette.tls-without-name";

    private final CompletableFuture<SSLContext> context;
    private final HostnameVerifier names;

    private TlsUpgrade(Supplier<SSLContext> context, HostnameVerifier names) {
        this.context = CompletableFuture.supplyAsync(context);
        this.names = names;
    }

    /** Verifies the chain of certificates and the host's name. */
    static TlsUpgrade verifying(Trust trust) {
        return new TlsUpgrade(trust::context, new Names());
    }

    /** Takes every certificate. */
    static TlsUpgrade trustingAll() {
        return new TlsUpgrade(TlsUpgrade::anyCertificate, NoopHostnameVerifier.INSTANCE);
    }

    /** Returns an exchange that asks for no name. */
    static HttpClientContext nameless() {
        HttpClientContext exchange = HttpClientContext.create();
        exchange.setAttribute(NAMELESS, Boolean.TRUE);
        return exchange;
    }

    /**
     * Waits until it can be used.
     *
     * @throws RuntimeException when this Java offers no TLS, or cannot read its roots
     */
    SSLContext ready() {
        try {
            return context.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public SSLSocket upgrade(Socket socket, String host, int port, Object attachment, HttpContext http)
            throws IOException {
        return new DefaultClientTlsStrategy(ready(), null, null, null, HostnameVerificationPolicy.CLIENT, names) {
            @Override
            protected void initializeSocket(SSLSocket secured) {
                if (http.getAttribute(NAMELESS) == null) {
                    ServerName.set(secured, host);
                }
            }
        }.upgrade(socket, host, port, attachment, http);
    }

    private static SSLContext anyCertificate() {
        try {
            return SSLContexts.custom()
                    .loadTrustMaterial(TrustAllStrategy.INSTANCE)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JVM offers no TLS", e);
        }
    }

    private static final class Names implements HttpClientHostnameVerifier {

        @Override
        public void verify(String host, X509Certificate certificate) throws SSLException {
            Optional<String> objection = CertifiedNames.of(certificate).objection(ServerName.plain(host));
            if (objection.isPresent()) {
                throw new SSLPeerUnverifiedException(objection.get());
            }
        }

        @Override
        public boolean verify(String host, SSLSession session) {
            try {
                verify(host, (X509Certificate) session.getPeerCertificates()[0]);
                return true;
            } catch (SSLException e) {
                return false;
            }
        }
    }
}
