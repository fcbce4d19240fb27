package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.camel.run.Trials.Web;
import io.vedette.rule.Failure;
import io.vedette.rule.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The template json: JSONPaths and conditions on bodies of any shape. The present time is 2026-03-01T12:00:00Z. */
class JsonTemplateTest {

    private static final Trials TRIALS = new Trials();

    private static final List<Object[]> ROWS = List.of(
            row("{\"s\":\"UP\"}", "ok", "", "statusPath", "$.s"),
            row("{\"s\":\"DOWN\"}", "error status", "$.s is \"DOWN\", expected ok or up", "statusPath", "$.s"),
            row("{\"s\":\"yellow\"}", "degraded status", "yellow", "statusPath", "$.s"),
            row("{\"s\":\"Unhealthy\"}", "error status", "", "statusPath", "$.s", "okValues", "healthy"),
            row("{\"s\":\"GOOD\"}", "ok", "", "statusPath", "$.s", "okValues", "good, fine"),
            row("{\"s\":\"so-so\"}", "degraded status", "", "statusPath", "$.s", "degradedValues", "so-so"),
            row("{\"s\":1}", "ok", "", "statusPath", "$.s", "okValues", "1"),
            row("{}", "error status", "$.s is missing", "statusPath", "$.s"),
            row("{\"s\":{}}", "error status", "$.s is an object", "statusPath", "$.s"),
            row("\"ok\"", "ok", "", "statusPath", "$"),
            row("true", "ok", "", "statusPath", "$"),
            row("17", "error status", "$.s is missing", "statusPath", "$.s"),
            row("[{\"s\":\"ok\"},{\"s\":\"ok\"}]", "ok", "", "statusPath", "$[*].s"),
            row("[{\"s\":\"ok\"},{\"s\":\"bad\"}]", "error status", "$[*].s #2 is \"bad\"", "statusPath", "$[*].s"),
            row("[]", "error status", "$[*].s is missing", "statusPath", "$[*].s"),
            row(
                    "{\"s\":\"bad\",\"why\":\"disk full\"}",
                    "error status",
                    ": disk full",
                    "statusPath",
                    "$.s",
                    "reasonPath",
                    "$.why"),
            row("{\"v\":\"5\"}", "error condition", "v is \"5\": condition", "condition", "v > 4"),
            row("nonsense", "error malformed-body", "nonsense", "statusPath", "$.s"),
            row("", "error malformed-body", "empty", "statusPath", "$.s"),
            row(
                    "{\"s\":\"ok\"}",
                    "error too-large",
                    "body is longer than 5 bytes",
                    "statusPath",
                    "$.s",
                    "maxBodyBytes",
                    "5"),
            row("{\"s\":\"ok\"}", "error condition", "does not contain", "statusPath", "$.s", "contains", "OK"),
            row("{\"at\":\"2026-03-01T11:55:00Z\"}", "ok", "", "lastRunPath", "$.at"),
            row("{\"at\":\"2026-03-01T11:49:00Z\"}", "error stale", "11m ago", "lastRunPath", "$.at"),
            row("{\"at\":\"2026-03-01T11:49:00Z\"}", "ok", "", "lastRunPath", "$.at", "maxAge", "15m"),
            row("{\"at\":\"2026-03-01T13:00:00Z\"}", "error future", "ahead", "lastRunPath", "$.at", "maxAge", "15m"),
            row("{\"at\":1772366400,\"f\":\"5\"}", "ok", "", "lastRunPath", "$.at", "frequencyPath", "$.f"),
            row(
                    "{\"at\":1772366400,\"f\":0}",
                    "error bad-frequency",
                    "$.f",
                    "lastRunPath",
                    "$.at",
                    "frequencyPath",
                    "$.f"),
            row("{}", "error missing-lastrun", "$.at is missing", "lastRunPath", "$.at"),
            row("{\"at\":\"soon\"}", "error bad-lastrun", "soon", "lastRunPath", "$.at"),
            row(
                    "{\"at\":1,\"s\":\"bad\"}",
                    "error stale",
                    "$.s is \"bad\"",
                    "lastRunPath",
                    "$.at",
                    "statusPath",
                    "$.s"),
            row(
                    "{\"s\":\"bad\",\"nap\":[{\"start\":\"11:00:00\",\"duration\":120}]}",
                    "sleeping sleeping",
                    "asleep until 2026-03-01T13:00:00Z",
                    "statusPath",
                    "$.s",
                    "sleepPath",
                    "$.nap"),
            row("{\"p\":{\"db\":{\"status\":\"UP\"},\"mq\":\"ok\"}}", "ok", "", "componentsPath", "$.p"),
            row("{\"p\":{\"db\":{\"status\":\"DOWN\"}}}", "error component", "db: DOWN", "componentsPath", "$.p"),
            row(
                    "{\"p\":[{\"name\":\"db\",\"status\":\"fine\"}]}",
                    "ok",
                    "",
                    "componentsPath",
                    "$.p",
                    "okValues",
                    "fine"),
            row("{}", "error component", "$.p is missing", "componentsPath", "$.p"),
            row("{\"queue\":3}", "ok", "", "condition", "$[?(@.queue < 5)]"),
            row(
                    "{\"queue\":17}",
                    "error condition",
                    "queue is 17: condition \"$[?(@.queue < 5)]\" not met",
                    "condition",
                    "$[?(@.queue < 5)]"),
            row("{\"queue\":17}", "error condition", "queue is 17", "condition", "jsonpath:$[?(@.queue < 5)]"),
            row("{\"queue\":3}", "ok", "", "condition", "queue < 5"),
            row(
                    "{\"s\":\"" + "xy".repeat(100_000) + "\"}",
                    "error condition",
                    "it goes too deep in this body: condition",
                    "condition",
                    "${body[s].matches('(x|y)*z')}"),
            row(
                    "{\"s\":\"" + "xy".repeat(100_000) + "\"}",
                    "error condition",
                    "it goes too deep in this body: condition",
                    "condition",
                    "${body[s]} !regex '(xy|yx)*z'"),
            row("{\"q\":[1,2],\"r\":{\"s\":1}}", "ok", "", "condition", "$.q.size() < 5\nr.s == 1\n$.q[1] == 2"),
            row("{\"q\":[1,2,3]}", "error condition", "not met", "condition", "$.q.size() < 3"),
            row(
                    "{\"queue\":17}",
                    "error condition",
                    "queue is 17: condition \"queue < 5\" not met",
                    "condition",
                    "queue < 5"),
            row("{}", "error condition", "not met", "condition", "$[?(@.queue < 5)]"),
            row("{}", "error condition", "not met", "condition", "$.ready"),
            row("{\"ready\":false}", "error condition", "ready is false", "condition", "$.ready"),
            row("{\"ready\":true}", "ok", "", "condition", "$.ready"),
            row("{\"queue\":3}", "ok", "", "condition", "simple:${body[queue]} < 5"),
            row("{\"queue\":17}", "error condition", "body[queue] is 17", "condition", "${body[queue]} < 5"),
            row("{\"a\":1,\"b\":2}", "ok", "", "condition", "$[?(@.a == 1)]\n${body[b]} == 2"),
            row("{\"a\":1,\"b\":3}", "error condition", "body[b] is 3", "condition", "$[?(@.a == 1)]\n${body[b]} == 2"),
            row("[1,2,3]", "ok", "", "condition", "${body.size()} == 3"),
            row(
                    "{}",
                    "error condition",
                    "nosuch is missing: condition \"nosuch < 5\" not met",
                    "condition",
                    "nosuch < 5"),
            row("{}", "error condition", "nosuch is missing", "condition", "nosuch != 5"),
            row("{\"a\":{}}", "error condition", "a.b is missing", "condition", "a.b >= 1"),
            row("{\"nosuch\":{}}", "error condition", "nosuch.deep is missing", "condition", "$.nosuch.deep"),
            row("{\"q\":null}", "error condition", "q is null", "condition", "q < 5"),
            row("{\"größe\":3}", "ok", "", "condition", "größe < 5\n$.größe == 3"),
            row("{\"größe\":7}", "error condition", "größe is 7: condition", "condition", "größe < 5"),
            row("{\"free space\":3,\"a.b\":[1]}", "ok", "", "condition", "$['free space'] < 5\n$[\"a.b\"][0] == 1"),
            row(
                    "{\"free space\":7}",
                    "error condition",
                    "['free space'] is 7: condition",
                    "condition",
                    "$['free space'] < 5"),
            row("{}", "error condition", "is missing: condition", "condition", "$['free space'] < 5"),
            row("{}", "error condition", "jobs is missing", "condition", "jobs.size() > 0"),
            row("{}", "error condition", "body[nosuch] is missing", "condition", "${body[nosuch]} < 5"),
            row("{\"q\":null}", "error condition", "body[q] is null", "condition", "${body[q]} < 5"),
            row("{\"a\":{}}", "error condition", "body.a.b is missing", "condition", "${body.a.b} > 5"),
            row(
                    "{\"jobs\":[]}",
                    "error condition",
                    "body[jobs][0][n] is missing",
                    "condition",
                    "${body[jobs][0][n]} > 5"),
            row("{}", "error condition", "nosuch is missing", "condition", "jq:.nosuch > 5"),
            row(
                    "{\"jobs\":[{\"state\":\"ok\"},{\"state\":\"idle\"},{}]}",
                    "error condition",
                    "state is \"ok\", \"idle\", missing",
                    "condition",
                    "$.jobs[?(@.state == 'bad')]"),
            row("{\"jobs\":[]}", "error condition", "jobs is []", "condition", "$.jobs[?(@.state == 'bad')]"),
            row("{}", "error condition", "jobs is missing", "condition", "$.jobs[?(@.state == 'bad')]"),
            row("[{\"n\":1},{\"n\":2}]", "error condition", "n is 1, 2", "condition", "$[?(@.n > 5)]"),
            row("[{\"n\":1},{\"n\":7}]", "ok", "", "condition", "$[?(@.n > 5)]"),
            row("{\"q\":1e400}", "error condition", "q is 1e400", "condition", "q < 5"),
            row("{\"q\":1e400}", "ok", "", "condition", "q > 5"),
            row("{\"q\":5.5}", "ok", "", "condition", "q > 5"),
            row("{\"q\":5.5}", "error condition", "q is 5.5", "condition", "q < 5"),
            row("{\"q\":10}", "ok", "", "condition", "q > 9"),
            row("{\"q\":99999999999999999999}", "error condition", "q is 99999999999999999999", "condition", "q < 5"),
            row("{\"q\":0.10}", "ok", "", "condition", "q == 0.1"),
            row("{\"q\":-0.0001}", "ok", "", "condition", "q <= 0"),
            row("{\"q\":1e400}", "error condition", "body[q] is 1e400", "condition", "${body[q]} < 5"),
            row("{\"q\":7}", "ok", "", "condition", "${body[q]} < 99999999999999999999"),
            row("{\"q\":7}", "error condition", "body[q] is 7", "condition", "${body[q]} > 99999999999999999999"),
            row("{\"q\":1e400}", "ok", "", "condition", "${body[q]} > 5"),
            row("{\"q\":5.5}", "ok", "", "condition", "${body[q]} > 5"),
            row("{\"q\":5.5}", "error condition", "body[q] is 5.5", "condition", "${body[q]} < 5"),
            row("{\"q\":10}", "ok", "", "condition", "${body[q]} > 9"),
            row(
                    "{\"q\":99999999999999999999}",
                    "error condition",
                    "body[q] is 99999999999999999999",
                    "condition",
                    "${body[q]} < 5"),
            row("{\"q\":0.10}", "ok", "", "condition", "${body[q]} == 0.1"),
            row("{\"q\":-0.0001}", "ok", "", "condition", "${body[q]} <= 0"),
            row("{\"q\":1e400}", "error condition", "q is 1e400", "condition", "jq:.q < 5"),
            row("{\"q\":1e400}", "ok", "", "condition", "jq:.q > 5"),
            row("{\"q\":5.5}", "ok", "", "condition", "jq:.q > 5"),
            row("{\"q\":5.5}", "error condition", "q is 5.5", "condition", "jq:.q < 5"),
            row("{\"q\":10}", "ok", "", "condition", "jq:.q > 9"),
            row(
                    "{\"q\":99999999999999999999}",
                    "error condition",
                    "q is 99999999999999999999",
                    "condition",
                    "jq:.q < 5"),
            row("{\"q\":0.10}", "ok", "", "condition", "jq:.q == 0.1"),
            row("{\"q\":-0.0001}", "ok", "", "condition", "jq:.q <= 0"),
            row("{\"q\":\"10\"}", "ok", "", "condition", "${body[q]} > 9"),
            row("{\"q\":\"10\"}", "ok", "", "condition", "${body[q]} > '9'"),
            row("{\"q\":10}", "ok", "", "condition", "${body[q]} == '10'"),
            row("{\"q\":\"10\"}", "error condition", "body[q] is \"10\"", "condition", "${body[q]} == '10.0'"),
            row(
                    "{\"a\":5.5,\"b\":1e400}",
                    "error condition",
                    "body[a] is 5.5, body[b] is 1e400",
                    "condition",
                    "${body[a]} > 5 && ${body[b]} < 1000"),
            row("{\"a\":5.5,\"b\":\"x && y\"}", "ok", "", "condition", "${body[a]} > 6 || ${body[b]} == 'x && y'"),
            row("{}", "ok", "", "condition", "${body[a]} == null"),
            row("{\"a\":1}", "ok", "", "condition", "${body[a]} != null"),
            row("{\"a\":\"up\",\"b\":\"y\"}", "ok", "", "condition", "${body[a]} == 'up' && ${body[b]} in 'x,y'"),
            row("{\"queue\":3}", "ok", "", "condition", "jq:.queue < 5"),
            row(
                    "{\"queue\":17}",
                    "error condition",
                    "queue is 17: condition \"jq:.queue < 5\" not met",
                    "condition",
                    "jq:.queue < 5"),
            row("{\"ready\":true}", "ok", "", "condition", "jq:.ready"),
            row("{\"ready\":false}", "error condition", "ready is false", "condition", "jq:.ready"),
            row("{\"ready\":null}", "error condition", "not met", "condition", "jq:.ready"),
            row("{}", "error condition", "not met", "condition", "jq:.ready"),
            row("{\"ready\":0}", "ok", "", "condition", "jq:.ready"),
            row("{\"w\":[{\"s\":\"up\"},{\"s\":\"up\"}]}", "ok", "", "condition", "jq:[.w[].s] | all(. == \"up\")"),
            row(
                    "{\"w\":[{\"s\":\"up\"},{\"s\":\"bad\"}]}",
                    "error condition",
                    "not met",
                    "condition",
                    "jq:[.w[].s] | all(. == \"up\")"),
            row("{\"w\":[]}", "error condition", "not met", "condition", "jq:.w[] | select(.s)"),
            row("{\"w\":7}", "error condition", "not met", "condition", "jq:.w[0] == 1"),
            row("[3]", "ok", "", "condition", "jq:length == 1 and .[0] == 3"),
            row("{\"d\":{\"free\":2}}", "error condition", "d.free is 2", "condition", "jq:.d.free >= 10\n$.d"),
            row(
                    "{\"x\":\"$ENV\",\"y\":\"${sys.user.dir}\"}",
                    "error condition",
                    "x is \"$ENV\", y is \"${sys.user.dir}\"",
                    "condition",
                    "jq:.x == 1 or .y == 2"),
            row(
                    "{\"x\":\"${exception}\",\"y\":\"${sys.user.dir}\"}",
                    "error condition",
                    "body[y] is ${sys.user.dir}",
                    "condition",
                    "${body[y]} contains '/'"));

    private static Object[] row(String body, String outcome, String message, String... parameters) {
        return new Object[] {body, outcome, message, parameters};
    }

    @BeforeAll
    static void tryAll(@TempDir Path folder) throws Exception {
        try (Web web = Web.plain()) {
            for (int i = 0; i < ROWS.size(); i++) {
                web.on("/" + i + "/", 200, (String) ROWS.get(i)[0]);
                List<String> parameters = new ArrayList<>(List.of((String[]) ROWS.get(i)[3]));
                parameters.addAll(List.of("url", web.url() + "/" + i + "/"));
                TRIALS.add(String.valueOf(i), "json", parameters.toArray(String[]::new));
            }
            web.on("/failing", 503, "{\"status\":\"down\",\"why\":\"disk full\"}");
            web.on(
                    "/parts",
                    503,
                    "{\"parts\":{\"db\":{\"status\":\"DOWN\",\"message\":\"gone\"},\"mq\":{\"status\":\"UP\"}}}");
            web.on("/broken", 502, "<html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>nginx</html>");
            TRIALS.add("broken", "json", "url", web.url() + "/broken", "statusPath", "$.status");
            TRIALS.add("parts", "json", "url", web.url() + "/parts", "componentsPath", "$.parts");
            TRIALS.add(
                    "failing", "json", "url", web.url() + "/failing", "statusPath", "$.status", "reasonPath", "$.why");
            TRIALS.add(
                    "failing well",
                    "json",
                    "url",
                    web.url() + "/failing",
                    "statusPath",
                    "$.status",
                    "expectedStatus",
                    "503",
                    "reasonPath",
                    "$.why");
            TRIALS.run(folder);
        }
    }

    static Stream<Arguments> rows() {
        return Stream.iterate(0, i -> i + 1)
                .limit(ROWS.size())
                .map(i -> Arguments.of(
                        i,
                        String.join(" ", (String[]) ROWS.get(i)[3]),
                        ROWS.get(i)[0],
                        ROWS.get(i)[1],
                        ROWS.get(i)[2]));
    }

    @ParameterizedTest(name = "{1}: {2} is {3}")
    @MethodSource("rows")
    void judges(int index, String parameters, String body, String outcome, String message) {
        assertThat(TRIALS.outcome(String.valueOf(index)))
                .as(TRIALS.verdict(String.valueOf(index)).message())
                .isEqualTo(outcome);
        assertThat(TRIALS.verdict(String.valueOf(index)).message()).contains(message);
    }

    @Test
    void namesTheFailingComponentsOfAFailingServer() {
        Verdict verdict = TRIALS.verdict("parts");

        assertThat(TRIALS.outcome("parts")).isEqualTo("error http-status");
        assertThat(verdict.message()).isEqualTo("status 503, expected 2xx; db: DOWN (gone)");
        assertThat(verdict.failures()).containsExactly(new Failure("db", "DOWN", "gone"));
    }

    @Test
    void showsThePageOfAFailingServer() {
        assertThat(TRIALS.verdict("broken").message())
                .isEqualTo("status 502, expected 2xx; the body is an HTML page \"502 Bad Gateway nginx\"");
    }

    @Test
    void tellsWhatAFailingServerSays() {
        assertThat(TRIALS.outcome("failing")).isEqualTo("error http-status");
        assertThat(TRIALS.verdict("failing").message()).isEqualTo("status 503, expected 2xx: disk full");
        assertThat(TRIALS.outcome("failing well")).isEqualTo("error status");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "statusPath    | $.[         | is not a JSONPath",
                "condition     | $[?(@.a <   | is not a condition in the language jsonpath",
                "condition     | ${body.x    | is not a condition in the language simple",
                "condition     | jq:.a ===   | is not a condition in the language jq",
                "condition     | groovy:body | is not a condition in the language groovy: the language",
                "condition     | groovy:body | is not on the class path; add camel-groovy-4.18.0.jar",
                "condition     | jsonpath:$[?(@.a == '${body}')] | cannot contain ${...}",
                "okValues      | good        | needs statusPath",
                "nosuch        | x           | is not a parameter of this template",
                "maxAge        | 5m          | needs lastRunPath",
                "frequencyPath | $.f         | needs lastRunPath",
            })
    void refusesWhatCannotBeCompiled(String name, String value, String message, @TempDir Path folder) throws Exception {
        assertThat(Trials.problems(folder, "json", "url", "http://localhost/", name, value))
                .as(value)
                .startsWith(name + ": ")
                .contains(message);
    }
}
