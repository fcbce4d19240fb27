package io.vedette.camel.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.camel.run.Trials;
import io.vedette.check.Check;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Parameters;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.TokenSettings;
import io.vedette.probe.kind.Probes;
import io.vedette.rule.kind.Rules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The template files say what their probes and rules read. */
class TemplateFilesTest {

    private static final Set<String> OF_HTTP = Set.of(
            "headers",
            "followRedirects",
            "insecure",
            "maxBodyBytes",
            "authHeader",
            "authToken",
            "authUrl",
            "authUsername",
            "authPassword",
            "proxy",
            "serverName",
            "clientCertificate",
            "clientKey",
            "ipVersion",
            "basicUsername",
            "basicPassword",
            "digestUsername",
            "digestPassword",
            "oauthTokenUrl",
            "oauthClientId",
            "oauthClientSecret",
            "oauthScope");

    static Stream<RouteTemplateDefinition> templates() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/io/vedette/templates"));
                RouteParser parser = new RouteParser()) {
            return files.map(file -> parser.folder(file.getParent())).findFirst().orElseThrow().stream()
                    .flatMap(file -> file.templates().stream())
                    .filter(template -> !TargetReader.isTarget(template))
                    .toList()
                    .stream();
        }
    }

    @Test
    void everyTemplateIsThereThatTheDocsShow() throws Exception {
        String page = Files.readString(Path.of("docs/templates.md"));

        assertThat(templates().map(RouteTemplateDefinition::getId))
                .containsExactlyInAnyOrderElementsOf(Pattern.compile("routeTemplateRef: (\\S+)")
                        .matcher(page)
                        .results()
                        .map(example -> example.group(1))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void declaresWhatItsProbeAndRuleRead(RouteTemplateDefinition template) {
        Set<String> own = new TreeSet<>(asked(template));
        OF_HTTP.stream().filter(name -> !declared(template).contains(name)).forEach(own::remove);

        assertThat(declared(template)).isEqualTo(own);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void describesEveryParameter(RouteTemplateDefinition template) {
        assertThat(template.getDescriptionText()).endsWith(".");
        assertThat(template.getTemplateParameters()).allSatisfy(parameter -> {
            assertThat(parameter.getDescription()).endsWith(".");
            assertThat(parameter.getRequired() != null
                            && parameter.getRequired()
                            && parameter.getDefaultValue() != null)
                    .isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("templates")
    void tellsEveryMissingParameter(RouteTemplateDefinition template, @TempDir Path folder) throws Exception {
        String required = template.getTemplateParameters().stream()
                .filter(RouteTemplateParameterDefinition::getRequired)
                .map(parameter -> parameter.getName() + ": is missing")
                .collect(Collectors.joining("\n"));

        assertThat(Trials.problems(folder, template.getId()).lines())
                .containsAll(required.lines().toList());
    }

    private static Set<String> declared(RouteTemplateDefinition template) {
        return template.getTemplateParameters().stream()
                .map(RouteTemplateParameterDefinition::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The parameters that a template's probe and rule read, beside those of every check. */
    static Set<String> asked(RouteTemplateDefinition template) {
        Parameters general = new Parameters(Map.of());
        Check.read("a", "b", general, Check.Defaults.STANDARD);
        Parameters parameters = new Parameters(Map.of());
        Step probe = Step.find("probe", template.getRoute().getOutputs()).orElseThrow();
        Step observe = Step.find("observe", template.getRoute().getOutputs()).orElseThrow();
        try (Probes probes = new Probes(
                new HttpTransport(), TokenSettings.NONE, new HeartbeatBook(), Clock.systemUTC(), new Secrets())) {
            probes.create(probe.parameter("type").orElseThrow(), "a", parameters, Duration.ofSeconds(1));
        }
        Rules.create(observe.parameter("rule").orElseThrow(), parameters, text -> body -> null);
        Set<String> own = new TreeSet<>(parameters.asked());
        general.asked().stream()
                .filter(name -> !declared(template).contains(name))
                .forEach(own::remove);
        return own;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "task          | ulr           | x    | ulr: is not a parameter of this template, did you mean"
                        + " \"url\"?",
                "task          | method        | POST | method: is not a parameter of this template",
                "http          | expectedState | 2xx  | did you mean \"expectedStatus\"?",
                "tls           | warndays      | 3    | did you mean \"warnDays\"?",
                "dns           | headers       | a:b  | headers: is not a parameter of this template",
                "portos        | statusPath    | $    | statusPath: is not a parameter of this template",
                "pryv-core     | tokn          | x    | did you mean \"token\"?",
                "heartbeat     | perod         | 1h   | did you mean \"period\"?",
            })
    void refusesUnknownParameters(String template, String name, String value, String message, @TempDir Path folder)
            throws Exception {
        assertThat(Trials.problems(folder, template, name, value)).contains(message);
    }

    @ParameterizedTest
    @MethodSource("templates")
    void takesWhatEveryTemplateTakes(RouteTemplateDefinition template, @TempDir Path folder) throws Exception {
        for (String parameter : List.of(
                "insecure=true",
                "maxBodyBytes=1000",
                "authHeader=X-Token",
                "authToken=abcdefgh",
                "authUrl=https://h/login",
                "authUsername=me",
                "authPassword=abcdefgh")) {
            String[] given = parameter.split("=");

            assertThat(Trials.problems(folder, template.getId(), given[0], given[1]))
                    .doesNotContain(given[0] + ": is not a parameter");
        }
    }

    @Test
    void saysWhichOfThoseChangesNothing(@TempDir Path folder) throws Exception {
        assertThat(Trials.warnings(folder, "dns", "maxBodyBytes", "1000"))
                .contains("maxBodyBytes: has no effect in this template");
        assertThat(Trials.warnings(folder, "http", "maxBodyBytes", "1000")).doesNotContain("no effect");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pryv-register | hostname | https://h/path | hostname: \"https://h/path\" is not a host",
                "pryv-register | username | a/../b         | username: \"a/../b\" is not a user name",
                "pryv-register | domain   | a b            | domain: ",
                "http          | url      | ftp://x        | it must start with http:// or https://",
                "http          | method   | GE T           | method: \"GE T\" is not an HTTP method",
                "tcp           | port     | 70000          | port: \"70000\" is not between 1 and 65535",
                "avalanche-liveness | maxContiguousFailures | -1 | maxContiguousFailures: ",
                "heartbeat     | period   | often          | period: ",
            })
    void refusesWrongValues(String template, String name, String value, String message, @TempDir Path folder)
            throws Exception {
        assertThat(Trials.problems(folder, template, name, value)).contains(message);
    }

    @Test
    void takesNothingFromTheEnvironment(@TempDir Path folder) throws Exception {
        assertThat(System.getenv("HOSTNAME"))
                .as("set for this test by the build")
                .isNotEmpty();

        Trials trials = new Trials()
                .add("register", "pryv-register", "domain", "pryv.invalid", "timeout", "1s")
                .run(folder);

        assertThat(trials.address("register")).isEqualTo("https://reg.pryv.invalid/healthmetrics01/check_username");
    }
}
