package io.vedette.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vedette.alert.Alert;
import io.vedette.alert.Alerts;
import io.vedette.rule.Status;
import io.vedette.state.AlertKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real process, killed with SIGKILL at random moments of a storm of changes. Each check fails until its problem is
 * told, is well from then on until its recovery is told, and then gives way to a new check: an alert that is lost would
 * hold its check up for good. An alert may be told again only when it was in the last message of a process that was killed:
 * whatever a process told before, it had marked before it went on.
 */
class CrashTest {

    private static final int CHECKS_AT_ONCE = 30;

    private final Map<String, Status> truth = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Random random = new Random();

    @TempDir
    private Path folder;

    private HttpServer server;
    private Process process;
    /** All below guarded by this. */
    private int issued;

    private boolean issuing = true;
    private int messages;

    /** How many messages came of each process, in the order of their starts. */
    private final List<Integer> heard = new ArrayList<>();

    /** Where each alert was heard last, by its id. */
    private final Map<String, Hearing> hearings = new HashMap<>();
    /** Where alerts were heard before they were heard again. */
    private final List<Hearing> repeated = new ArrayList<>();
    /** Told under a new id, though nothing had changed. */
    private final List<Alert> doubled = new ArrayList<>();

    private int killAt = Integer.MAX_VALUE;
    private boolean killBeforeTheAnswer;

    /** An alert in a message: of which process, and its how manyth. */
    private record Hearing(String alert, int process, int message) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/truth", this::tellTruth);
        server.createContext("/hook", this::hear);
        server.setExecutor(threads);
        server.start();
        for (int i = 0; i < CHECKS_AT_ONCE; i++) {
            issue();
        }
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void losesNothingInTwoKills() throws Exception {
        losesNothingAndRepeatsOnlyWhatWasInFlight(2);
    }

    @Test
    @Tag("long")
    void losesNothingInAHundredKills() throws Exception {
        losesNothingAndRepeatsOnlyWhatWasInFlight(100);
    }

    private void losesNothingAndRepeatsOnlyWhatWasInFlight(int kills) throws Exception {
        for (int i = 0; i < kills; i++) {
            process = launch();
            killAfterSomeMessages();
            await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive());
        }
        synchronized (this) {
            issuing = false;
            killAt = Integer.MAX_VALUE;
        }
        process = launch();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(truth)
                        .as("checks of which an alert was lost")
                        .isEmpty());
        synchronized (this) {
            assertThat(issued).isGreaterThan(CHECKS_AT_ONCE);
            assertThat(doubled).as("alerts told anew without a change").isEmpty();
            assertThat(repeated)
                    .as("alerts told again that were not in flight at a kill")
                    .allMatch(
                            hearing -> hearing.process() < kills && hearing.message() == heard.get(hearing.process()));
        }
    }

    private Process launch() throws IOException {
        int number;
        synchronized (this) {
            number = heard.size();
            heard.add(0);
        }
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Storm.class.getName(),
                        folder.resolve("data/vedette.db").toString(),
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        String.valueOf(number))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("storm.log").toFile())
                .start();
    }

    private synchronized void killAfterSomeMessages() {
        killAt = messages + 1 + random.nextInt(40);
        killBeforeTheAnswer = random.nextBoolean();
    }

    private synchronized void issue() {
        truth.put("check-" + issued++, Status.ERROR);
    }

    private void tellTruth(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                truth.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining("\n")));
    }

    private void hear(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        List<Alert> alerts = Alerts.digest(body).alerts();
        String path = exchange.getRequestURI().getPath();
        int sender = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        boolean kill;
        synchronized (this) {
            messages++;
            kill = messages == killAt;
            heard.set(sender, heard.get(sender) + 1);
            for (Alert alert : alerts) {
                hear(alert, new Hearing(alert.id(), sender, heard.get(sender)));
            }
        }
        if (kill && killBeforeTheAnswer) {
            process.destroyForcibly();
        }
        answer(exchange, "");
        if (kill) {
            process.destroyForcibly();
        }
    }

    private synchronized void hear(Alert alert, Hearing now) {
        Hearing before = hearings.put(alert.id(), now);
        if (before != null) {
            repeated.add(before);
        } else if (!isNews(alert)) {
            doubled.add(alert);
        }
    }

    private synchronized boolean isNews(Alert alert) {
        if (alert.kind() == AlertKind.PROBLEM) {
            return truth.replace(alert.check(), Status.ERROR, Status.OK);
        }
        boolean news = truth.remove(alert.check(), Status.OK);
        if (news && issuing) {
            issue();
        }
        return news;
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
