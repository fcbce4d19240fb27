package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.camel.run.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator types, sees, and gets as exit code. */
class CliTest {

    @TempDir
    private Path folder;

    private LocalServer task;
    private CommandLineRun cli;

    @BeforeEach
    void start() throws IOException {
        task = new LocalServer(asked -> switch (asked.target()) {
            case "/ok" -> Answered.of(200, status("ok", Instant.now()));
            case "/old" -> Answered.of(200, status("ok", Instant.parse("2018-06-28T23:25:00Z")));
            default -> Answered.of(200, status("broken", Instant.now()));
        });
        Installation.empty(folder);
        cli = new CommandLineRun(folder);
    }

    @AfterEach
    void stop() {
        task.close();
    }

    @Test
    void tellsItsVersion() {
        assertThat(cli.run("version").out()).startsWith("Vedette ").contains("Camel 4.18.0");
        assertThat(cli.run("--version").code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "validate", "check", "notify", "import", "version"})
    void explainsEveryCommand(String command) {
        CommandLineRun.Result result = command.isEmpty() ? cli.run("--help") : cli.run(command, "--help");

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("Usage: vedette").contains("--help");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void explainsAMistypedCommand() {
        CommandLineRun.Result result = cli.run("valdate");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("valdate");
    }

    @Test
    void findsTheShippedFilesValid() throws IOException {
        Installation.shipped(folder);

        CommandLineRun.Result result = cli.run("validate");

        assertThat(result.out().strip()).isEqualTo("valid: 1 check");
        assertThat(result.code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "vedette.intervall=60s            | application.properties:2: vedette.intervall | vedette.interval",
                "vedette.interval=soon            | application.properties:2: vedette.interval  | soon",
                "vedette.webhook.url=example      | application.properties:2: vedette.webhook.url | http",
                "vedette.probe.trust=no-ca.pem    | application.properties:2: vedette.probe.trust | no-ca.pem does not exist;"
                        + " expected a PEM file",
                "vedette.slack.token={{env:NOPE}} | application.properties:2: vedette.slack.token | NOPE"
            })
    void tellsAWrongSettingWithItsLine(String line, String place, String words) throws IOException {
        installation().file("application.properties", "# settings", line);

        CommandLineRun.Result result = cli.run("validate");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains(place).contains(words);
        assertThat(result.out() + result.err()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "- { name: urll, value: 'http://h/' } | routes/checks.yaml:5: urll     | url",
                "- { name: url, value: 'h/' }         | routes/checks.yaml:5: url      | http",
                "- { name: interval, value: soon }    | routes/checks.yaml:5: interval | soon",
                "- { name: retries, value: '99' }     | routes/checks.yaml:5: retries  | 99",
                "- { name: notify, value: slak }      | routes/checks.yaml:5: notify   | slak",
                "- { name: dependsOn, value: nobody } | routes/checks.yaml:5: dependsOn | nobody",
                "- { name: url, value: '{{env:NOPE}}' } | routes/checks.yaml:5: url    | NOPE",
                "- { name: url, value: '{{file:no-such-file}}' } | routes/checks.yaml:5: url | no-such-file",
                "- { name: url, value: [ }            | routes/checks.yaml:5           | "
            })
    void tellsAWrongParameterWithItsLine(String parameter, String place, String words) throws IOException {
        installation()
                .file(
                        "routes/checks.yaml",
                        "- templatedRoute:",
                        "    routeTemplateRef: task",
                        "    routeId: a",
                        "    parameters:",
                        "      " + parameter);

        CommandLineRun.Result result = cli.run("validate");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains(place).contains(words == null ? "" : words);
        assertThat(result.out() + result.err()).doesNotContain("\tat ");
    }

    @Test
    void tellsEveryFindingAtOnce() throws IOException {
        installation()
                .file(
                        "routes/checks.yaml",
                        "- templatedRoute: { routeTemplateRef: taks, routeId: a, parameters: [] }",
                        "- templatedRoute:",
                        "    routeTemplateRef: task",
                        "    routeId: b",
                        "    parameters: [ { name: url, value: 'http://h/' } ]",
                        "- templatedRoute:",
                        "    routeTemplateRef: task",
                        "    routeId: b",
                        "    parameters: [ { name: url, value: 'http://h/' } ]");

        CommandLineRun.Result result = cli.run("validate");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("routes/checks.yaml:1: routeTemplateRef")
                .contains("did you mean \"task\"")
                .contains("routes/checks.yaml:8: routeId")
                .contains("another check");
    }

    @Test
    void runsNothingFromAWrongConfiguration() throws IOException {
        installation().file("application.properties", "vedette.interval=soon");

        for (String[] arguments : new String[][] {{}, {"run"}}) {
            CommandLineRun.Result result = cli.run(arguments);

            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).contains("application.properties:1: vedette.interval");
        }
    }

    @Test
    void runsByNoOtherClockThanTheRealOne() throws IOException {
        installation().file("application.properties", "vedette.debug-now=2018-06-28T23:30:00Z");

        CommandLineRun.Result result = cli.run("run");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("vedette.debug-now").contains("vedette.debug=true");
    }

    @Test
    void triesRulesByAClockThatStands() throws IOException {
        installation()
                .file(
                        "application.properties",
                        "vedette.debug-now=2018-06-28T23:30:00Z",
                        "vedette.urls=" + task.url("/old"));

        CommandLineRun.Result all = cli.run("check", "--all");
        assertThat(all.code()).isZero();
        assertThat(all.err()).doesNotContain("debug-now");
        assertThat(cli.run("check", "--template", "task", "--url", task.url("/ok"))
                        .out())
                .contains("error (future)");
    }

    @Test
    void saysThatThereIsNothingToCheck() throws IOException {
        installation().file("application.properties", "# nothing set").file("routes/checks.yaml", "# none");

        CommandLineRun.Result result = cli.run("check", "--all", "--json");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.out().strip()).isEqualTo("[ ]");
        assertThat(result.err()).contains("there are no checks: set vedette.urls, or add one to the folder ");
    }

    @ParameterizedTest
    @CsvSource({"good,0", "bad,2", "down,2"})
    void checksByName(String name, int code) throws IOException {
        checks();

        CommandLineRun.Result result = cli.run("check", name);

        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out().lines())
                .singleElement()
                .asString()
                .startsWith(name + ": " + (code == 0 ? "ok" : "error ("));
    }

    @Test
    void endsWithTheCodeOfTheWorst() throws IOException {
        checks();

        CommandLineRun.Result result = cli.run("check", "--all", "--json");

        JsonNode array = new ObjectMapper().readTree(result.out());
        assertThat(array).hasSize(3);
        assertThat(array.get(1).path("name").asText()).isEqualTo("bad");
        assertThat(array.get(1).path("status").asText()).isEqualTo("error");
        assertThat(array.get(1).path("reason").asText()).isEqualTo("status");
        assertThat(array.get(1).path("message").asText()).contains("broken");
        assertThat(array.get(1).path("failures").isArray()).isTrue();
        assertThat(array.get(2).path("reason").asText()).isEqualTo("unreachable");
        assertThat(result.code()).isEqualTo(2);
    }

    @Test
    void knowsNoUnknownCheck() throws IOException {
        checks();

        CommandLineRun.Result result = cli.run("check", "goof");

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("there is no check \"goof\"").contains("did you mean \"good\"");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--template task", "--template taks --url http://h/", "--nonsense"})
    void answersUnknownWhenItCannotTell(String arguments) {
        CommandLineRun.Result result = cli.run(("check " + arguments).strip().split(" "));

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).isNotBlank();
    }

    @Test
    void checksWhatStandsInNoFile() {
        CommandLineRun.Result good = cli.run("check", "--template", "task", "--url", task.url("/ok"));
        assertThat(good.code()).isZero();
        assertThat(good.out()).startsWith(task.url("/ok") + ": ok");

        assertThat(cli.run("check", "--template", "task", "--url", task.url("/bad"), "-p", "timeout=1s")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void checksManyAtTheSameTime() throws IOException {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            yaml.append("- templatedRoute: { routeTemplateRef: task, routeId: t")
                    .append(i)
                    .append(", parameters: [ { name: url, value: '")
                    .append(task.url("/ok"))
                    .append("' } ] }\n");
        }
        installation().file("routes/checks.yaml", yaml.toString());
        task.answer(asked -> {
            new java.util.concurrent.CountDownLatch(1).await(1, java.util.concurrent.TimeUnit.SECONDS);
            return Answered.of(200, status("ok", Instant.now()));
        });
        Instant start = Instant.now();

        CommandLineRun.Result result = cli.run("check", "--all", "--json");

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(result.code()).isZero();
        assertThat(new ObjectMapper().readTree(result.out())).hasSize(200);
    }

    private Installation installation() throws IOException {
        return Installation.empty(folder);
    }

    private void checks() throws IOException {
        installation()
                .file(
                        "routes/checks.yaml",
                        "- templatedRoute: { routeTemplateRef: task, routeId: good, parameters: [ { name: url, value: '"
                                + task.url("/ok") + "' } ] }",
                        "- templatedRoute: { routeTemplateRef: task, routeId: bad, parameters: [ { name: url, value: '"
                                + task.url("/bad") + "' } ] }",
                        "- templatedRoute: { routeTemplateRef: task, routeId: down, parameters: [ { name: url, value:"
                                + " 'http://127.0.0.1:1/' } ] }");
    }

    private static String status(String status, Instant lastrun) {
        return "{\"status\":\"" + status + "\",\"lastrun\":\"" + lastrun + "\",\"frequency\":10}";
    }
}
