package io.vedette.probe.tls;

import static io.vedette.probe.TestAuthority.NOW;
import static io.vedette.probe.TestAuthority.trusting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.Lookup;
import io.vedette.probe.Observation;
import io.vedette.probe.TcpServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import io.vedette.probe.TlsServer;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.rule.kind.TlsRule;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsProbeTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(8);
    private static final String HOST = "a.example";
    /** Every name leads to this machine. */
    private static final Lookup LOOPBACK = host -> List.of(InetAddress.getLoopbackAddress());

    private final TestAuthority root = TestAuthority.root("Test Root");

    @Test
    void findsNoFaultWithATrustedChain() throws Exception {
        TestAuthority issuer = root.intermediate("Issuer", Validity.GOOD);
        try (TlsServer server = TlsServer.showing(issuer.server(new Validity(-1, 30), HOST))) {
            Answer.Tls tls = ask(server);

            assertThat(tls.faults()).isEmpty();
            assertThat(tls.chain()).extracting(Answer.Certificate::subject).containsExactly("CN=server", "CN=Issuer");
            assertThat(tls.firstToExpire().notAfter()).isEqualTo(new Validity(-1, 30).notAfter());
            assertThat(tls.protocol()).isEqualTo("TLSv1.3");
        }
    }

    @Test
    void tellsASelfSignedCertificate() throws Exception {
        try (TlsServer server = TlsServer.showing(TestAuthority.selfSigned(HOST))) {
            assertThat(ask(server).faults())
                    .containsExactly("self-signed certificate of CN=a.example, not in the trust store");
        }
    }

    @Test
    void judgesDatesAloneOfAServerThatIsNotVerified() throws Exception {
        try (TlsServer server = TlsServer.showing(TestAuthority.selfSigned(HOST))) {
            TlsProbe probe = new TlsProbe(
                    "127.0.0.1", server.port(), LONG, Optional.empty(), LOOPBACK, Optional.of(trusting(root)), false);

            Answer answer = probe.ask(Attempt.unlimited());
            assertThat(answer).isInstanceOfSatisfying(Answer.Tls.class, tls -> {
                assertThat(tls.faults()).isEmpty();
                assertThat(tls.chain()).hasSize(1);
            });
        }
    }

    @Test
    void trustsASelfSignedCertificateThatIsInTheStore() throws Exception {
        TestAuthority self = TestAuthority.selfSigned(HOST);
        try (TlsServer server = TlsServer.showing(self)) {
            assertThat(ask(server, HOST, self).faults()).isEmpty();
        }
    }

    @Test
    void tellsARootThatNobodyTrusts() throws Exception {
        TestAuthority other = TestAuthority.root("Other Root");
        TestAuthority identity = other.server(Validity.GOOD, HOST).with(other.certificate());
        try (TlsServer server = TlsServer.showing(identity)) {
            assertThat(ask(server).faults())
                    .containsExactly("untrusted issuer: the root CN=Other Root is not in the trust store");
        }
    }

    @Test
    void tellsAnIssuerThatTheServerForgotToSend() throws Exception {
        TestAuthority identity = root.intermediate("Issuer", Validity.GOOD)
                .server(Validity.GOOD, HOST)
                .withoutIssuers();
        try (TlsServer server = TlsServer.showing(identity)) {
            assertThat(ask(server).faults())
                    .containsExactly(
                            "untrusted issuer: CN=Issuer is neither sent by the server nor in the trust store");
        }
    }

    @Test
    void tellsAnIssuerThatOnlyBearsTheNameOfATrustedOne() throws Exception {
        try (TlsServer server =
                TlsServer.showing(TestAuthority.root("Test Root").server(Validity.GOOD, HOST))) {
            assertThat(ask(server).faults()).singleElement().asString().contains("is not valid");
        }
    }

    @Test
    void tellsACertificateThatIsNotForServers() throws Exception {
        try (TlsServer server = TlsServer.showing(root.client(HOST))) {
            assertThat(ask(server).faults()).containsExactly("the certificate of CN=server is not meant for servers");
        }
    }

    @Test
    void tellsAWrongHostNameWithTheNamesInTheCertificate() throws Exception {
        try (TlsServer server = TlsServer.showing(root.server(Validity.GOOD, "b.example", "*.c.example"))) {
            assertThat(ask(server).faults())
                    .containsExactly("wrong host name: the certificate is not for a.example but for b.example,"
                            + " *.c.example");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a.example,     a.example,      true",
        "A.Example,     a.example,      true",
        "a.example,     *.example,      false",
        "x.a.example,   *.a.example,    true",
        "x.y.a.example, *.a.example,    false",
        "a.example,     *.a.example,    false",
        "xa.example.org, x*.example.org, false",
        "127.0.0.1,     127.0.0.1,      true",
        "127.0.0.1,     127.0.0.2,      false",
        "::1,           ::1,            true",
        "127.0.0.1,     *.0.0.1,        false",
    })
    void comparesHostNamesAsForHttps(String host, String certified, boolean right) throws Exception {
        try (TlsServer server = TlsServer.showing(root.server(Validity.GOOD, certified))) {
            assertThat(ask(server, host, root).faults().isEmpty()).isEqualTo(right);
        }
    }

    @Test
    void verifiesTheServerNameInsteadOfTheHostWhenItIsGiven() throws Exception {
        try (TlsServer server = TlsServer.showing(root.server(Validity.GOOD, HOST))) {
            TlsProbe probe = new TlsProbe(
                    "127.0.0.1", server.port(), LONG, Optional.of(HOST), LOOPBACK, Optional.of(trusting(root)), true);

            assertThat(probe.ask(Attempt.unlimited()))
                    .isInstanceOfSatisfying(
                            Answer.Tls.class, tls -> assertThat(tls.faults()).isEmpty());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-100 | -3  | ERROR    | the certificate of CN=server expired 3 days ago",
                "2    | 100 | ERROR    | the certificate of CN=server is not yet valid",
                "-100 | 5   | ERROR    | expires in 5 days, on 2026-03-06T12:00:00Z",
                "-100 | 20  | DEGRADED | expires in 20 days, on 2026-03-21T12:00:00Z",
                "-100 | 60  | OK       | expires in 60 days",
            })
    void isJudgedByTheTimeOfTheRule(long from, long to, Status status, String message) throws Exception {
        try (TlsServer server = TlsServer.showing(root.server(new Validity(from, to), HOST))) {
            Verdict verdict = judge(ask(server));

            assertThat(verdict.status()).isEqualTo(status);
            assertThat(verdict.message()).contains(message);
        }
    }

    @Test
    void tellsAnIssuerThatHasExpired() throws Exception {
        TestAuthority issuer = root.intermediate("Old Issuer", new Validity(-200, -1));
        try (TlsServer server = TlsServer.showing(issuer.server(new Validity(-100, 100), HOST))) {
            Answer.Tls tls = ask(server);

            assertThat(tls.faults()).isEmpty();
            assertThat(judge(tls).message()).contains("the certificate of CN=Old Issuer expired 1 day ago");
        }
    }

    @Test
    void passesOverAnExpiredCrossSignedCertificateThatNobodyNeeds() throws Exception {
        TestAuthority old = TestAuthority.root("Old Root", new Validity(-1000, -1));
        TestAuthority identity = root.server(Validity.GOOD, HOST).with(old.crossSign(root, new Validity(-1000, -1)));
        try (TlsServer server = TlsServer.showing(identity)) {
            assertThat(judge(ask(server, HOST, root, old)).status()).isEqualTo(Status.OK);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2", "TLSv1.3"})
    void judgesAServerThatAsksForAClientsCertificate(String protocol) throws Exception {
        TestAuthority identity = root.server(Validity.GOOD, HOST);
        try (TlsServer server = TlsServer.start(identity, socket -> {
            socket.setNeedClientAuth(true);
            socket.setEnabledProtocols(new String[] {protocol});
        })) {
            assertThat(ask(server).faults()).isEmpty();
        }
    }

    @Test
    void tellsARefusedHandshake() throws Exception {
        try (TlsServer server = TlsServer.start(root.server(Validity.GOOD, HOST), TlsProbeTest::refuseAll)) {
            Answer.Trouble trouble = trouble(probe(server.port(), LONG).ask(Attempt.unlimited()));

            assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(trouble.message()).contains("the TLS handshake", "failed", "handshake_failure");
        }
    }

    @Test
    void tellsAServerThatDoesNotSpeakTls() throws Exception {
        try (TcpServer server = TcpServer.saying("220 mail.example ESMTP\r\n")) {
            Answer answer = probe(server.port(), LONG).ask(Attempt.unlimited());

            assertThat(answer)
                    .isEqualTo(new Answer.Trouble(
                            Kind.MALFORMED,
                            "a.example:" + server.port() + " does not speak TLS; it says \"220 mail.example ESMTP\""));
        }
    }

    @Test
    void tellsAServerThatCutsOff() throws Exception {
        try (TcpServer server = TcpServer.cuttingOff()) {
            Answer.Trouble trouble = trouble(probe(server.port(), LONG).ask(Attempt.unlimited()));

            assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
        }
    }

    @Test
    void tellsARefusedConnection() throws Exception {
        Answer.Trouble trouble = trouble(probe(TcpServer.closedPort(), LONG).ask(Attempt.unlimited()));

        assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(trouble.message()).contains("no connection to a.example:", "refused");
    }

    @Test
    void givesUpOnAServerThatHangs() throws Exception {
        try (TcpServer server = TcpServer.silent()) {
            givesUp(server);
        }
    }

    @Test
    void givesUpOnAServerThatDrips() throws Exception {
        // A TLS record of 16 KiB is announced, and comes byte by byte without end.
        try (TcpServer server = TcpServer.start(client -> {
            client.getOutputStream().write(new byte[] {22, 3, 3, 64, 0, 2});
            client.setSoTimeout(20);
            while (true) {
                try {
                    if (client.getInputStream().read() < 0) {
                        return;
                    }
                } catch (SocketTimeoutException e) {
                    client.getOutputStream().write(0);
                }
            }
        })) {
            givesUp(server);
        }
    }

    private static void givesUp(TcpServer server) {
        Answer answer = assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> probe(server.port(), SHORT).ask(Attempt.unlimited()));

        assertThat(answer)
                .isEqualTo(new Answer.Trouble(
                        Kind.TIMEOUT,
                        "the TLS handshake with a.example:" + server.port() + " did not end within 300ms"));
    }

    private static void refuseAll(SSLServerSocket socket) {
        // The server has a key for ECDSA alone, and offers RSA alone.
        socket.setEnabledProtocols(new String[] {"TLSv1.2"});
        socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
    }

    private static Verdict judge(Answer.Tls tls) {
        return TlsRule.of(new Parameters(Map.of())).judge(new Observation(NOW, Duration.ZERO, tls), NOW);
    }

    private Answer.Tls ask(TlsServer server) throws InterruptedException {
        return ask(server, HOST, root);
    }

    private static Answer.Tls ask(TlsServer server, String host, TestAuthority... roots) throws InterruptedException {
        Answer answer = new TlsProbe(
                        host, server.port(), LONG, Optional.empty(), LOOPBACK, Optional.of(trusting(roots)), true)
                .ask(Attempt.unlimited());
        assertThat(answer).isInstanceOf(Answer.Tls.class);
        return (Answer.Tls) answer;
    }

    private static TlsProbe probe(int port, Duration timeout) {
        return new TlsProbe(HOST, port, timeout, Optional.empty(), LOOPBACK, Optional.empty(), true);
    }

    private static Answer.Trouble trouble(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Trouble.class);
        return (Answer.Trouble) answer;
    }
}
