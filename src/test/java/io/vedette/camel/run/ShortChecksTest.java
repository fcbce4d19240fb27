package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.config.values.Problem;
import io.vedette.status.source.Reloads.Outcome;
import io.vedette.status.source.Reloads.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of checks in short form: the same checks, told apart by nothing. */
class ShortChecksTest {

    @TempDir
    Path folder;

    @Test
    void isTheSameCheckInEitherForm() throws Exception {
        try (LocalServer server = LocalServer.answering(200, "Welcome");
                Standalone vedette = Installation.empty(folder)
                        .file(
                                "routes/checks.yaml",
                                "- templatedRoute:",
                                "    routeTemplateRef: http",
                                "    routeId: shop",
                                "    parameters:",
                                "      - { name: url, value: '" + server.url("/") + "' }",
                                "      - { name: contains, value: Welcome }",
                                "      - { name: interval, value: 1h }",
                                "      - { name: tags, value: 'eu,night' }",
                                "      - { name: headers, value: \"X-One: 1\\nX-Two: 2\" }")
                        .start()) {
            new java.io.File(folder.toFile(), "routes/checks.yaml").delete();
            Installation.empty(folder)
                    .file(
                            "routes/shop.checks.yaml",
                            "defaults: { interval: 1h, tags: [eu, night] }",
                            "checks:",
                            "  - name: shop",
                            "    http: " + server.url("/"),
                            "    contains: Welcome",
                            "    headers: { X-One: 1, X-Two: 2 }");

            Outcome outcome = vedette.reloads().reload();

            assertThat(outcome.problems()).isEmpty();
            assertThat(outcome.result()).isEqualTo(Result.UNCHANGED);
            assertThat(vedette.reloads().state().files()).containsExactly("routes/shop.checks.yaml");
        }
    }

    @Test
    void takesUpAndGivesUpChecksWhileItRuns() throws Exception {
        try (LocalServer server = LocalServer.answering(200, "{\"status\":\"ok\"}")) {
            Installation installation = Installation.empty(folder)
                    .file(
                            "routes/shop.checks.yaml",
                            "checks:",
                            "  - { name: one, health: \"" + server.url("/one") + "\" }",
                            "  - { name: two, http: \"" + server.url("/two") + "\", dependsOn: one }");
            try (Standalone vedette = installation.start()) {
                installation.file(
                        "routes/shop.checks.yaml",
                        "defaults: { interval: 30s }",
                        "checks:",
                        "  - { name: two, http: \"" + server.url("/two") + "\" }",
                        "  - { name: three, tcp: 127.0.0.1, port: " + server.port() + " }");

                Outcome outcome = vedette.reloads().reload();

                assertThat(outcome.added()).containsExactly("three");
                assertThat(outcome.changed()).containsExactly("two");
                assertThat(outcome.removed()).containsExactly("one");
                assertThat(installation.get("/api/v1/checks/three").body())
                        .contains("\"file\":\"routes/shop.checks.yaml\",\"line\":4")
                        .contains("\"intervalMs\":30000");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "checks: [ { http: 'http://h/' } ]                   | 1: name: is missing: it is the check's name",
                "checks: [ { name: a, htp: 'http://h/' } ]           | 1: \"htp\" is not a template, did you mean \"http\"?",
                "checks: [ { name: a, url: 'http://h/' } ]           | 1: names no template: one of its keys must be a template's"
                        + " name, as in http: https://shop.example.com/",
                "checks: [ { name: a, http: 'http://h/', task: b } ] | 1: is of two templates, http and task: a check has one",
                "checks: [ { name: a, template: htttp } ]            | 1: template: \"htttp\" is not a template of checks, did you"
                        + " mean \"http\"?",
                "checks: [ { name: a, notify-log: x } ]              | 1: \"notify-log\" is not a template",
                "~checks:~  - name: a~    http: h                    | 4: url: \"h\" is not a URL; it must start with http:// or"
                        + " https://",
                "checks:~  - name: a~    http: http://h/~    contain: x | 4: contain: is not a parameter of this template, did you"
                        + " mean \"contains\"?",
                "checks:~  - { name: a, http: http://h/, interval: [ 1s ] } | 2: interval: must be one value, not a list",
                "checks:~  - { name: a, http: http://h/, tags: [ 'a,b' ] }  | 2: tags: has a comma in an item of its list: make two"
                        + " of it",
                "checks:~  - { name: a, http: http://h/, notify: [] } | 2: notify: is an empty list: leave it out to notify all"
                        + " targets; log notifies nobody but the log",
                "checks:~  - { name: a, http: http://h/, group: { a: b } } | 2: group: must be one value, not keys with values",
                "checks:~  - { name: a, http: http://h/, url: http://h/ }  | 2: url: is given twice: the value of the key http is"
                        + " the parameter url",
                "checks:~  - { name: a, http: http://h/ }~  - { name: a, http: http://h/ } | 3: name: \"a\" is already the name of"
                        + " another check, in routes/x.checks.yaml:2",
                "checks:~  - { name: a, http: http://h/, dependsOn: b } | 2: dependsOn: \"b\" is not a check",
                "defaults: { intervall: 1s }                         | 1: intervall: is not a parameter of any template, did you mean"
                        + " \"interval\"?",
                "defaults: [ a ]                                     | 1: defaults: must be keys with values, as in { interval: 30s"
                        + " }",
                "check: []                                           | 1: check: is not a key of a file of checks, only defaults,"
                        + " checks and from, did you mean \"checks\"?",
                "checks: []~checks: []                               | 2: checks: is given twice, first in line 1",
                "checks: { a: b }                                    | 1: checks: must be a list, each item as in \"- { name: shop,"
                        + " http: https://shop.example.com/ }\"",
                "- templatedRoute: {}                                | 1: must be the keys defaults, checks and from; a list of"
                        + " templatedRoute belongs into a file whose name does not end with .checks.yaml",
                "checks: []~---~checks: []                           | 3: starts a second document; a file of checks is one: remove"
                        + " the line ---",
                "checks: [                                           | 2: expected the node content, but found '<stream end>'",
                "checks:~  - { name: a, http: '{{env:NO_SUCH_ONE}}' } | 2: url: environment variable NO_SUCH_ONE is not set",
                "from: [ { template: http } ]                        | 1: from: names no source: one of its keys must be file, url,"
                        + " dns or kubernetes",
                "from: [ { file: 'a.json' } ]                        | 1: names no template: one of its keys must be a template's"
                        + " name, as in http: https://shop.example.com/",
                "from: [ { file: 'a.json', template: http, evry: 1s } ] | 1: evry: is not a parameter of the template http, did you"
                        + " mean \"every\"?",
                "from: [ { url: 'a', template: http } ]              | 1: url: \"a\" is not a URL; it must start with http:// or"
                        + " https://",
                "from: [ { dns: a.example, type: SRVV, template: tcp } ] | 1: type: \"SRVV\" is not a record type",
                "from: [ { kubernetes: pods, template: http } ]      | 1: kubernetes: \"pods\" is neither services nor ingresses",
                "from: [ { file: 'a.json', every: soon, template: http } ] | 1: every: \"soon\" is not a duration"
            })
    void tellsEveryMistakeWithItsLine(String yaml, String problem) throws Exception {
        assertThat(problems(yaml)).anySatisfy(found -> assertThat(found).startsWith("routes/x.checks.yaml:" + problem));
    }

    @Test
    void aMistakeInOneCheckHidesNoneInAnother() throws Exception {
        assertThat(
                        problems(
                                "checks:~  - { name: a, htp: x }~  - { name: b, http: x }~  - { name: c, http: http://h/, dependsOn: a }"))
                .hasSize(2);
    }

    @Test
    void aDefaultCountsWhereTheTemplateTakesIt() throws Exception {
        assertThat(problems(
                        "defaults: { contains: Hello, method: POST }~checks:~  - { name: a, http: http://h/ }~  - { name: b,"
                                + " tcp: h, port: 1 }"))
                .isEmpty();
    }

    private List<String> problems(String yaml) throws Exception {
        Installation installation = Installation.empty(folder).file("routes/x.checks.yaml", yaml.replace('~', '\n'));
        try (Standalone vedette = new Standalone(
                installation.load().settings(),
                installation.load().secrets(),
                java.time.Clock.systemUTC(),
                Standalone.Mode.TRIAL,
                List.of())) {
            return Stream.of(vedette.problems())
                    .flatMap(List::stream)
                    .filter(Problem::isError)
                    .map(Problem::toString)
                    .toList();
        }
    }
}
