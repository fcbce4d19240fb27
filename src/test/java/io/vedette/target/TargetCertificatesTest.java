package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.alert.Alerts;
import io.vedette.alert.Digest;
import io.vedette.probe.HttpsServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import java.security.KeyStore;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a target whose certificates are not as they should be. Its client's verification is Java's own. */
class TargetCertificatesTest extends NotifyRouteTest {

    private static final Digest ONE = Digest.of(List.of(Alerts.error("backup")));
    private static final TestAuthority ROOT = TestAuthority.root("Root", Validity.LASTING);
    private static final String HOST = "127.0.0.1";

    @Test
    void takesOneThatHolds() throws Exception {
        assertThat(told(ROOT.server(Validity.LASTING, HOST), asked -> {})).isNull();
    }

    @Test
    void tellsSinceWhenItIsExpired() throws Exception {
        assertThat(told(ROOT.server(new Validity(-1_000, -200), HOST), asked -> {}))
                .isEqualTo("TLS: the certificate expired on 2025-08-13T12:00:00Z");
    }

    @Test
    void tellsFromWhenItWillBeValid() throws Exception {
        assertThat(told(ROOT.server(new Validity(30_000, 36_000), HOST), asked -> {}))
                .isEqualTo("TLS: the certificate is not yet valid; it will be on 2108-04-20T12:00:00Z");
    }

    @Test
    void tellsThatNobodyKnownIssuedIt() throws Exception {
        TestAuthority stranger = TestAuthority.root("Stranger", Validity.LASTING);

        assertThat(told(stranger.server(Validity.LASTING, HOST), asked -> {}))
                .isEqualTo("TLS: no authority that this Java trusts issued the certificate; have it trust that one by"
                        + " -Djavax.net.ssl.trustStore");
    }

    @Test
    void tellsThatItIsForAnotherHost() throws Exception {
        assertThat(told(ROOT.server(Validity.LASTING, "hooks.example.org"), asked -> {}))
                .isEqualTo("TLS: the certificate is for another host than 127.0.0.1");
    }

    @Test
    void tellsWhichHostItIsFor() throws Exception {
        assertThat(told(ROOT.server(Validity.LASTING, "hooks.example.org"), asked -> {}, "localhost"))
                .isEqualTo("TLS: the certificate is for hooks.example.org, not for localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void tellsThatAClientsIsDemanded(String protocol) throws Exception {
        assertThat(told(ROOT.server(Validity.LASTING, HOST), asked -> {
                    asked.setNeedClientAuth(true);
                    asked.setProtocols(new String[] {protocol});
                }))
                .isEqualTo("TLS: the server asks for a client's certificate, which is not sent");
    }

    private String told(TestAuthority identity, Consumer<SSLParameters> asking) throws Exception {
        return told(identity, asking, HOST);
    }

    /** What a delivery fails with; null when it does not. */
    private String told(TestAuthority identity, Consumer<SSLParameters> asking, String host) throws Exception {
        context.getComponent("https", HttpComponent.class).setSslContextParameters(trustingRoot());
        try (HttpsServer server = new HttpsServer(identity, asking)) {
            set("vedette.webhook.url", server.uri().toString().replace(HOST, host));
            start("webhook");
            Exception failure = deliver("webhook", ONE).getException();
            return failure == null ? null : failure.getMessage();
        }
    }

    private static SSLContextParameters trustingRoot() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", ROOT.chain().get(0));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        TrustManagersParameters managers = new TrustManagersParameters();
        managers.setTrustManager(trust.getTrustManagers()[0]);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(managers);
        return parameters;
    }
}
