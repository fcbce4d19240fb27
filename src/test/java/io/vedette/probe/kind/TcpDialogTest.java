package io.vedette.probe.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.probe.Answer;
import io.vedette.probe.Attempt;
import io.vedette.probe.Lookup;
import io.vedette.probe.Observation;
import io.vedette.probe.RawServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import io.vedette.probe.TlsServer;
import io.vedette.probe.tls.Trust;
import io.vedette.rule.Verdict;
import io.vedette.rule.kind.Rules;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said over a connection, and how it becomes one over TLS, with servers that really do so. */
class TcpDialogTest {

    private static final TestAuthority ROOT = TestAuthority.root("Root", Validity.LASTING);
    private static final TestAuthority IDENTITY = ROOT.server(Validity.LASTING, "127.0.0.1", "mail.example");

    @Test
    void sendsALineAndWaitsForItsAnswer() throws Exception {
        try (RawServer redis = new RawServer(client -> {
            if (line(client).equals("PING")) {
                say(client, "+PO");
                say(client, "NG\r\n");
            }
            RawServer.untilGone(client);
        })) {
            assertThat(judge(redis.port(), "send", "PING", "expect", "+PONG")).isEqualTo("ok: ");
            assertThat(judge(redis.port(), "send", "PING\\r\\n", "expect", "+PONG\\r\\n"))
                    .isEqualTo("ok: ");
            assertThat(judge(redis.port(), "timeout", "300ms", "send", "PING", "expect", "-ERR"))
                    .isEqualTo("condition: \"-ERR\" did not come within 300ms; the server said \"+PONG\"");
        }
    }

    @Test
    void sendsBytesThatCannotBeWritten() throws Exception {
        try (RawServer echo = new RawServer(client -> client.getInputStream().transferTo(client.getOutputStream()))) {
            assertThat(judge(echo.port(), "send", "\\x00\\xff\\\\ \\t€\\0", "expect", "\\xff\\\\ \\t€\\0"))
                    .isEqualTo("ok: ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "220 mail ESMTP  | 220      | ok: ",
                "554 go away     | 220      | condition: \"220\" did not come before it closed the connection; the server said"
                        + " \"554 go away\"",
                "''              | 220      | condition: \"220\" did not come before it closed the connection; the server said"
                        + " nothing",
                "SSH-2.0-x       | SSH-     | ok: ",
            })
    void waitsForAGreeting(String greeting, String expect, String outcome) throws Exception {
        try (RawServer server = new RawServer(client -> {
            say(client, greeting);
            client.shutdownOutput();
            RawServer.untilGone(client);
        })) {
            assertThat(judge(server.port(), "expect", expect).strip()).isEqualTo(outcome);
        }
    }

    @Test
    void isDoneWithServersThatHangOrNeverEnd() throws Exception {
        try (RawServer silent = new RawServer(RawServer::untilGone);
                RawServer endless = new RawServer(client -> {
                    while (true) {
                        say(client, "x".repeat(4_000));
                    }
                })) {
            assertThat(judge(silent.port(), "timeout", "300ms", "expect", "220"))
                    .isEqualTo("timeout: 127.0.0.1:" + silent.port()
                            + " took the connection and said nothing within 300ms");
            assertThat(judge(endless.port(), "expect", "220"))
                    .startsWith("condition: \"220\" did not come in the first 65536 bytes");
            assertThat(judge(silent.port(), "timeout", "300ms", "startTls", "smtp"))
                    .isEqualTo("timeout: 127.0.0.1:" + silent.port() + " did not go on in TLS within 300ms");
        }
    }

    @ParameterizedTest
    @CsvSource({"smtp", "imap", "pop3", "ftp", "postgres", "implicit"})
    void goesOnInTls(String protocol) throws Exception {
        try (RawServer server = new RawServer(client -> {
            preamble(protocol, client);
            try (SSLSocket tls = secured(client, IDENTITY)) {
                say(tls, "inside " + tls.getHandshakeSession());
                RawServer.untilGone(tls);
            }
        })) {
            assertThat(judge(server.port(), "startTls", protocol, "expect", "inside"))
                    .isEqualTo("ok: ");
            assertThat(judge(server.port(), "startTls", protocol, "serverName", "mail.example"))
                    .isEqualTo("ok: ");
            assertThat(judge(server.port(), "startTls", protocol, "serverName", "other.example"))
                    .startsWith("certificate: ")
                    .contains("other.example");
            assertThat(judge(server.port(), "startTls", protocol, "serverName", "other.example", "insecure", "true"))
                    .isEqualTo("ok: ");
        }
    }

    @Test
    void saysNothingToAServerThatItDoesNotTrust() throws Exception {
        TestAuthority stranger =
                TestAuthority.root("Stranger", Validity.LASTING).server(Validity.LASTING, "127.0.0.1");
        StringBuilder heard = new StringBuilder();
        try (RawServer server = new RawServer(client -> {
            try (SSLSocket tls = secured(client, stranger)) {
                heard.append(new String(tls.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            }
        })) {
            assertThat(judge(server.port(), "startTls", "implicit", "send", "AUTH swordfish", "expect", "OK"))
                    .startsWith("certificate: untrusted issuer");
        }
        assertThat(heard).isEmpty();
    }

    @Test
    void tellsOfACertificateThatIsOver() throws Exception {
        TestAuthority over = ROOT.server(new Validity(-300, -10), "127.0.0.1");
        try (RawServer server = new RawServer(client -> RawServer.untilGone(secured(client, over)))) {
            assertThat(judge(server.port(), "startTls", "implicit"))
                    .startsWith("certificate: ")
                    .contains("expired");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smtp     | 220 a;250 no more                    | the server does not offer STARTTLS",
                "smtp     | 220 a;250-x;250 STARTTLS;454 not now | expected a yes to STARTTLS (220), and the server says"
                        + " \"454 not now\"",
                "smtp     | HTTP/1.1 400 Bad Request             | expected a greeting of SMTP (220), and the server says"
                        + " \"HTTP/1.1 400 Bad Request\"",
                "imap     | * PREAUTH in already                 | the server says PREAUTH, after which there is no STARTTLS",
                "imap     | * OK hi;* CAPABILITY x;a NO          | expected a yes to STARTTLS (a OK), and the server says"
                        + " \"a NO\"",
                "pop3     | +OK hi;-ERR no                       | expected a yes to STLS (+OK), and the server says \"-ERR"
                        + " no\"",
                "ftp      | 220 hi;502 no                        | expected a yes to AUTH TLS (234), and the server says \"502"
                        + " no\"",
                "postgres | N                                    | the server has no TLS (ssl = off)",
                "postgres | HTTP                                 | what answers does not speak PostgreSQL's protocol",
            })
    void tellsWhyThereIsNoTls(String protocol, String said, String why) throws Exception {
        try (RawServer server = new RawServer(client -> {
            for (String line : said.split(";")) {
                say(client, line + "\r\n");
            }
            RawServer.untilGone(client);
        })) {
            assertThat(judge(server.port(), "startTls", protocol))
                    .isEqualTo("unreachable: no TLS with 127.0.0.1:" + server.port() + ": " + why);
        }
    }

    /** Whoever sits in between could say so for the server (CVE-2021-23222). */
    @Test
    void refusesWhatCameBeforeTheHandshake() throws Exception {
        try (RawServer server = new RawServer(client -> {
            say(client, "+OK hi\r\n");
            line(client);
            say(client, "+OK go on\r\n+OK said too early\r\n");
            RawServer.untilGone(client);
        })) {
            assertThat(judge(server.port(), "startTls", "pop3"))
                    .endsWith(": the server says more before the handshake, unencrypted");
        }
    }

    @Test
    void tellsThatADatabaseHasNoTls() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            assertThat(judge(postgres.getPort(), "startTls", "postgres")).endsWith("the server has no TLS (ssl = off)");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "startTls=smpt            | startTls: \"smpt\" is none of smtp, imap, pop3, ftp, postgres, implicit, did you mean"
                        + " \"smtp\"?",
                "send=a\\q                | send: \"\\q\" stands for nothing; write \\r, \\n, \\t, \\0, \\xHH or \\\\",
                "send=\\xg0               | send: \"\\xg0\" has no two hexadecimal digits",
                "serverName=mail.example  | serverName: needs startTls: without TLS nobody asks for a name",
            })
    void tellsWhatIsWrong(String pair, String problem) {
        Parameters parameters = new Parameters(
                Map.of("host", "a.example", "port", "25", pair.split("=")[0].strip(), pair.split("=", 2)[1]));
        TcpProbe.read(parameters, Duration.ofSeconds(1), Lookup.system(), Trust.standard());

        assertThat(parameters.problems(List.of())).extracting(Problem::toString).containsExactly(problem);
    }

    private static void preamble(String protocol, Socket client) throws IOException {
        switch (protocol) {
            case "smtp" -> {
                say(client, "220-mail\r\n220 ready\r\n");
                line(client);
                say(client, "250-mail\r\n250-SIZE 1\r\n250-starttls\r\n250 HELP\r\n");
                line(client);
                say(client, "220 go on\r\n");
            }
            case "imap" -> {
                say(client, "* OK ready\r\n");
                line(client);
                say(client, "* CAPABILITY IMAP4rev1\r\na OK go on\r\n");
            }
            case "pop3" -> {
                say(client, "+OK ready\r\n");
                line(client);
                say(client, "+OK go on\r\n");
            }
            case "ftp" -> {
                say(client, "220 ready\r\n");
                line(client);
                say(client, "234 go on\r\n");
            }
            case "postgres" -> {
                assertThat(client.getInputStream().readNBytes(8)).containsExactly(0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f);
                say(client, "S");
            }
            default -> client.setTcpNoDelay(true);
        }
    }

    private static SSLSocket secured(Socket client, TestAuthority identity) throws IOException {
        SSLSocket tls = (SSLSocket) TlsServer.context(identity)
                .getSocketFactory()
                .createSocket(client, "127.0.0.1", client.getPort(), true);
        tls.setUseClientMode(false);
        tls.startHandshake();
        return tls;
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        client.getOutputStream().flush();
    }

    private static String line(Socket client) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = client.getInputStream().read();
                read != '\n' && read >= 0;
                read = client.getInputStream().read()) {
            line.append((char) read);
        }
        return line.toString().strip();
    }

    private static String judge(int port, String... more) throws InterruptedException {
        Map<String, String> values = new TreeMap<>(Map.of("host", "127.0.0.1", "port", String.valueOf(port)));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        String timeout = values.remove("timeout");
        Duration most = timeout == null ? Duration.ofSeconds(20) : Duration.ofMillis(300);
        Parameters parameters = new Parameters(values);
        TcpProbe probe = TcpProbe.read(parameters, most, Lookup.system(), Trust.standardAnd(ROOT.chain()));
        assertThat(parameters.problems(List.of())).isEmpty();
        Answer answer = probe.ask(Attempt.unlimited());
        Verdict verdict = Rules.create("tcp", new Parameters(Map.of()), null)
                .orElseThrow()
                .judge(new Observation(Instant.now(), Duration.ZERO, answer), TestAuthority.NOW);
        return (verdict.reason().isEmpty() ? "ok" : verdict.reasonCode()) + ": " + verdict.message();
    }
}
