package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.config.settings.Loaded;
import io.vedette.config.values.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that routes files take from elsewhere, written as in application.properties. */
class PlaceholdersInRoutesTest {

    @TempDir
    private Path folder;

    @Test
    void aFileGivesItsContentFromTheFolderOfTheSettingsAndIsNeverShown() throws Exception {
        try (LocalServer server = LocalServer.answering(200, "{}")) {
            Loaded loaded = Installation.empty(folder)
                    .file("secrets/token", "token-of-a-file")
                    .task("a", "url=" + server.url("/task"), "authToken={{file:secrets/token}}")
                    .load();
            try (Standalone vedette = trial(loaded)) {
                assertThat(vedette.problems()).isEmpty();
                vedette.start();
                vedette.tryOut(List.of("a"));

                assertThat(server.last().header("Authorization")).contains("token-of-a-file");
                assertThat(loaded.secrets().mask("it is token-of-a-file")).isEqualTo("it is ***");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a{{x}}b", "{{env:HOME}}", "{{", "}}", "{{{x}}}", "\\{{x}}", "{{vedette.urls}}"})
    void whatAPlaceholderStandsForIsTakenAsItIs(String content) throws Exception {
        try (LocalServer server = LocalServer.answering(200, "{}")) {
            Loaded loaded = Installation.empty(folder)
                    .file("secrets/token", content)
                    .file(
                            "application.properties",
                            "vedette.auth.header=X-Own",
                            "vedette.auth.token={{file:secrets/token}}")
                    .task(
                            "a",
                            "url=" + server.url("/task"),
                            "headers=X-File: {{file:secrets/token}}, X-Key: {{vedette.auth.token}}")
                    .load();
            try (Standalone vedette = trial(loaded)) {
                assertThat(vedette.problems()).isEmpty();
                vedette.start();
                vedette.tryOut(List.of("a"));

                assertThat(server.last().header("X-File")).contains(content);
                assertThat(server.last().header("X-Key")).contains(content);
                assertThat(server.last().header("X-Own")).contains(content);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\\{{x\\}}                        | {{x}}",
                "{\"a\":{\"b\":\"{{own.key}}\"}}    | {\"a\":{\"b\":\"value\"}}",
                "\\{{own.key\\}}={{own.key}}      | {{own.key}}=value",
                "{{?own.missing}}[{{own.none:x}}] | [x]",
            })
    void aBodyMayHoldBracesAndPlaceholders(String written, String sent) throws Exception {
        try (LocalServer server = LocalServer.answering(200, "{}")) {
            Loaded loaded = Installation.empty(folder)
                    .file("application.properties", "own.key=value")
                    .file(
                            "routes/checks.yaml",
                            new io.vedette.check.CheckYaml(
                                            "a",
                                            "http",
                                            java.util.Map.of("url", server.url("/"), "method", "POST", "body", written))
                                    .text())
                    .load();
            try (Standalone vedette = trial(loaded)) {
                assertThat(vedette.problems()).isEmpty();
                vedette.start();
                vedette.tryOut(List.of("a"));

                assertThat(server.last().body()).isEqualTo(sent);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "interval",
                "timeout",
                "retries",
                "insecure",
                "maxBodyBytes",
                "expectedStatus",
                "notify",
                "dependsOn",
                "url",
                "headers",
                "maintenance",
                "public",
                "flapChanges"
            })
    void aSecretInTheWrongParameterIsShownByWhereItCameFrom(String parameter) throws Exception {
        String secret = parameter.equals("notify") ? "xoxb/8f14e45f" : "xoxb 8f14e45f é";
        Loaded loaded = Installation.empty(folder)
                .file("secrets/it", secret)
                .file(
                        "routes/checks.yaml",
                        new io.vedette.check.CheckYaml(
                                        "a",
                                        "http",
                                        parameter.equals("url")
                                                ? java.util.Map.of("url", "http://{{file:secrets/it}}/x")
                                                : java.util.Map.of(
                                                        "url", "http://127.0.0.1:1/", parameter, "{{file:secrets/it}}"))
                                .text())
                .load();
        try (Standalone vedette = trial(loaded)) {
            assertThat(vedette.problems().stream().map(Problem::toString))
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem).doesNotContain("xoxb", "8f14e45f"));
        }
    }

    @Test
    void aFileThatIsNotThereIsNamedWithItsLine() throws Exception {
        assertThat(problems("url=http://localhost/x", "authToken={{file:no/such}}"))
                .singleElement()
                .asString()
                .startsWith("routes/checks.yaml:6: authToken: there is no file ")
                .endsWith("no/such");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pipe      | is not a regular file",
                "folder    | is a directory",
                "/dev/zero | is larger than 64 KiB",
                "large     | is larger than 64 KiB",
            })
    void aFileThatCannotHoldOneValueIsRefusedAtOnceInChecksAndPlainRoutes(String file, String complaint)
            throws Exception {
        java.nio.file.Files.createDirectory(folder.resolve("folder"));
        java.nio.file.Files.write(folder.resolve("large"), new byte[5 * 1024 * 1024]);
        new ProcessBuilder("mkfifo", folder.resolve("pipe").toString()).start().waitFor();
        Loaded loaded = Installation.empty(folder)
                .task("a", "url=http://127.0.0.1:1/", "authToken={{file:" + file + "}}")
                .file(
                        "routes/plain.yaml",
                        "- route:",
                        "    id: plain",
                        "    from:",
                        "      uri: direct:plain",
                        "      steps:",
                        "        - setBody: { expression: { constant: { expression: '{{file:" + file + "}}' } } }")
                .load();

        try (Standalone vedette = trial(loaded)) {
            assertThat(vedette.problems().stream().map(Problem::toString))
                    .containsExactlyInAnyOrder(
                            "routes/checks.yaml:6: authToken: file " + file + " " + complaint
                                    + "; name a text file that holds the value and nothing else",
                            "routes/plain.yaml:6: expression: file " + file + " " + complaint
                                    + "; name a text file that holds the value and nothing else");
        }
    }

    @Test
    void aVariableThatIsNotSetIsNamedOnceWithItsLine() throws Exception {
        assertThat(problems("url={{env:NOT_SET_ANYWHERE}}"))
                .containsExactly("routes/checks.yaml:5: url: environment variable NOT_SET_ANYWHERE is not set");
    }

    @Test
    void aSettingStandsBeforeAVariableOfTheSameName() throws Exception {
        assertThat(System.getenv("HOSTNAME")).isEqualTo("host-of-the-environment");
        Loaded loaded = Installation.empty(folder)
                .file("application.properties", "hostname=127.0.0.1")
                .task("a", "url=http://{{hostname}}/task")
                .load();
        try (Standalone vedette = trial(loaded)) {
            vedette.start();

            assertThat(vedette.service()
                            .watchlist()
                            .find("a")
                            .orElseThrow()
                            .check()
                            .url())
                    .isEqualTo("http://127.0.0.1/task");
        }
    }

    @Test
    void aVariableMayHaveADefaultWithColonsInIt() throws Exception {
        assertThat(problems("url={{env:NOT_SET_ANYWHERE:http://localhost:1/x}}"))
                .isEmpty();
    }

    @Test
    void thePortOfTheStatusServerIsTheFreeOneThatWasTaken() throws Exception {
        Installation shipped = Installation.shipped(folder).with("VEDETTE_HTTP_PORT", "0");

        try (Standalone vedette = shipped.start()) {
            assertThat(vedette.port()).isPositive();
            await().until(() -> vedette.service()
                            .watchlist()
                            .find("sample-task")
                            .orElseThrow()
                            .record()
                            .state()
                            .health()
                    == io.vedette.state.Health.OK);
        }
    }

    private List<String> problems(String... parameters) throws Exception {
        try (Standalone vedette =
                trial(Installation.empty(folder).task("a", parameters).load())) {
            return vedette.problems().stream().map(Problem::toString).toList();
        }
    }

    private static Standalone trial(Loaded loaded) throws Exception {
        return new Standalone(loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.TRIAL, List.of());
    }
}
