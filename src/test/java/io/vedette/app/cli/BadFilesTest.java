package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.BadFiles;
import io.vedette.BadFiles.BadFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad file gives its messages, to the letter, wherever it is read. */
class BadFilesTest {

    @TempDir
    private Path folder;

    static Stream<BadFile> badFiles() throws IOException {
        return BadFiles.all();
    }

    @Test
    void isALongTable() throws IOException {
        assertThat(badFiles())
                .hasSizeGreaterThan(80)
                .allMatch(bad -> !bad.expected().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void isToldByValidate(BadFile bad) throws IOException {
        bad.install(folder);

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate");

        assertThat(bad.told(result.out(), folder)).isEqualTo(bad.expected());
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void isToldAtStartAndNothingRuns(BadFile bad) throws IOException {
        bad.install(folder);

        CommandLineRun.Result result = new CommandLineRun(folder).run("run");

        assertThat(bad.told(result.err(), folder)).isEqualTo(bad.expected());
        assertThat(result.code()).isEqualTo(1);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void isToldAsJson(BadFile bad) throws IOException {
        bad.install(folder);

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate", "--json");

        List<String> lines = new ArrayList<>();
        for (JsonNode problem : new ObjectMapper().readTree(result.out())) {
            lines.add(BadFiles.line(problem));
        }
        assertThat(bad.told(String.join("\n", lines), folder)).isEqualTo(bad.expected());
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void jsonNamesPlaceKeyAndSuggestion() throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(
                folder.resolve("routes/checks.yaml"),
                "- templatedRoute:\n    routeTemplateRef: taks\n    routeId: a\n    parameters: []\n");

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate", "--json");

        JsonNode problem = new ObjectMapper().readTree(result.out()).get(0);
        assertThat(problem.path("file").asText()).isEqualTo("routes/checks.yaml");
        assertThat(problem.path("line").asInt()).isEqualTo(2);
        assertThat(problem.path("key").asText()).isEqualTo("routeTemplateRef");
        assertThat(problem.path("severity").asText()).isEqualTo("error");
        assertThat(problem.path("suggestion").asText()).isEqualTo("task");
        assertThat(problem.path("message").asText()).contains("\"taks\" is not a template");
    }

    @Test
    void jsonIsAnEmptyArrayWhenAllIsWell() throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/checks.yaml"), "# nothing is watched yet\n");

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate", "--json");

        assertThat(new ObjectMapper().readTree(result.out())).isEmpty();
        assertThat(result.code()).isZero();
    }

    @Test
    void aLinkThatLeadsNowhereIsTold() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.createSymbolicLink(routes.resolve("checks.yaml"), routes.resolve("gone.yaml"));

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate");

        assertThat(result.out().strip()).isEqualTo("routes/checks.yaml: does not exist");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void aCheckThatStandsInNoFileNeedsNoRoutes() {
        CommandLineRun.Result result =
                new CommandLineRun(folder).run("check", "--template", "tcp", "-p", "host=127.0.0.1", "-p", "port=1");

        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isEqualTo(2);
    }
}
