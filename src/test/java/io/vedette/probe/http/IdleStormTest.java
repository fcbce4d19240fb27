package io.vedette.probe.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Attempt;
import io.vedette.probe.RawServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TlsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A server may close a connection that idles whenever it likes; nobody is told of a failure for it. */
class IdleStormTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final List<String> METHODS = List.of("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH");
    private static final int CHECKS = 50;

    private final HttpTransport transport = new HttpTransport();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** How a server lets go of a connection that it has answered on. */
    enum Letting {
        CLOSE,
        RESET,
        /** Says that it is done, and reads what comes all the same. */
        HALF_CLOSE,
        /** Waits for the next request, and closes instead of answering it. */
        CLOSE_ON_REQUEST,
        RESET_ON_REQUEST,
        /** Tells that it waited in vain, and closes. */
        TELL
    }

    static Stream<Arguments> storms() {
        return Stream.of(Letting.values()).flatMap(how -> Stream.of(false, true).map(tls -> Arguments.of(how, tls)));
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        transport.close();
    }

    @ParameterizedTest
    @MethodSource("storms")
    void raisesNoAlarm(Letting how, boolean tls) throws Exception {
        storm(how, tls, Duration.ofMillis(400), Duration.ofMillis(20));
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("storms")
    void raisesNoAlarmInAMinuteEither(Letting how, boolean tls) throws Exception {
        storm(how, tls, Duration.ofMinutes(1), Duration.ofSeconds(1));
    }

    /** Whatever the server does to connections that it knows, on a new one it has to answer. */
    @ParameterizedTest
    @EnumSource(
            value = Letting.class,
            names = {"CLOSE_ON_REQUEST", "RESET_ON_REQUEST"})
    void takesAFailureOfANewConnectionAsTheServers(Letting how) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (RawServer server = new RawServer(client -> {
            while (RawServer.head(client) && asked.incrementAndGet() == 1) {
                say(client, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
            if (how == Letting.RESET_ON_REQUEST) {
                client.setSoLinger(true, 0);
            }
        })) {
            assertThat(ask(server.uri(), "POST")).isInstanceOf(Http.class);

            assertThat(ask(server.uri(), "POST")).isInstanceOf(Answer.Trouble.class);
            assertThat(asked).as("asked once more, not for ever").hasValue(3);
        }
    }

    @Test
    void repeatsNothingThatBreaksOffAfterTheAnswerBegan() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (RawServer server = new RawServer(client -> {
            while (RawServer.head(client)) {
                say(
                        client,
                        asked.incrementAndGet() == 1
                                ? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                                : "HTTP/1.1 200 OK\r\nX-Head: is not com");
                if (asked.get() == 2) {
                    client.setSoLinger(true, 0);
                    return;
                }
            }
        })) {
            assertThat(ask(server.uri(), "GET")).isInstanceOf(Http.class);

            ask(server.uri(), "GET");
            assertThat(asked).hasValue(2);
        }
    }

    private void storm(Letting how, boolean tls, Duration length, Duration period) throws Exception {
        try (Dropping server = new Dropping(how, tls, period)) {
            AtomicInteger asked = new AtomicInteger();
            long end = System.nanoTime() + length.toNanos();
            List<CompletableFuture<Set<String>>> checks = new ArrayList<>();
            for (int i = 0; i < CHECKS; i++) {
                String method = METHODS.get(i % METHODS.size());
                URI url = server.uri(i % 5 == 0 && !method.equals("POST") ? "/moved" : "/");
                checks.add(CompletableFuture.supplyAsync(
                        () -> {
                            Set<String> seen = new HashSet<>();
                            do {
                                asked.incrementAndGet();
                                seen.add(told(ask(url, method)));
                            } while (System.nanoTime() - end < 0);
                            return seen;
                        },
                        threads));
            }
            for (CompletableFuture<Set<String>> check : checks) {
                assertThat(check.get(2, TimeUnit.MINUTES)).containsExactly("200");
            }
            assertThat(server.dropped).as("connections that were let go").hasPositiveValue();
            assertThat(server.answered).as("each is answered once").hasValue(asked.get());
        }
    }

    private Answer ask(URI url, String method) {
        Optional<String> body = method.matches("POST|PUT|PATCH") ? Optional.of("") : Optional.empty();
        HttpRequest request = new HttpRequest(method, url, Map.of(), body, "text/plain", LONG, 1000, true, true);
        return new HttpProbe(transport, request, Optional.empty()).ask(Attempt.unlimited());
    }

    private static String told(Answer answer) {
        return answer instanceof Http http ? String.valueOf(http.status()) : answer.toString();
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
        client.getOutputStream().flush();
    }

    /** Answers well, and lets go of connections as it is told. */
    private static final class Dropping implements AutoCloseable {

        private final Letting how;
        private final boolean tls;
        private final RawServer server;
        private final Set<Kept> idle = java.util.concurrent.ConcurrentHashMap.newKeySet();
        private final ScheduledExecutorService reaper = Executors.newSingleThreadScheduledExecutor();
        final AtomicInteger dropped = new AtomicInteger();
        final AtomicInteger answered = new AtomicInteger();

        private record Kept(Socket socket) {}

        Dropping(Letting how, boolean tls, Duration period) throws IOException {
            this.how = how;
            this.tls = tls;
            ServerSocket listening = tls
                    ? TlsServer.context(TestAuthority.selfSigned("127.0.0.1"))
                            .getServerSocketFactory()
                            .createServerSocket(0, 500, InetAddress.getLoopbackAddress())
                    : new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
            server = new RawServer(listening, this::talk);
            reaper.scheduleAtFixedRate(this::drop, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        }

        URI uri(String path) {
            return URI.create((tls ? "https" : "http") + "://127.0.0.1:" + server.port() + path);
        }

        private void talk(Socket client) throws IOException {
            Kept kept = new Kept(client);
            String head = head(client);
            for (int requests = 1; !head.isEmpty(); requests++) {
                boolean first = requests == 1;
                // Taken from under the reaper's hand: what it has not let go by now is answered.
                if (!first && !idle.remove(kept)) {
                    RawServer.untilGone(client);
                    return;
                }
                if (!first && how.name().endsWith("_ON_REQUEST") && requests % 3 == 0) {
                    dropped.incrementAndGet();
                    if (how == Letting.RESET_ON_REQUEST) {
                        client.setSoLinger(true, 0);
                    }
                    return;
                }
                boolean moved = head.contains(" /moved ");
                if (!moved) {
                    answered.incrementAndGet();
                }
                say(
                        client,
                        moved
                                ? "HTTP/1.1 307 Moved\r\nLocation: /\r\nContent-Length: 0\r\n\r\n"
                                : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"
                                        + (head.startsWith("HEAD") ? "" : "ok"));
                idle.add(kept);
                head = head(client);
            }
        }

        private void drop() {
            for (Kept kept : idle) {
                if (!how.name().endsWith("_ON_REQUEST") && idle.remove(kept)) {
                    dropped.incrementAndGet();
                    letGo(kept.socket());
                }
            }
        }

        private void letGo(Socket client) {
            try {
                if (how == Letting.RESET) {
                    client.setSoLinger(true, 0);
                }
                if (how == Letting.TELL) {
                    say(client, "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                }
                if (how == Letting.HALF_CLOSE) {
                    client.shutdownOutput();
                } else {
                    client.close();
                }
            } catch (IOException e) {
                dropped.decrementAndGet(); // The client was faster.
            }
        }

        private static String head(Socket client) throws IOException {
            StringBuilder head = new StringBuilder();
            try {
                for (int next = client.getInputStream().read();
                        next >= 0;
                        next = client.getInputStream().read()) {
                    head.append((char) next);
                    if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                        return head.toString();
                    }
                }
            } catch (SocketException e) {
                return ""; // It was let go.
            }
            return "";
        }

        @Override
        public void close() throws IOException {
            reaper.shutdownNow();
            server.close();
        }
    }
}
