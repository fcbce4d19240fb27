package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vedette.alert.Alerts;
import io.vedette.alert.Digest;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.Exchange;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that operators make of the shipped files, and servers of their own. */
class OwnTargetTest extends NotifyRouteTest {

    private static final Digest ONE = Digest.of(List.of(Alerts.error("a")));
    private static final String PASSWORD = "changeit";

    private static Path keys;

    @BeforeAll
    static void makeACertificate(@TempDir Path folder) throws Exception {
        keys = selfSigned(folder);
    }

    @Test
    void aNewTargetIsOneFile() throws Exception {
        try (FakeWebhook chat = new FakeWebhook()) {
            set("my.chat.url", chat.address() + "/chat");
            String mine = Files.readString(Path.of("src/test/resources/plain-routes/notify-webhook.yaml"))
                    .replace("id: notify-webhook", "id: notify-chat")
                    .replace("target: webhook", "target: chat")
                    .replace("    precondition: \"{{vedette.target.webhook:false}}\"\n", "")
                    .replace("${body.json}", "${body.text}")
                    .replace("expression: application/json", "expression: text/plain; charset=utf-8")
                    .replace("vedette.webhook.url", "my.chat.url");

            load("chat", mine);
            Exchange exchange = deliver("chat", ONE);

            assertThat(exchange.getException()).isNull();
            assertThat(chat.requests().get(0).path()).isEqualTo("/chat");
            assertThat(chat.requests().get(0).body()).isEqualTo(ONE.text());
        }
    }

    @Test
    void deliversOverTlsToAServerWhoseCertificateIsTrusted() throws Exception {
        BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
        HttpsServer server = httpsServer(keys, bodies);
        try {
            KeyStoreParameters trusted = new KeyStoreParameters();
            trusted.setResource("file:" + keys);
            trusted.setPassword(PASSWORD);
            TrustManagersParameters trust = new TrustManagersParameters();
            trust.setKeyStore(trusted);
            SSLContextParameters tls = new SSLContextParameters();
            tls.setTrustManagers(trust);
            context.getComponent("https", HttpComponent.class).setSslContextParameters(tls);
            set(
                    "vedette.webhook.url",
                    "https://localhost:" + server.getAddress().getPort() + "/hook");
            start("webhook");

            Exchange exchange = deliver("webhook", ONE);

            assertThat(exchange.getException()).isNull();
            assertThat(bodies.poll(1, TimeUnit.SECONDS)).isEqualTo(ONE.json());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void tellsNothingToAServerWhoseCertificateIsNotTrusted() throws Exception {
        BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
        HttpsServer server = httpsServer(keys, bodies);
        try {
            set(
                    "vedette.webhook.url",
                    "https://localhost:" + server.getAddress().getPort() + "/hook");
            start("webhook");

            Exchange exchange = deliver("webhook", ONE);

            assertThat(exchange.getException())
                    .isInstanceOf(SSLHandshakeException.class)
                    .hasMessage("TLS: no authority that this Java trusts issued"
                            + " the certificate; have it trust that one by -Djavax.net.ssl.trustStore");
            assertThat(bodies).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    private static Path selfSigned(Path folder) throws Exception {
        Path store = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "3650",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        return store;
    }

    private static HttpsServer httpsServer(Path keys, BlockingQueue<String> bodies) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(keys)) {
            store.load(stream, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext("/", exchange -> {
            try (exchange) {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return server;
    }
}
