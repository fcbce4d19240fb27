package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.config.settings.Loaded;
import io.vedette.config.values.Problem;
import io.vedette.probe.TestAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The status server with a certificate, asked by a client that verifies it. */
class StatusTlsTest {

    private static TestAuthority root;
    private static TestAuthority server;

    @TempDir
    private Path folder;

    private Installation installation;

    @BeforeAll
    static void sign() {
        root = TestAuthority.root("Test root", valid());
        server = root.server(valid(), "127.0.0.1", "localhost");
    }

    @BeforeEach
    void start() throws IOException {
        installation = Installation.empty(folder);
    }

    @Test
    void speaksHttpsWithPemFiles() throws Exception {
        pem("chain.pem", server.chain().toArray(Certificate[]::new));
        pem("key.pem", "PRIVATE KEY", server.key().getEncoded());
        installation.with("VEDETTE_HTTP_TLS_CERTIFICATE", "chain.pem").with("VEDETTE_HTTP_TLS_KEY", "key.pem");

        try (Standalone vedette = installation.start()) {
            HttpResponse<String> response = get(client(root));

            assertThat(vedette.problems()).noneMatch(Problem::isError);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).startsWith("{\"data\":");
            assertThat(response.headers().firstValue("Strict-Transport-Security"))
                    .contains("max-age=31536000");
            TestAuthority another = TestAuthority.root("Another root", valid());
            assertThatThrownBy(() -> get(client(another)))
                    .hasRootCauseInstanceOf(Exception.class)
                    .isInstanceOf(SSLHandshakeException.class);
            assertThatThrownBy(() -> installation.get("/")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void speaksHttpsWithAKeystore() throws Exception {
        keystore("server.p12", "pass{{word}}", server.key(), server.chain().toArray(Certificate[]::new));
        installation
                .with("VEDETTE_HTTP_TLS_KEYSTORE", "server.p12")
                .file("secret", "pass{{word}}")
                .file("application.properties", "vedette.http.tls.keystore-password={{file:secret}}");

        try (Standalone vedette = installation.start()) {
            assertThat(get(client(root)).statusCode()).isEqualTo(200);
            assertThat(vedette.service().settings().http().toString()).doesNotContain("pass{{");
        }
    }

    @Test
    void saysWhatIsWrongWithTheFiles() throws Exception {
        pem("chain.pem", server.chain().toArray(Certificate[]::new));
        pem("key.pem", "PRIVATE KEY", server.key().getEncoded());
        pem("other.pem", "PRIVATE KEY", TestAuthority.selfSigned("x").key().getEncoded());
        pem("locked.pem", "ENCRYPTED PRIVATE KEY", new byte[] {1});
        pem("old.pem", "RSA PRIVATE KEY", new byte[] {1});
        pem("damaged.pem", "PRIVATE KEY", new byte[] {1, 2, 3});
        installation.file("empty.pem", "");
        installation.file("text.pem", "-----BEGIN CERTIFICATE-----", "no!", "-----END CERTIFICATE-----");
        keystore("server.p12", "right", server.key(), server.chain().toArray(Certificate[]::new));

        assertThat(complaint("chain.pem", "none.pem"))
                .startsWith("vedette.http.tls.key: there is no file ")
                .endsWith("none.pem");
        assertThat(complaint("none.pem", "key.pem")).startsWith("vedette.http.tls.certificate: there is no file ");
        assertThat(complaint("empty.pem", "key.pem")).contains("cannot be read as PEM certificates");
        assertThat(complaint("text.pem", "key.pem")).contains("cannot be read as PEM certificates");
        assertThat(complaint("chain.pem", "chain.pem")).contains("has no private key");
        assertThat(complaint("chain.pem", "other.pem")).contains("does not belong to the first certificate in");
        assertThat(complaint("chain.pem", "locked.pem")).contains("has a password");
        assertThat(complaint("chain.pem", "old.pem")).contains("openssl pkcs8 -topk8");
        assertThat(complaint("chain.pem", "damaged.pem")).contains("is damaged");
        assertThat(complaint("/dev/zero", "key.pem")).endsWith("/dev/zero is larger than 1 MiB");
        assertThat(complaint("chain.pem", "/dev/zero")).endsWith("/dev/zero is larger than 1 MiB");
        assertThat(complaint("chain.pem", "")).contains("vedette.http.tls.key");
        installation
                .with("VEDETTE_HTTP_TLS_KEYSTORE", "server.p12")
                .with("VEDETTE_HTTP_TLS_KEYSTORE_PASSWORD", "wrong");
        assertThat(complaint("", "")).contains("has another password").doesNotContain("wrong");
        installation.with("VEDETTE_HTTP_TLS_KEYSTORE", "key.pem");
        assertThat(complaint("", "")).contains("it is not a PKCS#12 file");
    }

    private String complaint(String certificate, String key) throws Exception {
        installation.with("VEDETTE_HTTP_TLS_CERTIFICATE", certificate).with("VEDETTE_HTTP_TLS_KEY", key);
        Loaded loaded = installation.load();
        if (loaded.hasErrors()) {
            return loaded.problems().toString();
        }
        try (Standalone vedette = new Standalone(
                loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.TRIAL, List.of())) {
            return vedette.problems().stream()
                    .filter(Problem::isError)
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }

    private HttpResponse<String> get(HttpClient client) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + installation.port() + "/"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient client(TestAuthority trusted) throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, null);
        roots.setCertificateEntry("root", trusted.chain().get(0));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private void keystore(String name, String password, Key key, Certificate[] chain) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key, password.toCharArray(), chain);
        try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
            store.store(out, password.toCharArray());
        }
    }

    private void pem(String name, Certificate... certificates) throws Exception {
        StringBuilder pem = new StringBuilder();
        for (Certificate certificate : certificates) {
            pem.append(block("CERTIFICATE", ((X509Certificate) certificate).getEncoded()));
        }
        Files.writeString(folder.resolve(name), pem);
    }

    private void pem(String name, String kind, byte[] content) throws IOException {
        Files.writeString(folder.resolve(name), block(kind, content));
    }

    private static String block(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }

    /** The server's clock is the real one, whatever the other tests' is. */
    private static TestAuthority.Validity valid() {
        long today = Duration.between(TestAuthority.NOW, Instant.now()).toDays();
        return new TestAuthority.Validity(today - 10, today + 10);
    }
}
