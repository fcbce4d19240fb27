package io.vedette.rule.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Certificate;
import io.vedette.probe.Observation;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a check over HTTP may ask of text, headers and certificate. */
class HttpAssertionsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "containsNot=error  | all is well       | ok |",
                "containsNot=error  | an error occurred | condition | the body contains \"error\"; it begins with \"an error"
                        + " occurred\"",
                "containsNot=Error  | an error occurred | ok |",
                "containsNot=error  | ''                | ok |",
                "matches=version (\\d+)\\.\\d+ | app version 2.17 | ok |",
                "matches=version (\\d+)\\.\\d+ | app version x    | condition | the body does not match /version"
                        + " (\\d+)\\.\\d+/; it begins with \"app version x\"",
                "matches=^well$     | all is well       | condition | the body does not match /^well$/; it begins with \"all is"
                        + " well\"",
                "matches=(?i)WELL$  | all is well       | ok |",
                "matches=.          | ''                | condition | the body does not match /./; it is empty",
            })
    void judgesTheText(String pair, String body, String outcome, String message) {
        Verdict verdict = judge(Map.of(name(pair), value(pair)), answer(body, Map.of(), false, Optional.empty()));

        assertThat(verdict.reason().isEmpty() ? "ok" : verdict.reasonCode()).isEqualTo(outcome);
        assertThat(verdict.message()).isEqualTo(message == null ? "" : message);
    }

    @ParameterizedTest
    @CsvSource({"containsNot=error", "matches=end$", "contains=end"})
    void cannotTellOfABodyThatGoesOn(String pair) {
        Verdict verdict = judge(Map.of(name(pair), value(pair)), answer("beginning", Map.of(), true, Optional.empty()));

        assertThat(verdict.reasonCode()).isEqualTo("too-large");
        assertThat(verdict.message()).endsWith("is not in the first 9 bytes of the body, which is longer");
    }

    @Test
    void needsAllOfThem() {
        Map<String, String> values =
                Map.of("contains", "well", "containsNot", "error", "matches", "a.*l", "expectedHeaders", "X-A: b");

        assertThat(judge(values, answer("all well", Map.of("x-a", "b"), false, Optional.empty())))
                .isEqualTo(Verdict.ok());
        assertThat(judge(values, answer("all well, error", Map.of("x-a", "c"), false, Optional.empty()))
                        .message())
                .contains("the header X-A is \"c\", expected \"b\"", "the body contains \"error\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Env                          | x-env=production                | ok",
                "X-Env                          | server=nginx                    | the answer has no header X-Env",
                "X-Env: production              | x-env=production                | ok",
                "x-env:production               | x-env=production                | ok",
                "X-Env: prod                    | x-env=production                | the header X-Env is \"production\", expected"
                        + " \"prod\"",
                "Content-Type: application/json | content-type=application/json; charset=utf-8 | ok",
                "Content-Type: application/json | content-type=application/jsonp  | the header Content-Type is"
                        + " \"application/jsonp\", expected \"application/json\"",
                "Cache-Control: /max-age=\\d+/  | cache-control=public, max-age=60 | ok",
                "Cache-Control: /^max-age/      | cache-control=public, max-age=60 | the header Cache-Control is \"public,"
                        + " max-age=60\", expected /^max-age/",
            })
    void judgesHeaders(String expected, String seen, String message) {
        Verdict verdict = judge(
                Map.of("expectedHeaders", expected),
                answer("", Map.of(name(seen), value(seen)), false, Optional.empty()));

        assertThat(verdict.reason().isEmpty() ? "ok" : verdict.message()).isEqualTo(message);
    }

    @Test
    void takesHeadersALine() {
        Map<String, String> values = Map.of("expectedHeaders", "X-A: 1\n\n  X-B : 2\nX-C");

        assertThat(judge(values, answer("", Map.of("x-a", "1", "x-b", "2", "x-c", ""), false, Optional.empty())))
                .isEqualTo(Verdict.ok());
        assertThat(judge(values, answer("", Map.of("x-a", "2"), false, Optional.empty()))
                        .message())
                .isEqualTo(
                        "the header X-A is \"2\", expected \"1\"; the answer has no header X-B; the answer has no header"
                                + " X-C");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-20T12:00:00Z | ok       |",
                "2026-03-15T12:00:00Z | degraded | the certificate of CN=a expires in 14 days, on 2026-03-15T12:00:00Z",
                "2026-02-01T00:00:00Z | error    | the certificate of CN=a expired 28 days ago, on 2026-02-01T00:00:00Z",
            })
    void warnsBeforeTheCertificateEnds(Instant end, String status, String message) {
        Certificate shown = new Certificate("CN=a", "CN=b", Instant.EPOCH, end);
        Verdict verdict = judge(Map.of("certificateDays", "14"), answer("", Map.of(), false, Optional.of(shown)));

        assertThat(verdict.status().code()).isEqualTo(status);
        assertThat(verdict.message()).isEqualTo(message == null ? "" : message);
        assertThat(judge(Map.of(), answer("", Map.of(), false, Optional.of(shown))))
                .isEqualTo(Verdict.ok());
    }

    @Test
    void saysThatThereIsNoCertificateToJudge() {
        assertThat(judge(Map.of("certificateDays", "14"), answer("", Map.of(), false, Optional.empty()))
                        .message())
                .isEqualTo("the answer came without TLS: there is no certificate to judge");
    }

    @Test
    void canBeStopped() throws Exception {
        Rule rule = rule(Map.of("matches", "(.*a){19}c"));
        Thread judging = Thread.currentThread();
        Thread stopping = new Thread(judging::interrupt);
        boolean stopped = false;
        stopping.start();
        try {
            rule.judge(
                    new Observation(NOW, Duration.ZERO, answer("a".repeat(200), Map.of(), false, Optional.empty())),
                    NOW);
        } catch (CancellationException e) {
            stopped = Thread.interrupted();
        }

        assertThat(stopped).isTrue();
        assertThat(rule.isBounded()).isFalse();
        assertThat(rule(Map.of("expectedHeaders", "A: /(a+)+b/")).isBounded()).isFalse();
        assertThat(rule(Map.of("contains", "x", "expectedHeaders", "A: b")).isBounded())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "matches=(a                | matches: \"(a\" is not a regular expression: Unclosed group at character 3",
                "expectedHeaders=X-A: /[/  | expectedHeaders: \"[\" is not a regular expression",
                "expectedHeaders=a b       | expectedHeaders: an expected header must be written as Name, Name: value or Name:"
                        + " /regex/, one per line",
                "certificateDays=soon      | certificateDays: \"soon\" is not a whole number",
            })
    void tellsWhatIsWrong(String pair, String problem) {
        Parameters parameters = new Parameters(Map.of(name(pair), value(pair)));
        HttpRule.of(parameters);

        assertThat(parameters.problems(List.of()))
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .startsWith(problem);
    }

    private static String name(String pair) {
        return pair.substring(0, pair.indexOf('='));
    }

    private static String value(String pair) {
        return pair.substring(pair.indexOf('=') + 1);
    }

    private static Rule rule(Map<String, String> values) {
        Parameters parameters = new Parameters(new TreeMap<>(values));
        Rule rule = HttpRule.of(parameters);
        assertThat(parameters.problems(List.of())).isEmpty();
        return rule;
    }

    private static Verdict judge(Map<String, String> values, Answer answer) {
        return rule(values).judge(new Observation(NOW, Duration.ofSeconds(1), answer), NOW);
    }

    private static Answer.Http answer(
            String body, Map<String, String> headers, boolean tooLarge, Optional<Certificate> certificate) {
        return new Answer.Http(
                200, headers, body.getBytes(StandardCharsets.UTF_8), tooLarge, 0, Optional.empty(), certificate);
    }
}
