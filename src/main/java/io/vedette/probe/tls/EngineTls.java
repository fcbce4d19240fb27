package io.vedette.probe.tls;

import io.vedette.probe.HostAndPort;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * One TLS handshake of a client that is no socket: it verifies by the same rules as those over HTTP and of the {@code tls} check, and
 * knows afterwards whether the server asked for a client's certificate.
 */
public final class EngineTls {

    private final X509ExtendedTrustManager trust;
    private final Optional<ClientIdentity> identity;
    private final AtomicBoolean asked = new AtomicBoolean();

    /**
     * @param verifies whether the chain and the name count
     * @param name the name that the certificate must be for
     * @param identity what is shown to a server that asks
     */
    public EngineTls(Trust trust, boolean verifies, String name, Optional<ClientIdentity> identity) {
        this.trust = verifies ? new Named(trust.manager(), name) : new Handshake().anyCertificate();
        this.identity = identity;
    }

    public X509ExtendedTrustManager trust() {
        return trust;
    }

    public X509ExtendedKeyManager keys() {
        return identity.map(own -> own.keys(socket -> asked.set(true)))
                .orElseGet(() -> new NoClientKey(socket -> asked.set(true)));
    }

    /** Returns the client's end of a handshake that asks for a name, unless it is an address. */
    public SSLEngine engine(HostAndPort target, String asked) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys()}, new TrustManager[] {trust}, null);
            SSLEngine engine = context.createSSLEngine(target.host(), target.port());
            engine.setUseClientMode(true);
            engine.setSSLParameters(ServerName.asking(engine.getSSLParameters(), asked));
            return engine;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** Returns what a failed call says of TLS; empty where it failed for something else. */
    public Optional<String> words(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io && PlainTrust.refusal(io).isPresent()) {
                return Optional.of("TLS: " + PlainTrust.refusal(io).get());
            }
        }
        if (asked.get()) {
            return Optional.of(new ClientCertificateWanted(identity, null).getMessage());
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return Optional.of("TLS: " + cause.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Verifies the name beside the chain: a certificate for another host refuses itself before anything is said. */
    private static final class Named extends X509ExtendedTrustManager {

        private final X509ExtendedTrustManager chains;
        private final String name;

        Named(X509ExtendedTrustManager chains, String name) {
            this.chains = chains;
            this.name = ServerName.plain(name);
        }

        private void verifyName(X509Certificate[] chain) throws CertificateException {
            Optional<String> objection = CertifiedNames.of(chain[0]).objection(name);
            if (objection.isPresent()) {
                throw PlainTrust.refused(objection.get());
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            chains.checkServerTrusted(chain, type, engine);
            verifyName(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            chains.checkServerTrusted(chain, type, socket);
            verifyName(chain);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            chains.checkServerTrusted(chain, type);
            verifyName(chain);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            chains.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            chains.checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            chains.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return chains.getAcceptedIssuers();
        }
    }
}
