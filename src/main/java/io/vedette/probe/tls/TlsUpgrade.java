package io.vedette.probe.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpClientHostnameVerifier;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.client5.http.ssl.TrustAllStrategy;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.ssl.SSLContextBuilder;

/**
 * How HTTP's connections are secured: as the probe of certificates does it, which asks for the same name and judges by the
 * same rule whether a certificate is for it. What it needs is made on a thread of its own: this Java's many roots are read
 * while the start has other things to do.
 */
public final class TlsUpgrade implements TlsSocketStrategy {

    private static final String NAMELESS = "vedette.tls-without-name";

    private static final String CLIENT_ASKED = "vedette.tls-client-asked";

    private final CompletableFuture<SSLContext> context;
    private final HostnameVerifier names;
    private final Optional<String> serverName;

    /** The sockets whose servers asked for a client's certificate. */
    private final Set<Socket> asked = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private TlsUpgrade(Function<KeyManager, SSLContext> context, HostnameVerifier names, Wishes wishes) {
        this.context = CompletableFuture.supplyAsync(() -> context.apply(wishes.identity()
                .<KeyManager>map(identity -> identity.keys(asked::add))
                .orElseGet(() -> new NoClientKey(asked::add))));
        this.names = names;
        this.serverName = wishes.serverName();
    }

    /**
     * What checks ask for beside the usual.
     *
     * @param identity what is shown to servers that ask for a client's certificate
     * @param serverName the name that is asked for and verified, where it is not the host's
     */
    public record Wishes(Optional<ClientIdentity> identity, Optional<String> serverName) {

        /** Nothing is shown, and the host's name is asked for. */
        public static final Wishes NONE = new Wishes(Optional.empty(), Optional.empty());
    }

    /** Verifies the chain of certificates and the host's name. */
    public static TlsUpgrade verifying(Trust trust, Wishes wishes) {
        return new TlsUpgrade(keys -> trust.context(keys, wishes.identity().isPresent()), new Names(), wishes);
    }

    /** Takes every certificate. */
    public static TlsUpgrade trustingAll(Wishes wishes) {
        return new TlsUpgrade(TlsUpgrade::anyCertificate, NoopHostnameVerifier.INSTANCE, wishes);
    }

    /** Returns the exchange, which asks for no name from now on. */
    public static HttpClientContext nameless(HttpClientContext exchange) {
        exchange.setAttribute(NAMELESS, Boolean.TRUE);
        return exchange;
    }

    /** Whether the server of an exchange's connection, made for it, asked for a client's certificate. */
    public static boolean isClientAsked(HttpContext exchange) {
        return exchange.getAttribute(CLIENT_ASKED) instanceof BooleanSupplier asked && asked.getAsBoolean();
    }

    /**
     * Waits until it can be used.
     *
     * @throws RuntimeException when this Java offers no TLS, or cannot read its roots
     */
    public SSLContext ready() {
        try {
            return context.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    @Override
    public SSLSocket upgrade(Socket socket, String reached, int port, Object attachment, HttpContext http)
            throws IOException {
        String host = serverName.orElse(reached);
        return new DefaultClientTlsStrategy(ready(), null, null, null, HostnameVerificationPolicy.CLIENT, names) {
            @Override
            protected void initializeSocket(SSLSocket secured) {
                http.setAttribute(CLIENT_ASKED, (BooleanSupplier) () -> asked.contains(secured));
                if (http.getAttribute(NAMELESS) == null) {
                    ServerName.set(secured, host);
                }
            }
        }.upgrade(socket, host, port, attachment, http);
    }

    private static SSLContext anyCertificate(KeyManager keys) {
        try {
            return new SSLContextBuilder() {
                @Override
                protected void initSSLContext(
                        SSLContext made,
                        Collection<KeyManager> own,
                        Collection<TrustManager> trust,
                        SecureRandom random)
                        throws KeyManagementException {
                    super.initSSLContext(made, List.of(keys), trust, random);
                }
            }.loadTrustMaterial(TrustAllStrategy.INSTANCE).build();
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
