package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.LocalServer;
import io.vedette.target.FakeTargets;
import io.vedette.target.TargetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notify routes that operators made of shipped ones, of this version and of older ones. */
class TargetRoutesTest {

    @TempDir
    Path folder;

    private FakeTargets targets;
    private Installation installation;

    @BeforeEach
    void install() throws IOException {
        targets = new FakeTargets();
        installation = targets.tell(Installation.shipped(folder));
    }

    @AfterEach
    void close() {
        targets.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"older-routes", "plain-routes"})
    void olderOnesGoOnToWork(String version) throws Exception {
        useOlderRoutes(version);
        try (Standalone vedette = installation.standalone(Standalone.Mode.TRIAL)) {
            TestAlerts alerts = vedette.testAlerts();

            for (String target : alerts.targets()) {
                assertThat(alerts.send(target)).as(target).isEmpty();
            }
        }
        assertThat(targets.all())
                .allSatisfy(target -> assertThat(target.asked()).hasSize(1));
    }

    @Test
    void olderOnesTellWhatWasRefused() throws Exception {
        useOlderRoutes("older-routes");
        installation.with("VEDETTE_SLACK_TOKEN", "xoxb-revoked-token");
        targets.sentry.answer(400, "{\"detail\":\"no event\"}");
        targets.hipchat.answer(500, "");
        targets.webhook.answer(500, "");
        try (Standalone vedette = installation.standalone(Standalone.Mode.TRIAL)) {
            TestAlerts alerts = vedette.testAlerts();

            assertThat(alerts.send("slack")).contains("Slack refused the message: invalid_auth");
            assertThat(alerts.send("sentry")).contains("the target answered 400: no event");
            assertThat(alerts.send("hipchat")).contains("the target answered 500");
            assertThat(alerts.send("webhook")).contains("the target answered 500");
        }
    }

    @Test
    void olderOnesFollowTheirSettings() throws Exception {
        useOlderRoutes("older-routes");
        try (LocalServer task = LocalServer.answering(200, "{\"status\":\"broken\"}")) {
            installation
                    .task("billing", "url=" + task.url("/task"), "notify=slack")
                    .with("VEDETTE_GROUP_WINDOW", "0s")
                    .with("VEDETTE_INTERVAL", "200ms")
                    .with("VEDETTE_ERROR_INTERVAL", "1s");
            try (Standalone vedette = installation.start()) {
                await().atMost(Duration.ofSeconds(20)).until(() -> FakeTargets.count(targets.slack, "status") > 0);

                installation.with("VEDETTE_SLACK_CHANNEL", "other-channel");
                assertThat(vedette.reloads().reload().changed()).containsExactly("notify-slack");

                await().atMost(Duration.ofSeconds(20))
                        .until(() -> FakeTargets.count(targets.slack, "other-channel") > 0);
            }
        }
    }

    @Test
    void aCopyTellsASecondTargetOfItsKind() throws Exception {
        copyOfSlack("slack");
        try (Standalone vedette = installation.standalone(Standalone.Mode.TRIAL)) {
            assertThat(vedette.testAlerts().send("night")).isEmpty();
        }
        assertThat(targets.slack.last().body()).contains("\"channel\":\"status\"");
    }

    @Test
    void aKindThatThereIsNotIsAMistake() throws IOException {
        copyOfSlack("slak");

        assertThatThrownBy(() -> installation.standalone(Standalone.Mode.TRIAL))
                .hasMessageContaining("notify-night.yaml")
                .hasMessageContaining("kind: must be one of " + String.join(", ", kinds()));
    }

    @Test
    void everyKindIsInTheCatalogOfCamel() throws Exception {
        JsonNode catalog = new ObjectMapper()
                .readTree(Path.of("src/generated/resources/META-INF/io/vedette/camel/vedette.json")
                        .toFile());

        assertThat(catalog.at("/properties/kind/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(kinds());
    }

    private static List<String> kinds() {
        return Arrays.stream(TargetKind.values()).map(TargetKind::toString).toList();
    }

    private void copyOfSlack(String kind) throws IOException {
        String route = Files.readString(Path.of("src/test/resources/plain-routes/notify-slack.yaml"))
                .replace("id: notify-slack", "id: notify-night")
                .replace("target: slack", "target: night")
                .replace("kind: slack", "kind: " + kind)
                .replace("id: post-to-slack", "id: post-to-night")
                .replace("{{vedette.target.slack:false}}", "true");
        installation.file("routes/notify-night.yaml", route);
    }

    private void useOlderRoutes(String version) throws IOException {
        for (String target : new String[] {"slack", "sentry", "hipchat", "webhook"}) {
            String file = "notify-" + target + ".yaml";
            Files.copy(
                    Path.of("src/test/resources", version, file),
                    folder.resolve("routes").resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
