package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.values.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code run} finds out only when it is to start, told like every other mistake: place, key, exit code 1. */
class RunRefusalTest {

    @TempDir
    private Path folder;

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandLineRun.Result result = run("vedette.sample=false", "vedette.http.port=" + taken.getLocalPort());

            assertThat(result.err())
                    .contains("application.properties:2: vedette.http.port: " + taken.getLocalPort())
                    .contains("127.0.0.1")
                    .contains("another port");
            assertThat(result.code()).isEqualTo(1);
        }
    }

    @Test
    void letsATakenPortPassWhereNothingIsServed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            installation("vedette.http.port=" + taken.getLocalPort());

            assertThat(new CommandLineRun(folder).run("validate").code()).isZero();
        }
    }

    /** The address is one of documentation's, which no machine has. */
    @ParameterizedTest
    @CsvSource({"no.such.host.invalid,is not a known host", "203.0.113.7,is not an address of this machine"})
    void refusesAnAddressThatIsNotItsOwn(String host, String message) throws IOException {
        CommandLineRun.Result result =
                run("vedette.http.port=0", "vedette.http.open=true", "vedette.http.host=" + host);

        assertThat(result.err()).contains("application.properties:3: vedette.http.host: \"" + host + "\" " + message);
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void refusesAPortThatIsTakenForTheDemoToo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandLineRun.Result result =
                    new CommandLineRun(folder).run("demo", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(result.err()).contains("vedette.http.port: " + taken.getLocalPort());
            assertThat(result.code()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"run,1", "check mine,3"})
    void tellsWhereACheckStandsWhoseTemplateDoesNotStart(String command, int code) throws IOException {
        installation("vedette.http.port=0")
                .file(
                        "routes/own.yaml",
                        "- routeTemplate:",
                        "    id: own",
                        "    from:",
                        "      uri: vedette:schedule",
                        "      steps:",
                        "        - to: { uri: \"log:x?exchangeFormatter=#nobody\" }",
                        "        - to: { uri: \"vedette:observe\" }",
                        "- templatedRoute:",
                        "    routeTemplateRef: own",
                        "    routeId: mine");

        CommandLineRun.Result result = new CommandLineRun(folder).run(command.split(" "));

        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("routes/own.yaml:8: check \"mine\" cannot start: ")
                .contains("nobody");
        assertThat(result.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "notify spool"})
    void tellsWhichTargetHasAnEndpointThatCannotBeCalled(String command) throws IOException {
        installation("vedette.http.port=0")
                .file(
                        "routes/targets.yaml",
                        "- templatedRoute:",
                        "    routeTemplateRef: notify-uri",
                        "    routeId: spool",
                        "    parameters:",
                        "      - { name: uri, value: \"log:spool?level=LOUD\" }");

        CommandLineRun.Result result = new CommandLineRun(folder).run(command.split(" "));

        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("routes/targets.yaml:1: target \"spool\" cannot start: ")
                .contains("LOUD");
        assertThat(result.code()).isOne();
    }

    @Test
    void showsNoValueFromElsewhereOfARouteThatDoesNotStart() throws IOException {
        installation("vedette.http.port=0")
                .file("token", "s3cr3t-VaLue")
                .file(
                        "routes/chat.yaml",
                        "- route:",
                        "    id: chat",
                        "    from:",
                        "      uri: vedette:alerts?target=chat",
                        "      steps:",
                        "        - bean: { ref: \"{{file:token}}\" }");

        CommandLineRun.Result result = new CommandLineRun(folder).run("run");

        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("routes/chat.yaml:1: route \"chat\" cannot start: ")
                .contains("{{file:token}}")
                .doesNotContain("s3cr3t-VaLue");
    }

    @Test
    void tellsWhereARouteStandsThatCannotTellATarget() throws IOException {
        installation("vedette.http.port=0")
                .file(
                        "routes/chat.yaml",
                        "- route:",
                        "    id: chat",
                        "    from:",
                        "      uri: vedette:alerts?target=chat",
                        "      steps:",
                        "        - to: { uri: \"log:x?exchangeFormatter=#nobody\" }");

        CommandLineRun.Result result = new CommandLineRun(folder).run("notify", "chat");

        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("routes/chat.yaml:1: route \"chat\" cannot start: ")
                .contains("nobody");
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void opensNothingWhereNothingIsServed() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Loaded loaded = SettingsLoader.of(
                Map.of(
                        "camel.management.enabled", "true",
                        "camel.management.host", "127.0.0.1",
                        "camel.management.port", String.valueOf(port)),
                folder);

        try (Standalone trial = new Standalone(
                        loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.TRIAL, List.of());
                ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(trial.problems()).noneMatch(Problem::isError);
            assertThat(free.isBound()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"timer:x?timer=#nobody,nobody", "timer:x?time=yesterday,yesterday"})
    void tellsWhereARouteStandsThatDoesNotStart(String from, String words) throws IOException {
        installation("vedette.http.port=0")
                .file(
                        "routes/own.yaml",
                        "# A route of the operator's own.",
                        "- route:",
                        "    id: own",
                        "    from:",
                        "      uri: \"" + from + "\"",
                        "      steps:",
                        "        - setBody: { expression: { simple: { expression: \"${body}\" } } }");

        CommandLineRun.Result result = new CommandLineRun(folder).run("run");

        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .startsWith("routes/own.yaml:2: route \"own\" cannot start: ")
                .contains(words);
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    void tellsOnceThatTheClockStands() throws IOException {
        CommandLineRun.Result result = run("vedette.http.port=0", "vedette.debug-now=2018-06-28T23:30:00Z");

        assertThat(result.err().lines())
                .filteredOn(line -> line.contains("debug-now"))
                .singleElement()
                .asString()
                .contains("application.properties:2: vedette.debug-now: ");
        assertThat(result.code()).isEqualTo(1);
    }

    private CommandLineRun.Result run(String... settings) throws IOException {
        installation(settings);
        return new CommandLineRun(folder).run("run");
    }

    private Installation installation(String... settings) throws IOException {
        return Installation.empty(folder).file("application.properties", settings);
    }

    @Test
    void hasNothingToSayOfATargetThatSettingsMake() throws IOException {
        installation("vedette.webhook.url=https://alerts.example/vedette")
                .file("routes/checks.yaml", "# Nothing is watched, and nobody told but the log.");

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate");

        assertThat(result.out()).isEqualTo("valid: 0 checks\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void warnsOfTwoRoutesThatTellOneTarget() throws IOException {
        String[] route = {
            "- route:",
            "    id: %s",
            "    from:",
            "      uri: vedette:alerts",
            "      parameters: { target: chat }",
            "      steps:",
            "        - log: { message: \"${body}\" }"
        };
        installation("vedette.http.port=0")
                .file("routes/a.yaml", String.join("\n", route).formatted("one"))
                .file("routes/b.yaml", String.join("\n", route).formatted("other"));

        CommandLineRun.Result result = new CommandLineRun(folder).run("validate");

        assertThat(result.out())
                .contains("routes/b.yaml:4: warning: target: \"chat\" is notified by another route too, in"
                        + " routes/a.yaml:4: ");
        assertThat(result.code()).isZero();
    }
}
