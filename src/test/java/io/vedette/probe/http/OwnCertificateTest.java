package io.vedette.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.ForwardProxy;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import io.vedette.probe.kind.Probes;
import io.vedette.probe.tls.Trust;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that let in only those whom their authority knows: a certificate for each check. */
class OwnCertificateTest {

    private static final TestAuthority ROOT = TestAuthority.root("Root", Validity.LASTING);
    private static final TestAuthority PARTNERS = TestAuthority.root("Partners", Validity.LASTING);
    private static final TestAuthority ME = PARTNERS.client(Validity.LASTING, "me.example");

    private final Probes probes = new Probes(
            new HttpTransport(Trust.standardAnd(ROOT.chain()), host -> List.of(InetAddress.getLoopbackAddress())),
            TokenSettings.NONE,
            new HeartbeatBook(),
            Clock.systemUTC(),
            new Secrets());
    private final List<String> names = new CopyOnWriteArrayList<>();
    private com.sun.net.httpserver.HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        server = server("TLSv1.3");
    }

    @AfterEach
    void stop() {
        probes.close();
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void isLetInByItsCertificate(String protocol) throws Exception {
        com.sun.net.httpserver.HttpsServer strict = server(protocol);

        assertThat(text(ask(strict, "clientCertificate", ME.pem(), "clientKey", key(ME.key()))))
                .isEqualTo("CN=server");
        strict.stop(0);
    }

    @Test
    void takesCertificateAndKeyOfOneText() throws Exception {
        assertThat(text(ask(server, "clientCertificate", key(ME.key()) + ME.pem())))
                .isEqualTo("CN=server");
    }

    @Test
    void sharesNoConnectionWithAnotherCheck() throws Exception {
        String own = key(ME.key());
        assertThat(text(ask(server, "clientCertificate", ME.pem(), "clientKey", own)))
                .isEqualTo("CN=server");

        assertThat(message(ask(server)))
                .isEqualTo("TLS: the server asks for a client's certificate, which the check does not have; give it"
                        + " clientCertificate and clientKey");
        assertThat(text(ask(server, "clientCertificate", ME.pem(), "clientKey", own)))
                .isEqualTo("CN=server");
    }

    @Test
    void tellsThatItsCertificateIsNotAccepted() throws Exception {
        TestAuthority stranger =
                TestAuthority.root("Strangers", Validity.LASTING).client(Validity.LASTING, "stranger.example");

        assertThat(message(ask(server, "clientCertificate", stranger.pem(), "clientKey", key(stranger.key()))))
                .startsWith("TLS: the server does not accept the check's client certificate (CN=server, valid until ");
    }

    @Test
    void isLetInThroughATunnel() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy().demanding("me:secret")) {
            Answer answer = ask(
                    server, "clientCertificate", ME.pem(), "clientKey", key(ME.key()), "proxy", proxy.url("me:secret"));

            assertThat(text(answer)).isEqualTo("CN=server");
            assertThat(proxy.asked()).isNotEmpty();
        }
    }

    @Test
    void asksForAnotherNameThanTheHosts() throws Exception {
        com.sun.net.httpserver.HttpsServer named =
                server(ROOT.server(Validity.LASTING, "inner.example"), "TLSv1.3", false);

        assertThat(message(ask(named))).contains("inner.example");
        assertThat(text(ask(named, "serverName", "inner.example"))).isEqualTo("nobody");
        assertThat(names).contains("inner.example");
        named.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "RSA, RSA PRIVATE KEY",
        "EC, EC PRIVATE KEY",
        "RSA, PRIVATE KEY",
        "EC, PRIVATE KEY",
        "Ed25519, PRIVATE KEY"
    })
    void readsTheFormsOfKeysThatOpensslWrites(String algorithm, String form) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        java.security.KeyPair pair = generator.generateKeyPair();
        X509Certificate certificate = certificate(pair, algorithm);
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded());
        String pem = form.equals("PRIVATE KEY")
                ? key(pair.getPrivate())
                : pem(form, info.parsePrivateKey().toASN1Primitive().getEncoded());

        assertThat(problems(
                        Map.of("clientCertificate", pem("CERTIFICATE", certificate.getEncoded()), "clientKey", pem)))
                .isEmpty();
    }

    @Test
    void tellsWhatIsWrongWithThem() throws Exception {
        String other = key(PARTNERS.client("other.example").key());
        String encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n";

        assertThat(problems(Map.of("clientKey", other)))
                .containsExactly("clientKey: needs clientCertificate, whose key it is");
        assertThat(problems(Map.of("clientCertificate", ME.pem())))
                .containsExactly("clientKey: is missing: the private key of clientCertificate");
        assertThat(problems(Map.of("clientCertificate", "certs/me.pem", "clientKey", other)))
                .containsExactly("clientCertificate: is no certificate in PEM (-----BEGIN CERTIFICATE-----); a file is"
                        + " written as {{file:client.pem}}");
        assertThat(problems(Map.of("clientCertificate", ME.pem(), "clientKey", other)))
                .containsExactly("clientKey: is not the key of clientCertificate, but of another one");
        assertThat(problems(Map.of("clientCertificate", ME.pem(), "clientKey", encrypted)))
                .containsExactly("clientKey: is encrypted and cannot be read; openssl pkcs8 -topk8 -nodes -in KEY.pem"
                        + " writes one that can");
    }

    private List<String> problems(Map<String, String> more) {
        Map<String, String> values = new TreeMap<>(more);
        values.put("url", "https://a.example/");
        Parameters parameters = new Parameters(values);
        probes.create("http", "check", parameters, Duration.ofSeconds(1));
        return parameters.problems(List.of()).stream().map(Problem::toString).toList();
    }

    private static X509Certificate certificate(java.security.KeyPair pair, String algorithm) throws Exception {
        var name = new javax.security.auth.x500.X500Principal("CN=me");
        var builder = new org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder(
                name,
                java.math.BigInteger.ONE,
                new java.util.Date(0),
                new java.util.Date(4_000_000_000_000L),
                name,
                pair.getPublic());
        String signature =
                Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA").getOrDefault(algorithm, "Ed25519");
        return new org.bouncycastle.cert.jcajce.JcaX509CertificateConverter()
                .getCertificate(builder.build(new org.bouncycastle.operator.jcajce.JcaContentSignerBuilder(signature)
                        .build(pair.getPrivate())));
    }

    private static String key(PrivateKey key) throws IOException {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String type, byte[] content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        }
        assertThat(Base64.getMimeDecoder().decode(text.toString().replaceAll("-----.*?-----", "")))
                .isEqualTo(content);
        return text.toString();
    }

    private com.sun.net.httpserver.HttpsServer server(String protocol) throws Exception {
        return server(ROOT.server(Validity.LASTING, "127.0.0.1"), protocol, true);
    }

    /** Lets in whom its own authority has signed, and says who that is. */
    private com.sun.net.httpserver.HttpsServer server(TestAuthority identity, String protocol, boolean strict)
            throws IOException, GeneralSecurityException {
        KeyStore own = store();
        own.setKeyEntry("own", identity.key(), new char[0], identity.chain().toArray(Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(own, new char[0]);
        KeyStore partners = store();
        partners.setCertificateEntry("partners", PARTNERS.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(partners);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        var made = com.sun.net.httpserver.HttpsServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        made.setHttpsConfigurator(new com.sun.net.httpserver.HttpsConfigurator(context) {
            @Override
            public void configure(com.sun.net.httpserver.HttpsParameters connection) {
                SSLParameters parameters = context.getDefaultSSLParameters();
                parameters.setNeedClientAuth(strict);
                parameters.setProtocols(new String[] {protocol});
                parameters.setSNIMatchers(List.of(new javax.net.ssl.SNIMatcher(0) {
                    @Override
                    public boolean matches(javax.net.ssl.SNIServerName name) {
                        names.add(new String(name.getEncoded(), java.nio.charset.StandardCharsets.US_ASCII));
                        return true;
                    }
                }));
                connection.setSSLParameters(parameters);
            }
        });
        made.createContext("/", exchange -> {
            SSLSession session = ((com.sun.net.httpserver.HttpsExchange) exchange).getSSLSession();
            byte[] who = (strict ? session.getPeerPrincipal().getName() : "nobody").getBytes();
            exchange.sendResponseHeaders(200, who.length);
            exchange.getResponseBody().write(who);
            exchange.close();
        });
        made.start();
        return made;
    }

    private static KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private Answer ask(com.sun.net.httpserver.HttpsServer asked, String... more) throws InterruptedException {
        Map<String, String> values = new TreeMap<>();
        values.put("url", "https://127.0.0.1:" + asked.getAddress().getPort() + "/");
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        Parameters parameters = new Parameters(values);
        var probe = probes.create("http", "check", parameters, Duration.ofSeconds(10));
        assertThat(parameters.problems(List.of())).isEmpty();
        return probe.orElseThrow().ask(Attempt.unlimited());
    }

    private static String text(Answer answer) {
        assertThat(answer).isInstanceOf(Http.class);
        return ((Http) answer).text();
    }

    private static String message(Answer answer) {
        assertThat(answer).isInstanceOf(Trouble.class);
        return ((Trouble) answer).message();
    }
}
