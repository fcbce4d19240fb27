package io.vedette.probe.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.Lookup;
import io.vedette.probe.RawServer;
import io.vedette.probe.tls.Trust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How long connections are kept, and for whom. */
class ConnectionLifeTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private volatile InetAddress address = loopback(1);
    private final Lookup lookup = host -> List.of(address);

    @Test
    void followsANameThatMovesThoughTheOldServerStaysUp() throws Exception {
        try (RawServer old = saying("old", loopback(1), 0);
                RawServer other = saying("other", loopback(2), old.port());
                HttpTransport transport = new HttpTransport(Trust.standard(), lookup, Duration.ofMillis(300))) {
            URI url = URI.create("http://moving.example:" + old.port() + "/");
            assertThat(ask(transport, url)).isEqualTo("old");

            address = loopback(2);

            Awaitility.await()
                    .pollInterval(Duration.ofMillis(10)) // Asked so often that no connection idles.
                    .until(() -> ask(transport, url).equals("other"));
            assertThat(old.connections()).isLessThan(40);
            assertThat(other.connections()).isEqualTo(1);
        }
    }

    @Test
    void usesNoConnectionWhoseAgeAClockThatJumpsMakesDoubtful() throws Exception {
        TestClock clock = new TestClock();
        try (RawServer old = saying("old", loopback(1), 0);
                RawServer other = saying("other", loopback(2), old.port());
                HttpTransport transport = new HttpTransport(Trust.standard(), lookup)) {
            URI url = URI.create("http://moving.example:" + old.port() + "/");
            transport.closeIdle(clock.instant());
            assertThat(ask(transport, url)).isEqualTo("old");
            address = loopback(2);
            assertThat(ask(transport, url)).isEqualTo("old");

            transport.closeIdle(clock.instant().minus(Duration.ofDays(1)));

            assertThat(ask(transport, url)).isEqualTo("other");
        }
    }

    @Test
    void closesConnectionsThatNobodyNeeds() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (RawServer server = new RawServer(client -> {
                    RawServer.head(client);
                    client.getOutputStream().write("HTTP/1.1 204 None\r\n\r\n".getBytes(ISO_8859_1));
                    RawServer.untilGone(client);
                    gone.countDown();
                });
                HttpTransport transport = new HttpTransport(Trust.standard(), lookup, Duration.ofMillis(100))) {
            ask(transport, server.uri());

            Awaitility.await().untilAsserted(() -> {
                transport.closeIdle(Instant.EPOCH.plusNanos(System.nanoTime()));
                assertThat(transport.idle()).isZero();
            });
            assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Cut short from outside while it looks up the name, connects or makes the handshake: no defect, but too late. */
    @Test
    void takesAProbeThatIsCancelledInAnyStepAsLate() throws Exception {
        try (ServerSocket full = new ServerSocket(0, 1, loopback(1));
                HttpTransport transport = new HttpTransport(Trust.standard(), lookup)) {
            for (String scheme : List.of("http", "https")) {
                for (int delay = 0; delay < 20; delay++) {
                    Attempt attempt = new Attempt();
                    HttpRequest request = HttpRequest.get(
                            URI.create(scheme + "://h.example:" + full.getLocalPort() + "/"), Duration.ofSeconds(5));
                    CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(
                            () -> new HttpProbe(transport, request, Optional.empty()).ask(attempt));
                    CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS)
                            .execute(attempt::cancel);

                    assertThat(answer.get(20, TimeUnit.SECONDS))
                            .isInstanceOfSatisfying(
                                    Trouble.class,
                                    late -> assertThat(late.kind()).isEqualTo(Trouble.Kind.TIMEOUT));
                }
            }
        }
    }

    private static String ask(HttpTransport transport, URI url) {
        Answer answer = new HttpProbe(transport, HttpRequest.get(url, LONG), Optional.empty()).ask(Attempt.unlimited());
        assertThat(answer).isInstanceOf(Http.class);
        return ((Http) answer).text();
    }

    private static RawServer saying(String word, InetAddress at, int port) throws IOException {
        return new RawServer(new ServerSocket(port, 50, at), client -> {
            while (RawServer.head(client)) {
                client.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Length: " + word.length() + "\r\n\r\n" + word)
                                .getBytes(ISO_8859_1));
            }
        });
    }

    private static InetAddress loopback(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
