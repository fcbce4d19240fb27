package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source of targets may not do, whoever writes into it. */
class DiscoveredLabelsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectories(folder.resolve("routes/targets"));
    }

    @Test
    void aLabelIsNoCondition() throws Exception {
        try (LocalServer server = LocalServer.answering(200, "{\"version\":\"7\"}")) {
            write(
                    "shop.checks.yaml",
                    "from: [ { file: targets/a.json, json: \"http://{target}/\", name: \"{env}\" } ]");
            write("targets/a.json", target(server, "\"env\":\"a\",\"condition\":\"${env.HOME} == 'x'\""));

            assertThat(new CommandLineRun(folder).run("check", "--all").out().strip())
                    .isEqualTo("a: ok");
        }
    }

    @Test
    void aLabelAddsNothingToACondition() throws Exception {
        try (LocalServer server = LocalServer.answering(200, "{\"version\":\"7\"}")) {
            write(
                    "shop.checks.yaml",
                    "from: [ { file: \"targets/*.json\", json: \"http://{target}/\", name: \"{env}\", condition: \"version =="
                            + " '{want}'\" } ]");
            write("targets/a.json", target(server, "\"env\":\"a\",\"want\":\"7\""));
            write("targets/b.json", target(server, "\"env\":\"b\",\"want\":\"${bean:type:java.lang.System} 1\""));
            write("targets/c.json", target(server, "\"env\":\"c\",\"want\":\"1' || '1' == '1\""));

            assertThat(new CommandLineRun(folder).run("validate").out())
                    .contains("is left out: it has a {want} that a condition does not take", "valid: 1 check");
            assertThat(new CommandLineRun(folder).run("check", "--all").out().strip())
                    .isEqualTo("a: ok");
        }
    }

    @Test
    void aPasswordIsNoTag() throws Exception {
        write("shop.checks.yaml", "from: [ { file: targets/a.json, template: http, name: \"{env}\" } ]");
        write(
                "targets/a.json",
                "[{\"targets\":[\"127.0.0.1:1\"],\"labels\":{\"env\":\"a\",\"basicPassword\":\"geheim-77\",\"db_password\":\"geheim-78\"}}]");

        CommandLineRun.Result result = new CommandLineRun(folder).run("check", "--all", "--json");

        assertThat(result.out()).contains("\"name\" : \"a\"").doesNotContain("geheim");
    }

    @Test
    void twoJobsDoNotShareAnAddress() throws Exception {
        write(
                "jobs.checks.yaml",
                "checks:",
                "  - { name: one, heartbeat: 1h, secret: Abcdefgh12345678 }",
                "  - { name: two, heartbeat: 1h, secret: Abcdefgh12345678 }");

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("jobs.checks.yaml:3: secret: is that of the check \"one\" too")
                .doesNotContain("Abcdefgh12345678");
    }

    private void write(String file, String... lines) throws IOException {
        Files.writeString(folder.resolve("routes").resolve(file), String.join("\n", lines) + "\n");
    }

    private static String target(LocalServer server, String labels) {
        return "[{\"targets\":[\"127.0.0.1:" + server.port() + "\"],\"labels\":{" + labels + "}}]";
    }
}
