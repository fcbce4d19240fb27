package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What jobs told outlasts the process that they told it to. */
class CallsOverARestartTest {

    private static final String[] USER = {
        "Authorization", "Basic " + Base64.getEncoder().encodeToString("ann:correct-horse".getBytes())
    };

    private Installation installation;

    @Test
    void showsWhatWasToldBefore(@TempDir Path folder) throws Exception {
        installation = Installation.empty(folder)
                .with("VEDETTE_HTTP_USERNAME", "ann")
                .with("VEDETTE_HTTP_PASSWORD", "correct-horse")
                .file(
                        "routes/jobs.checks.yaml",
                        "checks:",
                        "  - { name: backup, heartbeat: 1h, interval: 1h }",
                        "  - { name: import, heartbeat: 1h, interval: 1h, maxRunTime: 1h }",
                        "  - { name: silent, heartbeat: 1h, interval: 1h }");
        JsonNode backup;
        JsonNode running;
        String secret;
        try (Standalone before = installation.start()) {
            await().until(() -> before.service().watchlist().all().stream()
                    .allMatch(watched -> watched.latest().isPresent()));
            secret = calls("backup").path("secretPath").asText();
            call("backup/start", "");
            call("backup/3", "login of ann:correct-horse\n" + secret + "\nno <b>space</b>");
            call("import/start", "1 of 2");
            await().until(() -> stored(folder) == 2);
            backup = calls("backup");
            running = calls("import");
        }
        assertThat(backup.path("output").asText())
                .as("nothing secret in it")
                .isEqualTo("login of ann:***\n/heartbeat/***\nno <b>space</b>");

        try (Standalone after = installation.start()) {
            assertThat(after.checks()).contains("backup");
            assertThat(calls("backup")).isEqualTo(backup);
            assertThat(backup.path("exitCode").asInt()).isEqualTo(3);
            assertThat(backup.path("event").asText()).isEqualTo("fail");
            assertThat(backup.path("runTimeMs").isNumber()).isTrue();
            assertThat(backup.path("started").isNull()).isTrue();
            assertThat(calls("import")).isEqualTo(running);
            assertThat(running.path("started").isTextual()).isTrue();
            assertThat(calls("silent").path("last").isNull()).isTrue();

            call("import", "2 of 2");

            assertThat(calls("import").path("runTimeMs").isNumber())
                    .as("begun before the restart")
                    .isTrue();
        }
    }

    private static int stored(Path folder) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/vedette.db"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM vedette_call WHERE kind = 'output'")) {
            return rows.getInt(1);
        }
    }

    private void call(String path, String body) throws Exception {
        assertThat(installation
                        .sendBody("POST", "/heartbeat/" + path, body, USER)
                        .statusCode())
                .isEqualTo(200);
    }

    private JsonNode calls(String check) throws Exception {
        return new ObjectMapper()
                .readTree(installation.get("/api/v1/checks/" + check, USER).body())
                .at("/data/heartbeat");
    }
}
