package io.vedette.camel.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.LocalServer;
import io.vedette.LocalServer.Asked;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.target.FakeTargets;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that operators get, against a task and targets that are real servers. */
class ShippedFilesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration ERROR_INTERVAL = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private LocalServer task;
    private FakeTargets targets;

    @BeforeEach
    void start() throws IOException {
        task = new LocalServer(asked -> LocalServer.Answered.of(200, status("ok")));
        targets = new FakeTargets();
    }

    @AfterEach
    void stop() {
        targets.close();
        task.close();
    }

    @Test
    void watchTheSampleTaskAsTheyAre() throws Exception {
        Installation installation = Installation.shipped(folder);
        try (Standalone vedette = installation.start()) {
            assertThat(vedette.problems()).isEmpty();
            assertThat(vedette.checks()).containsExactly("sample-task");

            await().untilAsserted(() -> assertThat(shown(installation, "/task/sample-task")
                            .path("status")
                            .asText())
                    .isEqualTo("ok"));
            assertThat(vedette.service().targets().names()).containsExactly("log");
        }
    }

    @Test
    void leaveTheSampleTaskOutWhereItIsOff() throws Exception {
        Installation installation = Installation.shipped(folder);
        try (Standalone vedette = installation.start()) {
            assertThat(vedette.checks()).containsExactly("sample-task");
            Path settings = folder.resolve("application.properties");
            Files.writeString(
                    settings, Files.readString(settings).replace("vedette.sample=true", "vedette.sample=false"));

            assertThat(vedette.reloads().reload().needRestart()).isEmpty();

            assertThat(vedette.service().watchlist().find("sample-task")).isEmpty();
            assertThat(installation.get("/sample/task").statusCode()).isEqualTo(404);
        }
        try (Standalone vedette = installation.start()) {
            assertThat(vedette.problems()).isEmpty();
            assertThat(vedette.checks()).isEmpty();
        }
    }

    @Test
    void tellProblemReminderAndRecoveryOnceToEveryTarget() throws Exception {
        Installation installation = fast().with("VEDETTE_GROUP_WINDOW", "0s");
        try (Standalone vedette = installation.start()) {
            await().until(() -> task.asked().size() >= 2);
            assertThat(targets.all())
                    .allSatisfy(target -> assertThat(target.asked()).isEmpty());
            assertThat(installation.get("/task/billing").statusCode()).isEqualTo(200);

            task.answer(200, status("broken"));
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(targets.all())
                            .allSatisfy(target -> assertThat(target.asked()).hasSize(1)));
            for (String asked : spellings(task.url("/task1?a=b&c=d"), "billing")) {
                assertThat(installation.get("/task/" + asked).statusCode())
                        .as(asked)
                        .isEqualTo(500);
            }
            await().until(() -> alerts().stream().anyMatch(alert -> is(alert, "reminder")));
            await().untilAsserted(() -> assertThat(targets.all())
                    .allSatisfy(target -> assertThat(target.asked()).hasSizeGreaterThanOrEqualTo(2)));

            task.answer(200, status("OK"));
            await().untilAsserted(() -> assertThat(
                            alerts().get(alerts().size() - 1).path("kind").asText())
                    .isEqualTo("recovery"));
            // A reminder that still waits for a target when the check recovers is replaced there by the recovery.
            await().untilAsserted(() -> assertThat(targets.all())
                    .allSatisfy(target -> assertThat(target.asked()).hasSizeGreaterThanOrEqualTo(3)));
            await().untilAsserted(() -> assertThat(List.of(targets.slack, targets.hipchat))
                    .allSatisfy(target -> assertThat(target.asked())
                            .last()
                            .satisfies(message -> assertThat(message.body()).contains("OK again"))));
            for (String asked : spellings(task.url("/task1?a=b&c=d"), "billing")) {
                assertThat(installation.get("/task/" + asked).statusCode())
                        .as(asked)
                        .isEqualTo(200);
            }
            assertThat(installation.get("/task/unknown").statusCode()).isEqualTo(404);

            int before = task.asked().size();
            await().until(() -> task.asked().size() > before + 3);
            List<JsonNode> alerts = alerts();
            assertThat(alerts.get(0).path("kind").asText()).isEqualTo("problem");
            assertThat(alerts.get(0).path("message").asText()).contains("broken");
            assertThat(alerts.subList(1, alerts.size() - 1)).allMatch(alert -> is(alert, "reminder"));
            assertThat(alerts).filteredOn(alert -> is(alert, "recovery")).hasSize(1);
            assertThat(List.of(targets.slack, targets.hipchat))
                    .allSatisfy(target ->
                            assertThat(FakeTargets.count(target, "OK again")).isEqualTo(1));
            for (int i = 1; i < alerts.size() - 1; i++) {
                assertThat(Duration.between(at(alerts.get(i - 1)), at(alerts.get(i))))
                        .isGreaterThanOrEqualTo(ERROR_INTERVAL);
            }
        }
    }

    @Test
    void tellWithinIntervalAndASecond() throws Exception {
        try (Standalone vedette = fast().with("VEDETTE_GROUP_WINDOW", "0s").start()) {
            await().until(() -> task.asked().size() >= 2);

            // Slowness of the machine is not what is measured: the alert's own delay is.
            task.answer(200, status("broken"));
            await().until(() -> !targets.webhook.asked().isEmpty());
            Instant told = Instant.now();

            assertThat(Duration.between(at(alerts().get(0)), told)).isLessThan(INTERVAL.plusSeconds(4));
        }
    }

    @Test
    void gatherChangesWithinTheWindowInOneMessage() throws Exception {
        Installation installation = fast().with("VEDETTE_GROUP_WINDOW", "1s");
        installation.file(
                "routes/more.yaml",
                "- templatedRoute:",
                "    routeTemplateRef: task",
                "    routeId: second",
                "    parameters:",
                "      - { name: url, value: '" + task.url("/task2") + "' }");
        try (Standalone vedette = installation.start()) {
            await().until(() -> task.asked().size() >= 4);

            task.answer(200, status("broken"));

            await().untilAsserted(() -> assertThat(targets.webhook.asked()).isNotEmpty());
            assertThat(alerts()).hasSize(2);
            assertThat(targets.webhook.asked()).hasSize(1);
            assertThat(alerts())
                    .extracting(alert -> alert.path("check").asText())
                    .containsExactlyInAnyOrder("billing", "second");
        }
    }

    @Test
    void keepEverythingOnThisMachineUnderOnlyLog() throws Exception {
        Installation installation = fast().with("VEDETTE_GROUP_WINDOW", "0s")
                .with("VEDETTE_ONLY_LOG", "true")
                .with("VEDETTE_GREETING", "Hello World!");
        try (Standalone vedette = installation.start()) {
            task.answer(200, status("broken"));

            await().until(() -> vedette.service().targets().all().stream().anyMatch(target -> target.delivered() >= 2));
            assertThat(vedette.service().targets().names()).containsExactly("log");
        }
        assertThat(targets.all())
                .allSatisfy(target -> assertThat(target.asked()).isEmpty());
    }

    @Test
    void greetWithTheListOfChecksAndSayFarewell() throws Exception {
        Standalone vedette = fast().with("VEDETTE_GREETING", "Hello World!").start();
        try (vedette) {
            // Not until each is asked: one whose answer is under way is not done.
            await().untilAsserted(() -> assertThat(vedette.service().targets().all())
                    .allSatisfy(target -> assertThat(target.delivered()).isPositive()));
        }
        for (LocalServer target : targets.all()) {
            assertThat(target.asked()).hasSize(2);
            assertThat(target.asked().get(0).body()).contains("Hello World!").contains("billing");
            assertThat(target.asked().get(1).body()).contains("shutting down");
        }
    }

    @Test
    void tellATargetThatWasDownWhenItIsBack() throws Exception {
        targets.webhook.answer(500, "down");
        try (Standalone vedette = fast().with("VEDETTE_GROUP_WINDOW", "0s").start()) {
            task.answer(200, status("broken"));
            await().until(() -> !targets.webhook.asked().isEmpty());

            int refused = targets.webhook.asked().size();
            targets.webhook.answer(200, "");

            await().until(() -> targets.webhook.asked().size() > refused);
            assertThat(alerts().get(0).path("check").asText()).isEqualTo("billing");
            await().until(() -> target(vedette, "webhook").delivered() >= 1);
            assertThat(target(vedette, "webhook").error()).isEmpty();
        }
    }

    @Test
    void leaveATargetAloneThatIsSetUpWrongly() throws Exception {
        Installation installation =
                fast().with("VEDETTE_GROUP_WINDOW", "0s").with("VEDETTE_SLACK_TOKEN", "xoxb-revoked-token");
        try (Standalone vedette = installation.start()) {
            task.answer(200, status("broken"));
            await().until(() -> target(vedette, "slack").misconfigured());
            assertThat(target(vedette, "slack").error()).isEqualTo("Slack refused the message: invalid_auth");

            int before = task.asked().size();
            await().until(() -> task.asked().size() > before + 8);

            assertThat(targets.slack.asked()).hasSize(1);
            assertThat(targets.webhook.asked()).isNotEmpty();
        }
    }

    @Test
    void needNoFilesAtAll() throws Exception {
        Installation installation = Installation.empty(folder)
                .with("VEDETTE_URLS", task.url("/a") + ", " + task.url("/b?x=1"))
                .with("VEDETTE_INTERVAL", "200ms");
        try (Standalone vedette = installation.start()) {
            assertThat(vedette.problems()).isEmpty();
            assertThat(vedette.checks()).containsExactly(task.url("/a"), task.url("/b?x=1"));
            for (String asked : spellings(task.url("/b?x=1"), task.url("/b?x=1"))) {
                await().untilAsserted(() -> assertThat(shown(installation, "/task/" + asked)
                                .path("status")
                                .asText())
                        .isEqualTo("ok"));
            }
        }
    }

    private Installation fast() throws IOException {
        return targets.tell(Installation.shipped(folder))
                .task("billing", "url=" + task.url("/task1?a=b&c=d"))
                .with("VEDETTE_INTERVAL", INTERVAL.toMillis() + "ms")
                .with("VEDETTE_ERROR_INTERVAL", ERROR_INTERVAL.toSeconds() + "s");
    }

    private List<JsonNode> alerts() throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        for (Asked asked : targets.webhook.asked()) {
            JSON.readTree(asked.body()).path("alerts").forEach(alerts::add);
        }
        return alerts;
    }

    private static boolean is(JsonNode alert, String kind) {
        return alert.path("kind").asText().equals(kind);
    }

    private static Instant at(JsonNode alert) {
        return Instant.parse(alert.path("at").asText());
    }

    private static List<String> spellings(String url, String name) {
        return List.of(
                url,
                URLEncoder.encode(url, StandardCharsets.UTF_8),
                url.replace("http://", "http:/"),
                URLEncoder.encode(name, StandardCharsets.UTF_8));
    }

    private static JsonNode shown(Installation installation, String target) throws Exception {
        return JSON.readTree(installation.get(target).body()).path("data");
    }

    private static io.vedette.target.Targets.Target target(Standalone vedette, String name) {
        return vedette.service().targets().all().stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String status(String status) {
        return "{\"status\":\"" + status + "\",\"lastrun\":\"" + Instant.now() + "\",\"frequency\":60}";
    }
}
