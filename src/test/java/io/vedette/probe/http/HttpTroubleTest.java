package io.vedette.probe.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.HttpsServer;
import io.vedette.probe.Observation;
import io.vedette.probe.RawServer;
import io.vedette.probe.TcpServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probing.ProbePool;
import io.vedette.probing.ProbeRunner;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to an HTTP probe where servers, networks and certificates are not as they should be. */
class HttpTroubleTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final HttpTransport transport = new HttpTransport();
    private final ProbeRunner runner = new ProbeRunner(ProbePool.create(), Clock.systemUTC());

    @AfterEach
    void close() {
        runner.close();
        transport.close();
    }

    @Test
    void tellsOfAClosedPort() throws IOException {
        Trouble trouble = trouble(URI.create("http://127.0.0.1:" + TcpServer.closedPort() + "/"));

        assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(trouble.message()).containsIgnoringCase("refused");
    }

    @Test
    void takesNoHeadersForEver() throws IOException {
        try (RawServer server = new RawServer(client -> {
            RawServer.head(client);
            say(client, "HTTP/1.1 200 OK\r\n" + "X-More: and more\r\n".repeat(600));
            RawServer.untilGone(client);
        })) {
            Trouble trouble = trouble(server.uri());

            assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(trouble.message()).isEqualTo("what came back is not HTTP: its head has no end");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SSH-2.0-OpenSSH_9.2, TLS: the server does not speak it at this port; an address with http:// asks without it",
        "'', TLS: the connection was closed during the handshake"
    })
    void tellsOfAServerWithoutTls(String greeting, String told) throws IOException {
        try (RawServer server = new RawServer(client -> {
            say(client, greeting.isEmpty() ? "" : greeting + "\r\n");
            client.shutdownOutput();
            RawServer.untilGone(client);
        })) {
            Trouble trouble =
                    trouble(URI.create("https://127.0.0.1:" + server.uri().getPort() + "/"));

            assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(trouble.message()).isEqualTo(told);
        }
    }

    @Test
    void tellsOfAnUnknownHost() {
        Trouble trouble = trouble(URI.create("http://no-such-host.invalid/"));

        assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(trouble.message()).contains("unknown host no-such-host.invalid");
    }

    @Test
    void givesUpOnAServerThatNeverAnswers() throws IOException {
        try (RawServer server = new RawServer(RawServer::untilGone)) {
            assertThat(run(server.uri(), SHORT).kind()).isEqualTo(Kind.TIMEOUT);
        }
    }

    @Test
    void givesUpOnABodyThatStops() throws IOException {
        try (RawServer server = new RawServer(client -> {
            RawServer.head(client);
            say(client, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
            RawServer.untilGone(client);
        })) {
            assertThat(run(server.uri(), SHORT).message()).isEqualTo("no complete answer within 300ms");
        }
    }

    @Test
    void givesUpOnABodyThatDripsForEver() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (RawServer server = new RawServer(client -> {
            RawServer.head(client);
            say(client, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            try {
                while (!gone.await(20, TimeUnit.MILLISECONDS)) {
                    say(client, "x");
                }
            } catch (IOException | InterruptedException e) {
                gone.countDown();
            }
        })) {
            assertThat(run(server.uri(), SHORT).kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(gone.await(10, TimeUnit.SECONDS))
                    .as("the connection is closed")
                    .isTrue();
        }
    }

    @Test
    void readsAnEndlessBodyToTheCapAndHangsUp() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (RawServer server = new RawServer(client -> {
            RawServer.head(client);
            say(client, "HTTP/1.1 200 OK\r\n\r\n");
            try {
                while (true) {
                    client.getOutputStream().write(new byte[8192]);
                }
            } catch (IOException e) {
                gone.countDown();
            }
        })) {
            Http answer = (Http) ask(HttpRequest.get(server.uri(), LONG));

            assertThat(answer.tooLarge()).isTrue();
            assertThat(answer.body()).hasSize(HttpRequest.STANDARD_BODY_BYTES);
            assertThat(gone.await(10, TimeUnit.SECONDS))
                    .as("the connection is closed")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 100\r\n\r\n"
            })
    void tellsOfABodyThatIsCutOff(String answer) throws IOException {
        try (RawServer server = RawServer.saying(answer.getBytes(ISO_8859_1))) {
            Trouble trouble = trouble(server.uri());

            assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(trouble.message()).isEqualTo("the answer was cut off");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "220 mail.example.org ESMTP\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/9.9 200 OK\r\n\r\n",
                "HTTP/1.1 200",
                "\0\1\2\3"
            })
    void tellsOfAnAnswerThatIsNotHttp(String answer) throws IOException {
        try (RawServer server = RawServer.saying(answer.getBytes(ISO_8859_1))) {
            Answer seen = ask(HttpRequest.get(server.uri(), LONG));

            // A length that is no number or a bare status line may be forgiven; what is told is never a stack trace.
            if (seen instanceof Trouble trouble) {
                assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
                assertThat(trouble.message()).isNotBlank().doesNotContain("Exception");
            } else {
                assertThat(((Http) seen).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void boundsTheHeadOfAnAnswer() throws IOException {
        try (RawServer server = new RawServer(client -> {
            RawServer.head(client);
            say(client, "HTTP/1.1 200 OK\r\nX-Long: ");
            while (true) {
                say(client, "x".repeat(8192));
            }
        })) {
            Trouble trouble = trouble(server.uri());

            assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(trouble.message()).isEqualTo("what came back is not HTTP: its head has no end");
        }
    }

    @Test
    void tellsOfAConnectionThatIsClosedAtOnce() throws IOException {
        try (RawServer server = new RawServer(client -> RawServer.head(client))) {
            Trouble trouble = trouble(server.uri());

            assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(trouble.message()).isEqualTo("the connection was closed without an answer");
        }
    }

    @Test
    void trustsNoCertificateThatSignedItself() throws IOException {
        try (HttpsServer server = new HttpsServer(TestAuthority.selfSigned("127.0.0.1"))) {
            Trouble trouble = trouble(server.uri());

            assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(trouble.message()).startsWith("TLS: ");
        }
    }

    @Test
    void asksAServerWithSuchACertificateWhenToldTo() throws IOException {
        try (HttpsServer server = new HttpsServer(TestAuthority.selfSigned("another.example.org"))) {
            HttpRequest request =
                    new HttpRequest("GET", server.uri(), Map.of(), Optional.empty(), "", LONG, 1000, true, true);

            assertThat(ask(request))
                    .isInstanceOfSatisfying(
                            Http.class, answer -> assertThat(answer.status()).isEqualTo(200));
        }
    }

    @Test
    void tellsOfAServerThatSpeaksNoTls() throws IOException {
        try (RawServer server = new RawServer(client -> {
            client.getInputStream().read();
            say(client, "HTTP/1.1 400 Bad Request\r\n\r\n");
            RawServer.untilGone(client);
        })) {
            Trouble trouble = trouble(URI.create(server.uri().toString().replace("http:", "https:")));

            assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
            assertThat(trouble.message()).startsWith("TLS: the server does not speak it");
        }
    }

    /** Closed properly, and by a reset as a load balancer does. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void raisesNoAlarmWhenAnIdleConnectionWasClosed(boolean reset) throws Exception {
        CountDownLatch[] closed = {new CountDownLatch(1)};
        try (RawServer server = new RawServer(client -> {
            RawServer.head(client);
            say(client, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            if (reset) {
                client.setSoLinger(true, 0);
            }
            client.close();
            closed[0].countDown();
        })) {
            for (int i = 0; i < 5; i++) {
                closed[0] = new CountDownLatch(1);
                assertThat(ask(HttpRequest.get(server.uri(), LONG))).isInstanceOf(Http.class);
                assertThat(closed[0].await(10, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    /** The server waits for the second request on the connection, and closes it instead of answering. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void raisesNoAlarmWhenAConnectionIsClosedUnderTheRequest(boolean reset) throws Exception {
        try (RawServer server = new RawServer(client -> {
            RawServer.head(client);
            say(client, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            RawServer.head(client);
            if (reset) {
                client.setSoLinger(true, 0);
            }
        })) {
            for (int i = 0; i < 5; i++) {
                assertThat(ask(HttpRequest.get(server.uri(), LONG))).isInstanceOf(Http.class);
            }
            assertThat(server.connections()).isEqualTo(5);
        }
    }

    @Test
    void keepsAConnectionForTheNextProbe() throws IOException {
        try (RawServer server = new RawServer(client -> {
            while (RawServer.head(client)) {
                say(client, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        })) {
            for (int i = 0; i < 5; i++) {
                assertThat(ask(HttpRequest.get(server.uri(), LONG))).isInstanceOf(Http.class);
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void neverWaitsForHungProbesOfTheSameHost() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (LocalServer server = new LocalServer(asked -> {
            if (asked.target().equals("/hang")) {
                release.await();
            }
            return LocalServer.Answered.of(200, "");
        })) {
            List<CompletableFuture<Observation>> hung = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                hung.add(start(server.uri("/hang"), LONG));
            }
            Awaitility.await().until(() -> server.asked().size() == 100);

            Observation seen = start(server.uri("/"), LONG).get(5, TimeUnit.SECONDS);

            assertThat(seen.answer()).isInstanceOf(Http.class);
            assertThat(hung).noneMatch(CompletableFuture::isDone);
            release.countDown();
        }
    }

    private Answer ask(HttpRequest request) {
        return new HttpProbe(transport, request, Optional.empty()).ask(Attempt.unlimited());
    }

    private Trouble trouble(URI url) {
        Answer answer = ask(HttpRequest.get(url, LONG));
        assertThat(answer).isInstanceOf(Trouble.class);
        return (Trouble) answer;
    }

    private Trouble run(URI url, Duration timeout) {
        Answer answer =
                start(url, timeout).orTimeout(15, TimeUnit.SECONDS).join().answer();
        assertThat(answer).isInstanceOf(Trouble.class);
        return (Trouble) answer;
    }

    private CompletableFuture<Observation> start(URI url, Duration timeout) {
        CompletableFuture<Observation> seen = new CompletableFuture<>();
        HttpProbe probe = new HttpProbe(transport, HttpRequest.get(url, timeout), Optional.empty());
        runner.run(probe, timeout, seen::complete);
        return seen;
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
        client.getOutputStream().flush();
    }
}
