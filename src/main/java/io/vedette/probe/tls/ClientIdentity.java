package io.vedette.probe.tls;

import io.vedette.config.values.Causes;
import io.vedette.config.values.Parameters;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Who a check is for servers that ask for a client's certificate: its certificate, those that lead to its authority, and the
 * private key. It is shown to whichever authorities a server names, as curl and openssl do, so that the server itself says what it
 * does not accept.
 */
public final class ClientIdentity {

    private static final String ALIAS = "client";

    private final List<X509Certificate> chain;
    private final PrivateKey key;

    private ClientIdentity(List<X509Certificate> chain, PrivateKey key) {
        this.chain = List.copyOf(chain);
        this.key = key;
    }

    /**
     * Reads {@code clientCertificate} and {@code clientKey}, each in PEM; the key may also stand behind the certificate. What is
     * wrong is noted in the parameters.
     */
    public static Optional<ClientIdentity> read(Parameters parameters) {
        Optional<String> certificate = parameters.text("clientCertificate");
        Optional<String> key = parameters.text("clientKey");
        if (certificate.isEmpty()) {
            key.ifPresent(given -> parameters.problem("clientKey", "needs clientCertificate, whose key it is"));
            return Optional.empty();
        }
        Optional<List<X509Certificate>> chain = parameters.parsed("clientCertificate", ClientIdentity::chain);
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        String from = key.isPresent() || !PemKey.isIn(certificate.get()) ? "clientKey" : "clientCertificate";
        if (parameters.text(from).isEmpty()) {
            parameters.problem(from, "is missing: the private key of clientCertificate");
            return Optional.empty();
        }
        return parameters
                .parsed(from, pem -> PemKey.read(pem, chain.get().get(0).getPublicKey()))
                .map(own -> new ClientIdentity(chain.get(), own));
    }

    private static List<X509Certificate> chain(String pem) {
        if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
            throw new IllegalArgumentException(
                    "is no certificate in PEM (-----BEGIN CERTIFICATE-----); a file is written"
                            + " as {{file:client.pem}}");
        }
        String certificates = pem.replaceAll("(?s)-----BEGIN ([A-Z0-9 ]{0,30}KEY)-----.*?-----END \\1-----", "");
        try {
            Collection<?> read = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(certificates
                            .substring(certificates.indexOf("-----BEGIN"))
                            .getBytes(StandardCharsets.UTF_8)));
            return read.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException e) {
            throw new IllegalArgumentException("cannot be read: " + Causes.message(e));
        }
    }

    /** Shows it to every server that asks; {@code asked} gets the TLS socket of each, null for a client that has none. */
    X509ExtendedKeyManager keys(Consumer<Socket> asked) {
        return new X509ExtendedKeyManager() {
            @Override
            public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
                asked.accept(socket);
                return ALIAS;
            }

            @Override
            public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
                asked.accept(null);
                return ALIAS;
            }

            @Override
            public X509Certificate[] getCertificateChain(String alias) {
                return chain.toArray(X509Certificate[]::new);
            }

            @Override
            public PrivateKey getPrivateKey(String alias) {
                return key;
            }

            @Override
            public String[] getClientAliases(String type, Principal[] issuers) {
                return new String[] {ALIAS};
            }

            @Override
            public String[] getServerAliases(String type, Principal[] issuers) {
                return null;
            }

            @Override
            public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
                return null;
            }
        };
    }

    /** Two are equal that show the same certificates, whose key is then the same. */
    @Override
    public boolean equals(Object other) {
        return other instanceof ClientIdentity identity && identity.chain.equals(chain);
    }

    @Override
    public int hashCode() {
        return Objects.hash(chain);
    }

    /** Returns whose it is and until when it is valid, {@code CN=vedette, valid until 2027-01-01T00:00:00Z}. */
    @Override
    public String toString() {
        X509Certificate own = chain.get(0);
        return own.getSubjectX500Principal().getName() + ", valid until "
                + own.getNotAfter().toInstant();
    }
}
