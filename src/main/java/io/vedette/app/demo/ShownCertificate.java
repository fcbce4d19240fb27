package io.vedette.app.demo;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** Presents the current certificate in every new handshake, as a server does after its certificate is renewed. */
final class ShownCertificate extends X509ExtendedKeyManager {

    private final Certificates certificates;
    private final Supplier<Certificates.Kind> kind;

    private ShownCertificate(Certificates certificates, Supplier<Certificates.Kind> kind) {
        this.certificates = certificates;
        this.kind = kind;
    }

    /** Returns the TLS context of a server. */
    static SSLContext context(Certificates certificates, Supplier<Certificates.Kind> kind) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new ShownCertificate(certificates, kind)}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return keyType.equals(certificates.key().getAlgorithm()) ? kind.get().name() : null;
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return chooseEngineServerAlias(keyType, issuers, null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[] {certificates.shown().get(Certificates.Kind.valueOf(alias))};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return certificates.key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return null; // Servers choose, they do not list.
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
