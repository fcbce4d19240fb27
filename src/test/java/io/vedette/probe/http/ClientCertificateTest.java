package io.vedette.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.HttpsServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import io.vedette.probe.tls.Trust;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A check over HTTPS of a server that asks for a client's certificate, which no check has. */
class ClientCertificateTest {

    private static final TestAuthority ROOT = TestAuthority.root("Root", Validity.LASTING);
    private static final TestAuthority IDENTITY = ROOT.server(Validity.LASTING, "127.0.0.1");

    private final HttpTransport transport = new HttpTransport(Trust.standardAnd(List.of(ROOT.certificate())));

    @AfterEach
    void close() {
        transport.close();
    }

    /** By TLS 1.3 the server refuses after the handshake, when the request is on its way already. */
    @ParameterizedTest
    @CsvSource({"TLSv1.2, false", "TLSv1.2, true", "TLSv1.3, false", "TLSv1.3, true"})
    void tellsThatItIsDemanded(String protocol, boolean insecure) throws IOException {
        try (HttpsServer server = new HttpsServer(IDENTITY, asked -> {
            demand(asked);
            asked.setProtocols(new String[] {protocol});
        })) {
            for (int i = 0; i < 20; i++) {
                assertThat(ask(server, insecure))
                        .isEqualTo(new Trouble(
                                Kind.UNREACHABLE,
                                "TLS: the server asks for a client's certificate, which the check does not have; give it"
                                        + " clientCertificate and clientKey"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void isAnsweredWhereItIsAWish(String protocol) throws IOException {
        try (HttpsServer server = new HttpsServer(IDENTITY, asked -> {
            asked.setWantClientAuth(true);
            asked.setProtocols(new String[] {protocol});
        })) {
            assertThat(((Http) ask(server, false)).status()).isEqualTo(200);
        }
    }

    @Test
    void tellsOfTheServersOwnCertificateFirst() throws IOException {
        TestAuthority stranger =
                TestAuthority.root("Stranger", Validity.LASTING).server(Validity.LASTING, "127.0.0.1");
        try (HttpsServer server = new HttpsServer(stranger, ClientCertificateTest::demand)) {
            assertThat(((Trouble) ask(server, false)).message()).startsWith("TLS: untrusted issuer: ");
        }
    }

    private static void demand(SSLParameters asked) {
        asked.setNeedClientAuth(true);
    }

    private Answer ask(HttpsServer server, boolean insecure) {
        HttpRequest request = new HttpRequest(
                "GET", server.uri(), Map.of(), Optional.empty(), "", Duration.ofSeconds(20), 1000, true, insecure);
        return new HttpProbe(transport, request, Optional.empty()).ask(Attempt.unlimited());
    }
}
