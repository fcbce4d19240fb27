package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs that call by a secret address, as jobs of Healthchecks do. */
class HeartbeatCallsTest {

    private static final String USER = "Basic " + Base64.getEncoder().encodeToString("ann:correct-horse".getBytes());

    private static Installation installation;
    private static Standalone vedette;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        installation = Installation.empty(folder)
                .with("VEDETTE_HTTP_USERNAME", "ann")
                .with("VEDETTE_HTTP_PASSWORD", "correct-horse")
                .with("VEDETTE_HTTP_USERS", "bob:viewer:staple-tray")
                .with("VEDETTE_HTTP_TOKENS", "scrape:read:0123456789abcdef0123456789abcdef")
                .file(
                        "routes/jobs.checks.yaml",
                        "defaults: { interval: 1h }",
                        "checks:",
                        "  - { name: backup, heartbeat: 1h }",
                        "  - { name: a/b, heartbeat: 1h, secret: 9ae5a42f-06cb-4bb4-9d6b-4d0b02bf5ae4 }",
                        "  - { name: import, heartbeat: 1h, maxRunTime: 1ms }",
                        "  - { name: logged, heartbeat: 1h }",
                        "  - { name: a/b/start, heartbeat: 1h }");
        vedette = installation.start();
        await().until(() -> vedette.service().watchlist().all().stream()
                .allMatch(watched -> watched.latest().isPresent()));
    }

    @AfterAll
    static void stop() {
        vedette.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  '',          200, success, ok,    ''",
        "HEAD, '',          200, '',      ok,    ''",
        "POST, '',          200, success, ok,    ''",
        "POST, /0,          200, success, ok,    ''",
        "GET,  /3,          200, fail,    error, 'exit code 3'",
        "GET,  /fail,       200, fail,    error, 'the job reports a failure'",
        "POST, /255,        200, fail,    error, 'exit code 255'",
        "POST, '?status=fail&message=no+disk', 200, fail, error, 'no disk'"
    })
    void takesWhatAJobTells(String method, String ending, int status, String event, String health, String message)
            throws Exception {
        String secret = detail("backup").path("heartbeat").path("secretPath").asText();

        var response = installation.send(method, secret + ending);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(event);
        await().untilAsserted(() -> {
            assertThat(detail("backup").path("verdict").asText()).isEqualTo(health);
            assertThat(detail("backup").path("message").asText("")).isEqualTo(message);
        });
    }

    @Test
    void nobodyElseCallsWithoutAPassword() throws Exception {
        assertThat(installation.send("POST", "/heartbeat/backup").statusCode()).isEqualTo(401);
        assertThat(installation.send("POST", "/heartbeat/backup/fail").statusCode())
                .isEqualTo(401);
        assertThat(installation
                        .send("POST", "/heartbeat/0123456789abcdef0123456789abcdef")
                        .statusCode())
                .isEqualTo(401);
        assertThat(installation
                        .send("POST", "/heartbeat/backup/start", "Authorization", USER)
                        .statusCode())
                .isEqualTo(200);
        assertThat(installation
                        .send("POST", "/heartbeat/nobody/start", "Authorization", USER)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSecretOfItsOwnIsTakenAndANameThatEndsLikeACallIsAName() throws Exception {
        assertThat(installation
                        .send("POST", "/heartbeat/9ae5a42f-06cb-4bb4-9d6b-4d0b02bf5ae4/start")
                        .body())
                .contains("\"event\":\"start\"", "\"name\":\"a/b\"");
        assertThat(installation
                        .send("POST", "/heartbeat/a%2Fb%2Fstart", "Authorization", USER)
                        .body())
                .contains("\"event\":\"success\"", "\"name\":\"a/b/start\"");
        assertThat(detail("a/b").path("configuration").toString()).doesNotContain("9ae5a42f");
    }

    @Test
    void theSecretAddressIsShownToPersonsAlone() throws Exception {
        assertThat(detail("backup").path("heartbeat").path("secretPath").asText())
                .matches("/heartbeat/[0-9a-f]{32}");
        assertThat(new ObjectMapper()
                        .readTree(installation
                                .get(
                                        "/api/v1/checks/backup",
                                        "Authorization",
                                        "Bearer 0123456789abcdef0123456789abcdef")
                                .body())
                        .path("data")
                        .path("heartbeat")
                        .path("secretPath")
                        .isNull())
                .isTrue();
    }

    @Test
    void theSecretAddressIsNotShownToWhoMayNotAct() throws Exception {
        String cookie = installation
                .sendBody(
                        "POST",
                        "/login",
                        "user=bob&password=staple-tray",
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst(";.*", "");

        JsonNode heartbeat = new ObjectMapper()
                .readTree(installation
                        .get("/api/v1/checks/backup", "Cookie", cookie)
                        .body())
                .at("/data/heartbeat");

        assertThat(heartbeat.path("path").asText()).isEqualTo("/heartbeat/backup");
        assertThat(heartbeat.path("secretPath").isNull()).isTrue();
    }

    @Test
    void keepsTheLastOutputAndALogChangesNothing() throws Exception {
        installation.sendBody(
                "POST", "/heartbeat/logged/2", "tar: x\n<b>no space</b>\n" + "z".repeat(20_000), "Authorization", USER);
        await().until(() -> detail("logged").path("verdict").asText().equals("error"));
        String before = detail("logged").path("heartbeat").path("last").asText();
        assertThat(detail("logged").path("heartbeat").path("output").asText())
                .startsWith("tar: x\n<b>no space</b>\nzzz")
                .hasSize(10_000);

        installation.sendBody("POST", "/heartbeat/logged/log", "still here", "Authorization", USER);

        JsonNode heartbeat = detail("logged").path("heartbeat");
        assertThat(heartbeat.path("output").asText()).isEqualTo("still here");
        assertThat(heartbeat.path("event").asText()).isEqualTo("log");
        assertThat(heartbeat.path("last").asText()).isEqualTo(before);
        assertThat(detail("logged").path("verdict").asText()).isEqualTo("error");
    }

    @Test
    void aRunThatTakesTooLongIsDegradedWhileItLastsAndAfterwards() throws Exception {
        installation.send("POST", "/heartbeat/import/start", "Authorization", USER);
        await().until(() -> detail("import").path("message").asText().contains("takes longer than 1ms"));
        assertThat(detail("import").path("verdict").asText()).isEqualTo("degraded");
        assertThat(detail("import").path("reason").asText()).isEqualTo("slow");

        installation.send("POST", "/heartbeat/import", "Authorization", USER);
        await().until(() -> detail("import").path("message").asText().contains("the last run took"));
        assertThat(detail("import").path("heartbeat").path("runTimeMs").asLong())
                .isPositive();

        installation.send("POST", "/heartbeat/import", "Authorization", USER);
        await().until(() -> detail("import").path("verdict").asText().equals("ok"));
    }

    private static JsonNode detail(String check) throws Exception {
        return new ObjectMapper()
                .readTree(installation
                        .get("/api/v1/checks/" + check.replace("/", "%2F"), "Authorization", USER)
                        .body())
                .path("data");
    }
}
