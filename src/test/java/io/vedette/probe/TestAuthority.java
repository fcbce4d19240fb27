package io.vedette.probe;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate with its key, made at test time, which can sign others.
 *
 * @param chain its own certificate first, then its issuers without the root
 */
public record TestAuthority(PrivateKey key, List<X509Certificate> chain) {

    /** The present time of the tests. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final AtomicLong SERIAL = new AtomicLong(1);

    /** From when to when a certificate is valid, in days from {@link #NOW}. */
    public record Validity(long from, long to) {

        public static final Validity GOOD = new Validity(-100, 100);

        /** Valid whatever the clock of the machine says: for servers that are asked by clients with no test clock. */
        public static final Validity LASTING = new Validity(-4_000, 36_000);

        public Instant notAfter() {
            return NOW.plus(to, ChronoUnit.DAYS);
        }
    }

    public static TestAuthority root(String name) {
        return root(name, new Validity(-1000, 1000));
    }

    public static TestAuthority root(String name, Validity validity) {
        KeyPair pair = pair();
        X500Principal subject = new X500Principal("CN=" + name);
        X509Certificate certificate = sign(subject, pair, subject, pair.getPrivate(), validity, true, true);
        return new TestAuthority(pair.getPrivate(), List.of(certificate));
    }

    /** A self-signed certificate of a server. */
    public static TestAuthority selfSigned(String host) {
        KeyPair pair = pair();
        X500Principal subject = new X500Principal("CN=" + host);
        return new TestAuthority(
                pair.getPrivate(),
                List.of(sign(subject, pair, subject, pair.getPrivate(), Validity.GOOD, false, true, host)));
    }

    public TestAuthority intermediate(String name, Validity validity) {
        KeyPair pair = pair();
        X500Principal subject = new X500Principal("CN=" + name);
        return issued(pair, sign(subject, pair, subject(), key, validity, true, true));
    }

    /** The same name and key as another authority, signed by this one. */
    public X509Certificate crossSign(TestAuthority other, Validity validity) {
        X509Certificate its = other.certificate();
        KeyPair pair = new KeyPair(its.getPublicKey(), other.key);
        return sign(its.getSubjectX500Principal(), pair, subject(), key, validity, true, true);
    }

    public TestAuthority server(Validity validity, String... hosts) {
        return server(validity, true, hosts);
    }

    /** A certificate for clients, which a server must not show. */
    public TestAuthority client(String... hosts) {
        return server(Validity.GOOD, false, hosts);
    }

    public TestAuthority client(Validity validity, String... hosts) {
        return server(validity, false, hosts);
    }

    private TestAuthority server(Validity validity, boolean forServers, String... hosts) {
        KeyPair pair = pair();
        return issued(
                pair, sign(new X500Principal("CN=server"), pair, subject(), key, validity, false, forServers, hosts));
    }

    /** The same with these certificates, such as a root, behind its own chain. */
    public TestAuthority with(List<X509Certificate> further) {
        return with(further.toArray(X509Certificate[]::new));
    }

    /** The same key with further certificates behind its own chain. */
    public TestAuthority with(X509Certificate... further) {
        List<X509Certificate> all = new ArrayList<>(chain);
        all.addAll(List.of(further));
        return new TestAuthority(key, all);
    }

    public TestAuthority withoutIssuers() {
        return new TestAuthority(key, chain.subList(0, 1));
    }

    /** Its own certificate as a file for operators. */
    public String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(certificate().getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Trusts these roots alone. */
    public static X509TrustManager trusting(TestAuthority... roots) {
        X509Certificate[] issuers =
                List.of(roots).stream().map(TestAuthority::certificate).toArray(X509Certificate[]::new);
        return new X509TrustManager() {
            @Override
            public void checkClientTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public void checkServerTrusted(X509Certificate[] chain, String authType) {}

            @Override
            public X509Certificate[] getAcceptedIssuers() {
                return issuers;
            }
        };
    }

    private TestAuthority issued(KeyPair pair, X509Certificate certificate) {
        boolean root = certificate().getIssuerX500Principal().equals(subject());
        List<X509Certificate> chain = new ArrayList<>(List.of(certificate));
        if (!root) {
            chain.addAll(this.chain);
        }
        return new TestAuthority(pair.getPrivate(), chain);
    }

    private X500Principal subject() {
        return certificate().getSubjectX500Principal();
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(
            X500Principal subject,
            KeyPair pair,
            X500Principal issuer,
            PrivateKey key,
            Validity validity,
            boolean authority,
            boolean forServers,
            String... hosts) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(SERIAL.getAndIncrement()),
                    Date.from(NOW.plus(validity.from(), ChronoUnit.DAYS)),
                    Date.from(validity.notAfter()),
                    subject,
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (!authority) {
                KeyPurposeId use = forServers ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth;
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(use));
            }
            if (hosts.length > 0) {
                GeneralName[] names =
                        List.of(hosts).stream().map(TestAuthority::name).toArray(GeneralName[]::new);
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static GeneralName name(String host) {
        return new GeneralName(HostAndPort.isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }
}
