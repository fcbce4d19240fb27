package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.alert.Alerts;
import io.vedette.alert.Digest;
import io.vedette.config.values.NoProxy;
import io.vedette.config.values.Proxies;
import io.vedette.config.values.ProxyAddress;
import io.vedette.probe.ForwardProxy;
import io.vedette.probe.HttpsServer;
import io.vedette.probe.TcpServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import java.net.URI;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Targets that only a proxy knows the way to. */
class TargetProxyTest extends NotifyRouteTest {

    private static final Digest ONE = Digest.of(List.of(Alerts.error("a")));
    private static final TestAuthority ROOT = TestAuthority.root("Root", Validity.LASTING);

    private final FakeWebhook webhook = new FakeWebhook();
    private ForwardProxy proxy;

    @BeforeEach
    void open() throws Exception {
        proxy = new ForwardProxy();
    }

    @AfterEach
    void close() throws Exception {
        proxy.close();
        webhook.close();
    }

    @Test
    void arePostedToThroughTheProxy() throws Exception {
        through(proxy.demanding("me:secret-of-proxy").url("me:secret-of-proxy"), "");
        start("http://hooks.example:" + port(webhook.address()) + "/hook", Optional.empty());

        assertThat(failure()).isNull();
        assertThat(webhook.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/hook");
            assertThat(request.headers().keySet()).noneMatch("Proxy-Authorization"::equalsIgnoreCase);
        });
        assertThat(proxy.asked()).last().asString().startsWith("POST http://hooks.example:");
    }

    @Test
    void areReachedByATunnelOverTls() throws Exception {
        try (HttpsServer server = new HttpsServer(ROOT.server(Validity.LASTING, "hooks.example"))) {
            through(proxy.url(), "");
            start("https://hooks.example:" + server.uri().getPort() + "/hook", Optional.of(ROOT));

            assertThat(failure()).isNull();
            assertThat(proxy.asked())
                    .containsExactly("CONNECT hooks.example:" + server.uri().getPort() + " HTTP/1.1");
        }
    }

    @Test
    void areNotBlamedForWhatTheProxyRefuses() throws Exception {
        proxy.demanding("me:secret-of-proxy");
        through(proxy.url(), "");
        start("https://hooks.example:443/hook", Optional.empty());

        assertThat(failure())
                .startsWith("the proxy 127.0.0.1:" + proxy.port()
                        + " answered 407 instead of hooks.example:443: it asks for" + " a user and a password");
    }

    @Test
    void areNotBlamedForAProxyThatIsNotThere() throws Exception {
        int closed = TcpServer.closedPort();
        through("http://127.0.0.1:" + closed, "");
        start("https://hooks.example/hook", Optional.empty());

        assertThat(failure()).startsWith("the proxy 127.0.0.1:" + closed + " takes no connection: ");
    }

    @Test
    void areCalledWithoutItWhereSaidSo() throws Exception {
        through("http://127.0.0.1:1", "nowhere.example");
        start(webhook.address() + "/hook", Optional.empty()); // This machine.

        assertThat(failure()).isNull();
    }

    private static int port(String address) {
        return URI.create(address).getPort();
    }

    private void through(String address, String without) {
        Optional<ProxyAddress> between = Optional.of(ProxyAddress.parse(address));
        context.getCamelContextExtension()
                .addContextPlugin(Proxies.class, new Proxies(between, between, NoProxy.parse(without)));
        secrets.learn(List.of("secret-of-proxy"));
    }

    private void start(String url, Optional<TestAuthority> root) throws Exception {
        if (root.isPresent()) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("root", root.get().certificate());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            TrustManagersParameters managers = new TrustManagersParameters();
            managers.setTrustManager(trust.getTrustManagers()[0]);
            SSLContextParameters parameters = new SSLContextParameters();
            parameters.setTrustManagers(managers);
            context.getComponent("https", HttpComponent.class).setSslContextParameters(parameters);
        }
        set("vedette.webhook.url", url);
        start("webhook");
    }

    private String failure() throws Exception {
        Exception failure = deliver("webhook", ONE).getException();
        return failure == null ? null : failure.getMessage();
    }
}
