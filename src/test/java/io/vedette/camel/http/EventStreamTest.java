package io.vedette.camel.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.evaluate.Watched;
import io.vedette.status.source.Operations;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stream of events as browsers get it. */
@Timeout(120)
class EventStreamTest {

    private static final String PATH = "/api/v1/events";
    private static final String ALLOWED =
            "Authorization: Basic " + Base64.getEncoder().encodeToString("ops:password".getBytes(UTF_8));

    @TempDir
    private Path folder;

    private final List<Listening> all = new ArrayList<>();
    private LocalServer task;
    private Installation installation;
    private Standalone vedette;

    @BeforeEach
    void start() throws Exception {
        task = LocalServer.answering(200, "{\"status\":\"ok\"}");
        installation = Installation.empty(folder)
                .task("shop", "url=" + task.url("/"), "interval=1h")
                .with("VEDETTE_HTTP_USERNAME", "ops")
                .with("VEDETTE_HTTP_PASSWORD", "password");
        vedette = installation.start();
        await().until(() -> shop().latest().isPresent());
    }

    @AfterEach
    void stop() throws Exception {
        for (Listening one : all) {
            one.close();
        }
        vedette.close();
        task.close();
    }

    @Test
    void tellsManyBrowsersWithoutAThreadForEach() throws Exception {
        int threads = Thread.activeCount();
        for (int i = 0; i < 100; i++) {
            assertThat(listen(ALLOWED).head()).contains("200 OK", "text/event-stream", "no-store");
        }
        int more = Thread.activeCount() - threads;

        vedette.service().stages().evaluation().mutes().pause("shop", Optional.empty(), "", "");

        for (Listening one : all) {
            assertThat(one.event()).contains("event: state").anyMatch(line -> line.contains("\"to\":\"paused\""));
        }
        assertThat(more).isLessThan(100);
        assertThat(vedette.stream().clients()).isEqualTo(100);
    }

    @Test
    void goesOnWhereABrowserLeftOff() throws Exception {
        Listening first = listen(ALLOWED);
        vedette.service().stages().evaluation().mutes().pause("shop", Optional.empty(), "", "");
        String id = first.event().get(0).substring("id: ".length());
        first.close();
        vedette.service().stages().evaluation().mutes().resume("shop");

        assertThat(listen(ALLOWED, "Last-Event-ID: " + id).event())
                .anyMatch(line -> line.contains("\"from\":\"paused\""));
        assertThat(listen(ALLOWED, "Last-Event-ID: 17").event()).contains("event: reset");
        assertThat(listen(ALLOWED, "Last-Event-ID: nonsense").event()).contains("event: reset");
    }

    @Test
    void asksForThePassword() throws Exception {
        assertThat(listen("Accept: text/event-stream").head()).contains("401");
        assertThat(vedette.stream().clients()).isZero();
    }

    @Test
    void endsSoonAfterWhoListensSignsOut() throws Exception {
        String cookie = installation
                .send("POST", "/login?user=ops&password=password", "Sec-Fetch-Site", "same-origin")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst(";.*", "");
        Listening goes = listen("Cookie: " + cookie);
        listen(ALLOWED);
        await().until(() -> vedette.stream().clients() == 2);

        installation.send("POST", "/logout", "Sec-Fetch-Site", "same-origin", "Cookie", cookie);

        await().atMost(Duration.ofSeconds(40)).until(() -> vedette.stream().clients() == 1);
        assertThat(goes.isOver()).isTrue();
    }

    @Test
    void answersOtherMethodsAsEverywhere() throws Exception {
        assertThat(installation.send("POST", PATH, ALLOWED.split(": ", 2)).statusCode())
                .isEqualTo(405);
        assertThat(installation
                        .send("HEAD", PATH, ALLOWED.split(": ", 2))
                        .headers()
                        .firstValue("Content-Type"))
                .contains("text/event-stream");
    }

    @Test
    void forgetsABrowserThatLeft() throws Exception {
        Listening gone = listen(ALLOWED);
        await().until(() -> vedette.stream().clients() == 1);

        gone.close();

        await().until(() -> vedette.stream().clients() == 0);
    }

    @Test
    void cutsOffABrowserThatReadsNothing() throws Exception {
        listen(ALLOWED);
        await().until(() -> vedette.stream().clients() == 1);

        Operations.Reload large =
                new Operations.Reload(Instant.EPOCH, "loaded", List.of(), List.of("x".repeat(10_000)));
        // More than all buffers on the way hold: those of both sockets, and the queue.
        await().atMost(Duration.ofMinutes(1)).pollDelay(Duration.ZERO).until(() -> {
            for (int i = 0; i < 2_000; i++) {
                vedette.events().reloaded(large);
            }
            return vedette.stream().clients() == 0;
        });
        assertThat(installation.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void endsAllStreamsWhenItStops() throws Exception {
        Listening one = listen(ALLOWED);

        vedette.close();

        assertThat(one.isOver()).isTrue();
    }

    private Watched shop() {
        return vedette.service().watchlist().find("shop").orElseThrow();
    }

    private Listening listen(String... headers) throws IOException {
        Listening one = new Listening(installation.port(), headers);
        all.add(one);
        return one;
    }

    /** A browser that listens. */
    private static final class Listening implements AutoCloseable {

        private final Socket socket;
        private final BufferedReader reader;
        private final String head;

        Listening(int port, String... headers) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(60_000);
            String request =
                    "GET " + PATH + " HTTP/1.1\r\nHost: localhost\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            StringBuilder read = new StringBuilder();
            for (String line = reader.readLine(); line != null && !line.isEmpty(); line = reader.readLine()) {
                read.append(line).append('\n');
            }
            head = read.toString();
        }

        String head() {
            return head;
        }

        /** The lines of the coming event; the sizes of chunks, comments and the time to wait are passed over. */
        List<String> event() throws IOException {
            List<String> lines = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("id: ") || line.startsWith("event: ") || line.startsWith("data: ")) {
                    lines.add(line);
                }
                if (line.startsWith("data: ")) {
                    return lines;
                }
            }
            throw new IOException("the stream ended");
        }

        boolean isOver() {
            try {
                while (reader.read() >= 0) {
                    // What was sent before the end.
                }
                return true;
            } catch (java.net.SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true; // It was cut.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
