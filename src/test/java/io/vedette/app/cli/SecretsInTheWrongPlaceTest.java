package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A secret where none belongs is shown by the placeholder it came through, whoever finds it and whenever. */
@Timeout(60)
class SecretsInTheWrongPlaceTest {

    private static final String SECRET = "xoxb 8f14 Qz";
    private static final List<String> PIECES = List.of("xoxb", "8f14", "xoxb%20");

    @TempDir
    private Path folder;

    static List<String> placeholders() {
        return List.of("{{file:it}}", "{{my.value}}", "{{my.other}}", "{{my.api-key}}");
    }

    @ParameterizedTest
    @MethodSource("placeholders")
    void isNotShownOfATemplateThatDoesNotStart(String placeholder) throws IOException {
        installation().file("routes/own.yaml", template("bean: { ref: '{{given}}' }", placeholder));

        for (String command : List.of("check mine", "run")) {
            CommandLineRun.Result result = new CommandLineRun(folder).run(command.split(" "));

            assertThat(result.out() + result.err())
                    .contains("routes/own.yaml:10: check \"mine\" cannot start: ", placeholder)
                    .doesNotContain(PIECES);
        }
    }

    @ParameterizedTest
    @MethodSource("placeholders")
    void isNotShownOfAPlainRoute(String placeholder) throws IOException {
        for (String step : List.of(
                "setBody: { expression: { simple: { expression: '${nosuch @}' } } }",
                "to: { uri: 'vedette:observe?interval=@' }")) {
            installation().file("routes/plain.yaml", plain(step.replace("@", placeholder)));

            assertThat(new CommandLineRun(folder).run("validate").out())
                    .as(step)
                    .contains("routes/plain.yaml:")
                    .doesNotContain(PIECES);
        }
    }

    @ParameterizedTest
    @MethodSource("placeholders")
    void isNotShownOfAPlainRouteThatDoesNotStart(String placeholder) throws IOException {
        for (String step : List.of("bean: { ref: '@' }", "to: { uri: '@:x' }")) {
            installation().file("routes/plain.yaml", plain(step.replace("@", placeholder)));

            assertThat(new CommandLineRun(folder).run("run").err())
                    .as(step)
                    .contains("routes/plain.yaml:1: route \"plain\" cannot start: ", placeholder)
                    .doesNotContain(PIECES);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "interval",
        "condition",
        "statusPath",
        "lastRunPath",
        "maintenance",
        "expectedStatus",
        "url",
        "dependsOn",
        "notify"
    })
    void isNotShownOfAParameter(String parameter) throws IOException {
        for (String placeholder : placeholders()) {
            installation()
                    .file(
                            "routes/checks.yaml",
                            "- templatedRoute:",
                            "    routeTemplateRef: json",
                            "    routeId: mine",
                            "    parameters:",
                            parameter.equals("url") ? "" : "      - { name: url, value: 'http://127.0.0.1:1/' }",
                            "      - { name: " + parameter + ", value: '$.[" + placeholder + "' }");

            CommandLineRun.Result result = new CommandLineRun(folder).run("validate");

            assertThat(result.out()).contains("routes/checks.yaml:").doesNotContain(PIECES);
        }
    }

    @Test
    void isNotShownOfAPlaceholderWithinAPlaceholder() throws IOException {
        Installation.empty(folder)
                .file("it", SECRET)
                .file(
                        "application.properties",
                        "vedette.interval={{file:{{file:it}}}}",
                        "vedette.timeout={{ {{file:it}} }}");

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate");

        assertThat(result.out())
                .contains("application.properties:1: vedette.interval: file {{file:it}} does not exist")
                .contains("application.properties:2: vedette.timeout: {{{{file:it}}}} names no key")
                .doesNotContain(PIECES);
    }

    @Test
    void isNotShownAtAReloadNorInTheConfiguration() throws Exception {
        Installation installation = Installation.empty(folder)
                .file("it", "swordfish")
                .file(
                        "application.properties",
                        "my.value={{file:it}}",
                        "vedette.greeting={{my.value}}",
                        "vedette.only-log=true")
                .file("routes/own.yaml", "# Nothing yet.");
        try (Standalone vedette = installation.start()) {
            installation.file(
                    "routes/own.yaml", template("to: { uri: 'log:x?exchangeFormatter=#{{given}}' }", "{{my.value}}"));

            assertThat(installation.send("POST", "/api/v1/reload").body())
                    .contains("the check could not be started", "{{my.value}}")
                    .doesNotContain("swordfish");
            assertThat(installation.get("/api/v1/config").body())
                    .contains("the check could not be started")
                    .doesNotContain("swordfish");
        }
    }

    private Installation installation() throws IOException {
        return Installation.empty(folder)
                .file("it", SECRET)
                .file(
                        "application.properties",
                        "vedette.http.port=0",
                        "my.value={{file:it}}",
                        "my.other={{my.value}}",
                        "my.api-key=" + SECRET);
    }

    private static String[] plain(String step) {
        return new String[] {
            "- route:", "    id: plain", "    from:", "      uri: direct:plain", "      steps:", "        - " + step
        };
    }

    private static String[] template(String step, String value) {
        return new String[] {
            "- routeTemplate:",
            "    id: own",
            "    parameters:",
            "      - { name: given }",
            "    from:",
            "      uri: vedette:schedule",
            "      steps:",
            "        - " + step,
            "        - to: { uri: \"vedette:observe\" }",
            "- templatedRoute:",
            "    routeTemplateRef: own",
            "    routeId: mine",
            "    parameters:",
            "      - { name: given, value: '" + value + "' }"
        };
    }
}
