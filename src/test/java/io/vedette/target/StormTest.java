package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand checks fail within one group window while every kind of target is set up: 17,000 alerts. */
@Tag("long")
class StormTest {

    private static final int CHECKS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    private final AtomicBoolean down = new AtomicBoolean();
    private final List<VendorServer> chats = List.of(
            new FakeTeams(),
            new FakeDiscord(),
            new FakeTelegram(),
            new FakeMattermost(),
            new FakeGoogleChat(),
            new FakeNtfy(),
            new FakePushover(),
            new FakeTwilio());
    private final FakePagerDuty pagerDuty = new FakePagerDuty();
    private final FakeOpsgenie opsgenie = new FakeOpsgenie();
    private final FakeAlertmanager alertmanager = new FakeAlertmanager();
    private final FakeSlack slack = new FakeSlack();
    private final FakeHipChat hipChat = new FakeHipChat();
    private final FakeSentry sentry = FakeSentry.current();
    private final FakeWebhook webhook = new FakeWebhook();
    private final FakeSmtp smtp = FakeSmtp.plain();
    private final LocalServer endpoints = new LocalServer(asked -> Answered.of(down.get() ? 503 : 200, "answer"));

    StormTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        Stream.concat(vendors(), Stream.of(slack, hipChat, sentry, webhook)).forEach(FakeTarget::close);
        smtp.close();
        endpoints.close();
    }

    private Stream<VendorServer> vendors() {
        return Stream.concat(chats.stream(), Stream.of(pagerDuty, opsgenie, alertmanager));
    }

    @Test
    void isOneMessageForEachTargetWithinItsLimits() throws Exception {
        Path out = folder.resolve("out");
        Installation installation = Installation.empty(folder)
                .file(
                        "routes/checks.yaml",
                        IntStream.range(0, CHECKS).mapToObj(this::check).collect(Collectors.joining("\n")))
                .file("routes/targets.yaml", targets(out))
                .with("VEDETTE_GROUP_WINDOW", "15s")
                .with("VEDETTE_HTTP_RATE_LIMIT", "0");
        try (Standalone vedette = installation.start()) {
            await().atMost(PATIENCE).until(() -> number(installation, "ok") == CHECKS);
            // Their silence ends for all of them at once, however slow the machine is.
            String silence = new ObjectMapper()
                    .readTree(installation
                            .sendBody(
                                    "POST",
                                    "/api/v1/silences",
                                    "{\"match\":{\"groups\":[\"storm\"]},\"for\":\"1h\",\"reason\":\"a storm\"}")
                            .body())
                    .at("/data/id")
                    .asText();
            down.set(true);
            for (int i = 0; i < CHECKS; i++) {
                assertThat(installation
                                .send("POST", "/api/v1/checks/check-" + i + "/run")
                                .statusCode())
                        .isEqualTo(202);
            }
            await().atMost(PATIENCE).until(() -> number(installation, "error") == CHECKS);
            assertThat(waiting(installation)).isZero();
            assertThat(installation
                            .send("DELETE", "/api/v1/silences/" + silence)
                            .statusCode())
                    .isIn(200, 204);
            await().atMost(PATIENCE).until(() -> waiting(installation) > 0);
            await().atMost(PATIENCE).until(() -> waiting(installation) == 0);
        }

        for (VendorServer chat : chats) {
            assertThat(chat.told()).as(chat.kind().toString()).hasSize(1);
            assertThat(chat.told().get(0)).contains("1000 problems");
        }
        assertThat(slack.texts()).hasSize(1).allMatch(text -> text.length() <= 4_000);
        assertThat(hipChat.requests()).hasSize(1);
        assertThat(webhook.requests()).hasSize(1);
        assertThat(new ObjectMapper().readTree(webhook.requests().get(0).body()).path("alerts"))
                .hasSize(CHECKS);
        assertThat(smtp.mails()).hasSize(1);
        assertThat(alertmanager.requests()).hasSize(1);
        assertThat(alertmanager.open()).hasSize(CHECKS);
        assertThat(pagerDuty.pages()).hasSize(CHECKS);
        assertThat(opsgenie.open()).hasSize(CHECKS);
        assertThat(sentry.events()).hasSize(CHECKS);
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files).hasSize(1);
        }
    }

    private String check(int number) {
        return "- templatedRoute: { routeTemplateRef: http, routeId: check-" + number
                + ", parameters: [{ name: url, value: '" + endpoints.url("/" + number)
                + "' }, { name: interval, value: 1h }, { name: group, value: storm }] }";
    }

    private String targets(Path out) {
        Map<String, Map<String, String>> targets = new LinkedHashMap<>();
        vendors().forEach(vendor -> targets.put(vendor.kind().toString(), vendor.values()));
        targets.put("slack", Map.of("token", FakeSlack.TOKEN, "channel", FakeSlack.CHANNEL, "url", slack.apiUrl()));
        targets.put("hipchat", Map.of("room", "4711", "auth", FakeHipChat.TOKEN, "url", hipChat.address()));
        targets.put("sentry", Map.of("dsn", sentry.dsn()));
        targets.put("webhook", Map.of("url", webhook.address()));
        targets.put(
                "email",
                Map.of(
                        "to", "oncall@example.com",
                        "from", "vedette@example.com",
                        "server", smtp.address(),
                        "startTls", "never"));
        targets.put("uri", Map.of("uri", "file:" + out));
        targets.put("log", Map.of());
        assertThat(targets.keySet())
                .as("every kind of target")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(TargetKind.values()).map(TargetKind::toString).toList());
        return targets.entrySet().stream()
                .map(target -> "- templatedRoute: { routeTemplateRef: notify-" + target.getKey() + ", routeId: to-"
                        + target.getKey() + ", parameters: ["
                        + target.getValue().entrySet().stream()
                                .map(value -> "{ name: " + value.getKey() + ", value: '" + value.getValue() + "' }")
                                .collect(Collectors.joining(", "))
                        + "] }")
                .collect(Collectors.joining("\n"));
    }

    private static long number(Installation installation, String status) throws Exception {
        return new ObjectMapper()
                .readTree(installation.get("/").body()).path("data").findValuesAsText("status").stream()
                        .filter(status::equals)
                        .count();
    }

    /** How many alerts wait for targets. */
    private static double waiting(Installation installation) throws Exception {
        return installation
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("vedette_outbox_alerts{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
