package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.App;
import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.LocalServer.Asked;
import io.vedette.alert.Alert;
import io.vedette.alert.Alerts;
import io.vedette.state.AlertKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program itself with the shipped routes, killed with SIGKILL at random moments. Every endpoint fails until its problem
 * is told to the webhook and is well until its recovery is told, round after round: an alert that is lost would hold its
 * check up for good, one that is told twice is counted.
 */
class ShippedCrashTest {

    private static final int CHECKS = 20;
    private static final int SIGKILLED = 137;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Random random = new Random();
    /** All below guarded by this: how often each endpoint changed; it fails at even numbers. */
    private final Map<String, Integer> changes = new TreeMap<>();

    /** What was heard last of each. */
    private final Map<String, AlertKind> last = new HashMap<>();

    private final Set<String> ids = new HashSet<>();
    /** Heard by the time of a kill or after, and not heard again since. */
    private final Set<String> inFlight = new HashSet<>();

    private final List<Alert> needless = new ArrayList<>();
    private int messages;
    private int repeated;
    private int killAt = Integer.MAX_VALUE;
    private boolean killBeforeTheAnswer;
    private boolean changing = true;

    private final LocalServer endpoints;
    private final LocalServer webhook;
    private Process process;

    @TempDir
    private Path folder;

    ShippedCrashTest() throws IOException {
        endpoints = new LocalServer(this::health);
        webhook = new LocalServer(this::hear);
        for (int i = 0; i < CHECKS; i++) {
            changes.put("check-" + i, 0);
        }
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
        endpoints.close();
        webhook.close();
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
        install();
        for (int i = 0; i < kills; i++) {
            synchronized (this) {
                killAt = messages + 1 + random.nextInt(15);
                killBeforeTheAnswer = random.nextBoolean();
            }
            process = launch();
            await().atMost(PATIENCE).until(() -> !process.isAlive());
            assertThat(process.exitValue()).as("killed, not ended by itself").isEqualTo(SIGKILLED);
        }
        synchronized (this) {
            killAt = Integer.MAX_VALUE;
            changing = false;
        }
        process = launch();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(unsettled())
                        .as("endpoints whose last change was not told")
                        .isEmpty());
        synchronized (this) {
            int told = changes.values().stream().mapToInt(Integer::intValue).sum();
            System.out.printf(
                    "%d kills, %d changes of %d endpoints told in %d messages, %d of the alerts again%n",
                    kills, told, CHECKS, messages, repeated);
            assertThat(needless)
                    .as("alerts told again that were not in flight at a kill")
                    .isEmpty();
            assertThat(messages).as("each kill had its message").isGreaterThan(kills);
        }
    }

    private void install() throws IOException {
        Installation installation = Installation.shipped(folder);
        StringBuilder checks = new StringBuilder();
        for (String name : changes.keySet()) {
            checks.append("""
                    - templatedRoute:
                        routeTemplateRef: task
                        routeId: %s
                        parameters:
                          - { name: url, value: "%s" }
                          - { name: interval, value: 200ms }
                          - { name: errorInterval, value: 300ms }
                          - { name: notify, value: webhook }
                    """.formatted(name, endpoints.url("/" + name)));
        }
        installation.file("routes/checks.yaml", checks.toString());
    }

    private Process launch() throws IOException {
        ProcessBuilder java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        App.class.getName(),
                        "run")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("vedette.log").toFile()));
        java.environment()
                .putAll(Map.of(
                        "VEDETTE_HTTP_PORT", "0",
                        "VEDETTE_GROUP_WINDOW", "0s",
                        "VEDETTE_WEBHOOK_URL", webhook.url("/hook")));
        return java.start();
    }

    private synchronized List<String> unsettled() {
        return changes.entrySet().stream()
                .filter(entry -> fails(entry.getValue()) || last.get(entry.getKey()) != AlertKind.RECOVERY)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean fails(int changes) {
        return changes % 2 == 0;
    }

    private synchronized Answered health(Asked asked) {
        boolean fails = fails(changes.get(asked.target().substring(1)));
        return Answered.of(
                        200,
                        "{\"status\":\"" + (fails ? "broken" : "ok") + "\",\"lastrun\":\"" + Instant.now()
                                + "\",\"frequency\":60}")
                .with("Content-Type", "application/json");
    }

    private Answered hear(Asked asked) {
        boolean before;
        boolean after;
        synchronized (this) {
            messages++;
            for (Alert alert : Alerts.digest(asked.body()).alerts()) {
                if (!ids.add(alert.id())) {
                    repeated++;
                    if (!inFlight.remove(alert.id())) {
                        needless.add(alert);
                    }
                }
                if (messages >= killAt) {
                    inFlight.add(alert.id());
                }
                turn(alert);
            }
            before = messages == killAt && killBeforeTheAnswer;
            after = messages == killAt && !killBeforeTheAnswer;
        }
        if (before) {
            process.destroyForcibly();
        } else if (after) {
            // While the answer is on its way, or when it is there.
            new Thread(process::destroyForcibly, "killer").start();
        }
        return Answered.of(200, "{}").with("Content-Type", "application/json");
    }

    /** An endpoint changes when its present state is told; a reminder or a repetition changes nothing. */
    private void turn(Alert alert) {
        last.put(alert.check(), alert.kind());
        int count = changes.get(alert.check());
        boolean news = alert.kind() == AlertKind.RECOVERY ? !fails(count) : fails(count);
        if (news && (changing || fails(count))) {
            changes.put(alert.check(), count + 1);
        }
    }
}
