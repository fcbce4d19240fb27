package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Asked;
import io.vedette.camel.load.Targeted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that are templated routes in the routes folder, or that settings make. */
class TemplatedTargetsTest {

    private static final Duration LONGEST = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    private LocalServer day;
    private LocalServer night;
    private LocalServer task;
    private Installation installation;

    @BeforeEach
    void install() throws IOException {
        day = LocalServer.answering(200, "{}");
        night = LocalServer.answering(200, "{}");
        task = LocalServer.answering(200, "{\"status\":\"broken\"}");
        installation = Installation.empty(folder)
                .with("VEDETTE_GROUP_WINDOW", "0s")
                .with("VEDETTE_INTERVAL", "200ms")
                .with("VEDETTE_ERROR_INTERVAL", "1h");
    }

    @AfterEach
    void close() {
        day.close();
        night.close();
        task.close();
    }

    @Test
    void manyOfAKindAreToldEachByItsName() throws Exception {
        targets(
                Targeted.by("notify-webhook", "day", "url=" + day.url("/day")),
                Targeted.by("notify-webhook", "night & weekend", "url=" + night.url("/night")));
        installation.task("billing", "url=" + task.url("/task"), "notify=night & weekend");

        try (Standalone vedette = installation.start()) {
            await().atMost(LONGEST).until(() -> !night.asked().isEmpty());

            assertThat(vedette.testAlerts().targets()).containsExactly("day", "log", "night & weekend");
        }
        assertThat(night.last().body()).contains("\"check\":\"billing\"");
        assertThat(night.last().target()).isEqualTo("/night");
        assertThat(day.asked()).isEmpty();
    }

    @Test
    void aWebhookGetsItsHeadersAndASignature() throws Exception {
        targets(Targeted.by(
                "notify-webhook", "day", "url=" + day.url("/day"), "headers=X-Team: shop", "secret=swordfish"));

        try (Standalone vedette = installation.standalone(Standalone.Mode.TRIAL)) {
            assertThat(vedette.testAlerts().send("day")).isEmpty();
        }

        Asked asked = day.last();
        assertThat(asked.header("X-Team")).contains("shop");
        assertThat(asked.header("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(asked.header("X-Hub-Signature-256")).contains("sha256=" + hmac("swordfish", asked.body()));
    }

    @Test
    void whatWaitsForATargetIsToldByItsNewParameters() throws Exception {
        night.answer(500, "out of order");
        targets(
                Targeted.by("notify-webhook", "day", "url=" + day.url("/day")),
                Targeted.by("notify-webhook", "night", "url=" + night.url("/old")));
        installation.task("billing", "url=" + task.url("/task"), "notify=night");

        try (Standalone vedette = installation.start()) {
            await().atMost(LONGEST).until(() -> !night.asked().isEmpty());
            LocalServer other = LocalServer.answering(200, "{}");
            try (other) {
                targets(
                        Targeted.by("notify-webhook", "day", "url=" + day.url("/day")),
                        Targeted.by("notify-webhook", "night", "url=" + other.url("/new")));
                assertThat(vedette.reloads().reload().changed()).containsExactly("night");

                await().atMost(LONGEST).until(() -> !other.asked().isEmpty());
                assertThat(other.last().body()).contains("\"kind\":\"problem\"");

                targets(Targeted.by("notify-webhook", "night", "url=" + other.url("/new")));
                assertThat(vedette.reloads().reload().removed()).containsExactly("day");
                assertThat(vedette.service().targets().names()).containsExactly("log", "night");
            }
        }
    }

    @Test
    void aTargetThatWasMendedIsTriedAtOnce() throws Exception {
        night.answer(request -> LocalServer.Answered.of(429, "later").with("Retry-After", "3600"));
        targets(Targeted.by("notify-webhook", "night", "url=" + night.url("/old")));
        installation.task("billing", "url=" + task.url("/task"), "notify=night");

        try (Standalone vedette = installation.start()) {
            await().atMost(LONGEST).until(() -> !vedette.service().targets().isOpen("night"));
            targets(Targeted.by("notify-webhook", "night", "url=" + day.url("/new")));
            assertThat(vedette.reloads().reload().changed()).containsExactly("night");

            await().atMost(LONGEST).until(() -> !day.asked().isEmpty());
        }
        assertThat(day.asked().get(0).body()).contains("\"kind\":\"problem\"");
    }

    @Test
    void settingsMakeATargetWithoutAFile() throws Exception {
        installation.with("VEDETTE_WEBHOOK_URL", day.url("/hook")).task("billing", "url=" + task.url("/task"));

        try (Standalone vedette = installation.start()) {
            await().atMost(LONGEST).until(() -> !day.asked().isEmpty());
            assertThat(vedette.service().targets().names()).containsExactly("log", "webhook");

            installation.with("VEDETTE_WEBHOOK_URL", "");
            assertThat(vedette.reloads().reload().removed()).containsExactly("notify-webhook");
            assertThat(vedette.service().targets().names()).containsExactly("log");
        }
        assertThat(day.last().target()).isEqualTo("/hook");
    }

    @Test
    void aRouteOfOnesOwnTakesThePlaceOfTheBuiltInOne() throws Exception {
        installation
                .with("VEDETTE_WEBHOOK_URL", day.url("/hook"))
                .file("routes/own.yaml", own("webhook", night.url("/own"), ""));

        try (Standalone vedette = installation.standalone(Standalone.Mode.TRIAL)) {
            assertThat(vedette.testAlerts().targets()).containsExactly("webhook");
            assertThat(vedette.testAlerts().send("webhook")).isEmpty();
        }
        assertThat(night.last().target()).isEqualTo("/own");
        assertThat(day.asked()).isEmpty();
    }

    @Test
    void aTemplateOfOnesOwnTakesParametersOfItsOwn() throws Exception {
        installation.file(
                "routes/desk.yaml",
                "- routeTemplate:",
                "    id: to-a-desk",
                "    parameters:",
                "      - { name: desk, required: true }",
                "    route:",
                "      from:",
                "        uri: vedette:alerts",
                "        parameters: { kind: log }",
                "        steps:",
                "          - setBody: { expression: { simple: { expression: '{{desk}}: ${body.text}' } } }",
                "          - removeHeaders: { pattern: '*' }",
                "          - to: { uri: '" + day.url("/") + "{{desk}}', parameters: { httpMethod: POST } }");
        targets(
                Targeted.by("to-a-desk", "first", "desk=one", "title=${body[check]}!"),
                Targeted.by("to-a-desk", "second", "desk=two"));

        try (Standalone vedette = installation.standalone(Standalone.Mode.TRIAL)) {
            assertThat(vedette.testAlerts().send("first")).isEmpty();
            assertThat(vedette.testAlerts().send("second")).isEmpty();
        }
        assertThat(day.asked()).extracting(Asked::target).containsExactly("/one", "/two");
        assertThat(day.asked().get(0).body()).startsWith("one: vedette-test!\n");
    }

    @Test
    void underOnlyLogNothingLeavesWhateverATargetIsCalled() throws Exception {
        installation.with("VEDETTE_ONLY_LOG", "true").with("VEDETTE_WEBHOOK_URL", day.url("/hook"));
        targets(
                Targeted.by("notify-webhook", "day", "url=" + day.url("/day")),
                Targeted.by("notify-uri", "night", "uri=" + night.url("/night")),
                Targeted.by("notify-log", "audit"));
        installation.task("billing", "url=" + task.url("/task"), "notify=day,night,audit");

        try (Standalone vedette = installation.start()) {
            await().atMost(LONGEST)
                    .until(() -> vedette.service().targets().all().stream()
                            .anyMatch(target -> target.name().equals("audit") && target.delivered() > 0));

            assertThat(vedette.testAlerts().targets()).containsExactly("audit", "log");
        }
        assertThat(day.asked()).isEmpty();
        assertThat(night.asked()).isEmpty();
    }

    @Test
    void aCamelEndpointIsJudgedAfterItsCall() throws Exception {
        targets(Targeted.by("notify-uri", "day", "uri=" + day.url("/day") + "?httpMethod=POST"));

        try (Standalone vedette = installation.standalone(Standalone.Mode.TRIAL)) {
            assertThat(vedette.testAlerts().send("day")).isEmpty();
            assertThat(day.last().body()).startsWith("Error: vedette-test is in error (test): This is a test alert");

            day.answer(503, "out of order");
            assertThat(vedette.testAlerts().send("day"))
                    .hasValueSatisfying(why -> assertThat(why).contains("503"));
        }
    }

    @Test
    void wordsOfOnesOwnTakeThePlaceOfTheBuiltInOnesAndEvaluateNothing() throws Exception {
        task.answer(200, "{\"status\":\"${env:PATH} {{env:PATH}} ${body[check]}\"}");
        installation
                .with("VEDETTE_TIME_ZONE", "Asia/Tokyo")
                .task("billing", "url=" + task.url("/task"), "notify=day,own");
        targets(Targeted.by(
                "notify-uri",
                "day",
                "uri=" + day.url("/day"),
                "title=Look: ${body[check]}",
                "text=${body[message]} at ${body[since]} by ${body[acknowledged]}."));
        installation.file(
                "routes/own.yaml", own("own", night.url("/own"), ", title: 'Mine: ${body[check]}', after: 0s"));

        try (Standalone vedette = installation.start()) {
            await().atMost(LONGEST)
                    .until(() -> !day.asked().isEmpty() && !night.asked().isEmpty());
        }

        assertThat(day.last().body())
                .startsWith("Look: billing\n")
                .contains("${env:PATH} {{env:PATH}} ${body[check]}")
                .containsPattern("at \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d \\+09:00 by \\.");
        assertThat(night.last().body()).startsWith("Mine: billing\n").contains(" +09:00");
    }

    private void targets(String... routes) throws IOException {
        installation.file("routes/targets.yaml", routes);
    }

    private static String own(String target, String url, String options) {
        return "- route:\n    id: own-" + target
                + "\n    from:\n      uri: vedette:alerts\n      parameters: { target: "
                + target + options + " }\n      steps:\n"
                + "        - setBody: { expression: { simple: { expression: '${body.text}' } } }\n"
                + "        - removeHeaders: { pattern: '*' }\n"
                + "        - to: { uri: '" + url + "', parameters: { httpMethod: POST } }";
    }

    private static String hmac(String secret, String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
