package io.vedette.rule.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Observation;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpRuleTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "-           | -  | -    | 200 | PT1S   | pong  | ok          |",
                "-           | -  | -    | 204 | PT1S   | ''    | ok          |",
                "-           | -  | -    | 503 | PT1S   | pong  | http-status | status 503, expected 2xx; the body is"
                        + " \"pong\"",
                "200-299,503 | -  | -    | 503 | PT1S   | pong  | ok          |",
                "401         | -  | -    | 200 | PT1S   | pong  | http-status | status 200, expected 401; the body is"
                        + " \"pong\"",
                "-           | 2s | -    | 200 | PT2S   | pong  | ok          |",
                "-           | 2s | -    | 200 | PT2.5S | pong  | slow        | answered in 2.5s, expected within 2s",
                "-           | -  | pong | 200 | PT1S   | -pong-| ok          |",
                "-           | -  | pong | 200 | PT1S   | Pong  | condition   | the body does not contain \"pong\"; it"
                        + " begins with \"Pong\"",
                "-           | -  | pong | 200 | PT1S   | ''    | condition   | the body does not contain \"pong\"; it"
                        + " is empty",
                "-           | 2s | pong | 200 | PT9S   | ping  | condition   | the body does not contain \"pong\"; it"
                        + " begins with \"ping\"",
                "-           | 2s | pong | 500 | PT9S   | ping  | http-status | status 500, expected 2xx; the body is"
                        + " \"ping\"",
            })
    void judgesStatusThenTextThenTime(
            String expectedStatus,
            String maxResponseTime,
            String contains,
            int status,
            Duration took,
            String body,
            String outcome,
            String message) {
        Map<String, String> values = new HashMap<>();
        values.put("expectedStatus", expectedStatus);
        values.put("maxResponseTime", maxResponseTime);
        values.put("contains", contains);

        Verdict verdict = rule(values).judge(new Observation(NOW, took, http(status, body, false)), NOW);

        assertThat(verdict.status() == Status.OK ? "ok" : verdict.reasonCode()).isEqualTo(outcome);
        assertThat(verdict.message()).isEqualTo(message == null ? "" : message);
    }

    @Test
    void isOnlyDegradedWhenTheAnswerIsSlow() {
        Observation slow = new Observation(NOW, Duration.ofSeconds(3), http(200, "", false));

        assertThat(rule(Map.of("maxResponseTime", "2s")).judge(slow, NOW).status())
                .isEqualTo(Status.DEGRADED);
    }

    @Test
    void doesNotMindALargeBodyThatNobodyReads() {
        assertThat(judge(rule(Map.of()), http(200, "pong", true))).isEqualTo(Verdict.ok());
    }

    @Test
    void findsTheTextBeforeTheCap() {
        assertThat(judge(rule(Map.of("contains", "pong")), http(200, "pong", true)))
                .isEqualTo(Verdict.ok());
    }

    @ParameterizedTest
    @CsvSource({
        "text/html; charset=iso-8859-1, ISO-8859-1",
        "text/html;charset=\"windows-1250\", windows-1250",
        "text/html; charset=iso-8859-1, UTF-8",
        "text/html; charset=nonsense, UTF-8",
        "text/html, UTF-8"
    })
    void readsTheTextInTheCharsetItIsIn(String contentType, String charset) throws Exception {
        Answer.Http page =
                new Answer.Http(200, Map.of("content-type", contentType), "caf\u00e9".getBytes(charset), false, 0);

        assertThat(judge(rule(Map.of("contains", "caf\u00e9")), page)).isEqualTo(Verdict.ok());
    }

    @Test
    void tellsThatTheTextMayStandBehindTheCap() {
        assertThat(judge(rule(Map.of("contains", "pong")), http(200, "ping", true)))
                .isEqualTo(Verdict.error(
                        Reason.TOO_LARGE, "\"pong\" is not in the first 4 bytes of the body, which is longer"));
    }

    @Test
    void showsTheBeginningOfALongBody() {
        String message = judge(rule(Map.of("contains", "pong")), http(200, "x".repeat(5_000), false))
                .message();

        assertThat(message).endsWith("\"" + "x".repeat(200) + "…\"");
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE,   UNREACHABLE",
        "TIMEOUT,       TIMEOUT",
        "MALFORMED,     MALFORMED_BODY",
        "MISCONFIGURED, MISCONFIGURED"
    })
    void passesOnTrouble(Kind kind, Reason reason) {
        assertThat(judge(rule(Map.of()), new Answer.Trouble(kind, "why"))).isEqualTo(Verdict.error(reason, "why"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "expectedStatus  | 2yy | expectedStatus: \"2yy\" is not an HTTP status",
                "maxResponseTime | 0s  | maxResponseTime: \"0s\" must be longer than 0s",
                "maxResponseTime | 2x  | maxResponseTime: \"2x\" is not a duration",
                "contain         | x   | contain: is not a parameter of this template, did you mean \"contains\"?",
            })
    void tellsWhatIsWrongWithItsParameters(String name, String value, String problem) {
        Parameters parameters = new Parameters(Map.of(name, value));

        HttpRule.of(parameters);

        assertThat(parameters.problems(List.of()))
                .singleElement()
                .extracting(Problem::toString)
                .asString()
                .startsWith(problem);
    }

    private static HttpRule rule(Map<String, String> values) {
        Parameters parameters = new Parameters(values);
        HttpRule rule = HttpRule.of(parameters);
        assertThat(parameters.problems(List.of())).isEmpty();
        return rule;
    }

    private static Answer.Http http(int status, String body, boolean tooLarge) {
        return new Answer.Http(status, Map.of(), body.getBytes(StandardCharsets.UTF_8), tooLarge, 0);
    }

    private static Verdict judge(HttpRule rule, Answer answer) {
        return rule.judge(new Observation(NOW, Duration.ofSeconds(1), answer), NOW);
    }
}
