package io.vedette.probe.tls;

import static io.vedette.probe.TestAuthority.NOW;
import static io.vedette.probe.TestAuthority.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that may be wrong with the way from a server's certificate to a root, and how it is told. */
class ChainTroublesTest {

    private static final String HOST = "a.example";
    private static final Validity OVER = new Validity(-100, -3);
    private static final Validity YOUNG = new Validity(-1, 1000);
    private static final TestAuthority ROOT = TestAuthority.root("Test Root");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void areToldAsWhatTheyAre(String trouble, TestAuthority root, TestAuthority server, String words) {
        assertThat(faults(root, server.chain())).containsExactly(words);
    }

    static Stream<Arguments> areToldAsWhatTheyAre() {
        TestAuthority young = TestAuthority.root("Young Root", YOUNG);
        TestAuthority namesake = TestAuthority.root("Test Root");
        String over = " expired 3 days ago, on 2026-02-26T12:00:00Z";
        return Stream.of(
                arguments(
                        "an expired certificate under a younger root",
                        young,
                        young.server(OVER, HOST),
                        "the certificate of CN=server" + over),
                arguments(
                        "an expired certificate under a younger issuer",
                        ROOT,
                        ROOT.intermediate("Issuer", YOUNG).server(OVER, HOST),
                        "the certificate of CN=server" + over),
                arguments(
                        "an expired issuer of a younger certificate",
                        ROOT,
                        ROOT.intermediate("Issuer", OVER).server(YOUNG, HOST),
                        "the certificate of CN=Issuer" + over),
                arguments(
                        "an issuer that is not yet valid",
                        ROOT,
                        ROOT.intermediate("Issuer", new Validity(2, 100)).server(Validity.GOOD, HOST),
                        "the certificate of CN=Issuer is not yet valid; it will be on 2026-03-03T12:00:00Z"),
                arguments(
                        "a root that nobody knows",
                        ROOT,
                        young.server(Validity.GOOD, HOST).with(young.certificate()),
                        "untrusted issuer: the root CN=Young Root is not in the trust store"),
                arguments(
                        "a root with the name of a trusted one",
                        ROOT,
                        namesake.server(Validity.GOOD, HOST).with(namesake.certificate()),
                        "untrusted issuer: the root CN=Test Root is not in the trust store, which has another one with that"
                                + " name"),
                arguments(
                        "a signature by another key",
                        ROOT,
                        namesake.server(Validity.GOOD, HOST),
                        "the chain up to CN=Test Root is not valid: the certificate of CN=server is not signed by CN=Test"
                                + " Root, whose name it bears"),
                arguments(
                        "a missing issuer",
                        ROOT,
                        ROOT.intermediate("Issuer", Validity.GOOD)
                                .server(Validity.GOOD, HOST)
                                .withoutIssuers(),
                        "untrusted issuer: CN=Issuer is neither sent by the server nor in the trust store"),
                arguments(
                        "a name beyond the constraints of its authority",
                        ROOT,
                        constrained().server(Validity.GOOD, HOST),
                        "the chain up to CN=Test Root is not valid: the certificate of CN=server has a name that an authority"
                                + " above it may not certify"),
                arguments(
                        "an issuer that is no authority",
                        ROOT,
                        signed("Shop", false, pair("EC", 256), null, null).server(Validity.GOOD, HOST),
                        "the chain up to CN=Test Root is not valid: the certificate of CN=Shop signs others but is not an"
                                + " authority's"),
                arguments(
                        "a key that is too short",
                        ROOT,
                        signed("server", false, pair("RSA", 768), Extension.subjectAlternativeName, names(HOST)),
                        "the chain up to CN=Test Root is not valid: the certificate of CN=server is too weak for this Java:"
                                + " SHA256withECDSA, RSA with 768 bits"),
                arguments(
                        "an authority that may sign only lists",
                        ROOT,
                        signed("Lister", true, pair("EC", 256), Extension.keyUsage, new KeyUsage(KeyUsage.cRLSign))
                                .server(Validity.GOOD, HOST),
                        "the chain up to CN=Test Root is not valid: the certificate of CN=Lister may not sign others"));
    }

    @Test
    void areToldTogetherWhenThereAreSeveral() {
        TestAuthority server = TestAuthority.root("Stranger").server(OVER, "b.example");

        assertThat(faults(ROOT, server.chain()))
                .containsExactly(
                        "untrusted issuer: CN=Stranger is neither sent by the server nor in the trust store",
                        "wrong host name: the certificate is not for a.example but for b.example",
                        "the certificate of CN=server expired 3 days ago, on 2026-02-26T12:00:00Z");
    }

    @Test
    void areNoneWhereAnotherWayHolds() {
        TestAuthority issuer = ROOT.intermediate("Issuer", YOUNG);
        List<X509Certificate> chain =
                new ArrayList<>(issuer.server(new Validity(-50, 50), HOST).chain());
        TestAuthority old = TestAuthority.root("Old Root", OVER);
        chain.add(old.crossSign(issuer, OVER));

        assertThat(faults(ROOT, chain)).isEmpty();
    }

    private static List<String> faults(TestAuthority root, List<X509Certificate> chain) {
        return TrustPath.judge(chain, trusting(root), Optional.of(HOST), "TLSv1.3")
                .faults(NOW);
    }

    private static TestAuthority constrained() {
        return signed(
                "Narrow Issuer",
                true,
                pair("EC", 256),
                Extension.nameConstraints,
                new NameConstraints(
                        new GeneralSubtree[] {new GeneralSubtree(new GeneralName(GeneralName.dNSName, "b.example"))},
                        null));
    }

    private static GeneralNames names(String host) {
        return new GeneralNames(new GeneralName(GeneralName.dNSName, host));
    }

    private static KeyPair pair(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TestAuthority signed(
            String name,
            boolean authority,
            KeyPair pair,
            org.bouncycastle.asn1.ASN1ObjectIdentifier extension,
            org.bouncycastle.asn1.ASN1Encodable value) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    ROOT.certificate().getSubjectX500Principal(),
                    BigInteger.TEN,
                    Date.from(NOW.minus(Duration.ofDays(10))),
                    Date.from(NOW.plus(Duration.ofDays(100))),
                    new X500Principal("CN=" + name),
                    pair.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            if (extension != null) {
                builder.addExtension(extension, true, value);
            }
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(ROOT.key())));
            return new TestAuthority(pair.getPrivate(), List.of(certificate));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
