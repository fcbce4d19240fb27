package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.camel.run.Installation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the command {@code check} in other ways than the usual ones. */
class CheckCommandTest {

    @TempDir
    private Path folder;

    private LocalServer task;
    private CommandLineRun cli;

    @BeforeEach
    void start() throws IOException {
        task = new LocalServer(asked -> Answered.of(
                200,
                "{\"status\":\"" + (asked.target().equals("/ok") ? "ok" : "broken") + "\",\"lastrun\":\""
                        + Instant.now() + "\"}"));
        Installation.empty(folder)
                .file("routes/checks.yaml", check("good", task.url("/ok")), check("bad", task.url("/bad")))
                .file("application.properties", "vedette.urls=" + task.url("/ok"));
        cli = new CommandLineRun(folder);
    }

    @AfterEach
    void stop() {
        task.close();
    }

    @Test
    void runsACheckWhoseTemplateHasNoParameters() throws IOException {
        Installation.empty(folder)
                .file(
                        "routes/own.yaml",
                        "- routeTemplate:",
                        "    id: own",
                        "    from:",
                        "      uri: vedette:schedule",
                        "      steps:",
                        "        - setBody: { constant: { expression: \"{}\" } }",
                        "        - to: { uri: \"vedette:observe?rule=json\" }",
                        "- templatedRoute:",
                        "    routeTemplateRef: own",
                        "    routeId: mine");

        CommandLineRun.Result result = new CommandLineRun(folder).run("check", "mine");

        assertThat(result.out().strip()).as(result.err()).isEqualTo("mine: ok");
        assertThat(result.code()).isZero();
    }

    @Test
    void asksTheOthersWhenANameIsUnknown() throws IOException {
        CommandLineRun.Result result = cli.run("check", "bad", "nope", "--json");

        JsonNode array = new ObjectMapper().readTree(result.out());
        assertThat(array).hasSize(2);
        assertThat(array.get(0).path("status").asText()).isEqualTo("error");
        assertThat(array.get(1).path("name").asText()).isEqualTo("nope");
        assertThat(array.get(1).path("status").asText()).isEqualTo("unknown");
        assertThat(array.get(1).fieldNames())
                .toIterable()
                .containsExactly("name", "status", "reason", "message", "failures");
        assertThat(result.err()).contains("there is no check \"nope\"");
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void tellsOfEveryUnknownName() {
        assertThat(cli.run("check", "one", "goof").err())
                .contains("there is no check \"one\"")
                .contains("there is no check \"goof\", did you mean \"good\"?");
    }

    @Test
    void asksOnceWhatIsNamedTwice() {
        CommandLineRun.Result result = cli.run("check", "good", "good");

        assertThat(result.out().strip()).isEqualTo("good: ok");
        assertThat(result.code()).isZero();
    }

    @Test
    void triesAUrlThatIsWatchedAlready() {
        CommandLineRun.Result result =
                cli.run("check", "--template", "http", "--url", task.url("/ok"), "-p", "contains=?");

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith(task.url("/ok") + ": error (condition)");
        assertThat(result.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "good --all",
                "good --template task --url http://h/",
                "--all --template tcp",
                "good --url http://h/",
                "--all -p timeout=1s"
            })
    void refusesWhatContradictsItself(String arguments) {
        CommandLineRun.Result result = cli.run(("check " + arguments).split(" "));

        assertThat(result.code()).isEqualTo(3);
        assertThat(result.err()).contains("--template");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void saysThatThereIsNothingToCheck(@TempDir Path other) throws IOException {
        Installation.empty(other).file("routes/checks.yaml", "# none yet");

        CommandLineRun.Result result = new CommandLineRun(other).run("check", "--all", "--json");

        assertThat(result.err()).contains("there are no checks");
        assertThat(new ObjectMapper().readTree(result.out())).isEmpty();
        assertThat(result.code()).isEqualTo(3);
    }

    private static String check(String name, String url) {
        return "- templatedRoute: { routeTemplateRef: task, routeId: " + name + ", parameters: [ { name: url, value: '"
                + url + "' } ] }";
    }
}
