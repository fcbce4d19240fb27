package io.vedette.rule.health;

import static io.vedette.rule.health.HealthTable.NOW;
import static io.vedette.rule.health.HealthTable.http;
import static io.vedette.rule.health.HealthTable.sample;
import static io.vedette.rule.health.HealthTable.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vedette.probe.Answer;
import io.vedette.probe.Connected;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Text;
import io.vedette.rule.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What endpoints may send by accident or on purpose, to every rule about health. */
class HealthHostileTest {

    private static final int MEBIBYTE = 1 << 20;

    static Stream<Rule> rules() {
        return Stream.of(
                new HealthRule(),
                new PortosRule(),
                new AvalancheHealthRule(),
                new AvalancheLivenessRule(3, Optional.of(Duration.ofMinutes(5))),
                new PryvRegisterRule(),
                new PryvCoreRule());
    }

    static Stream<Arguments> hostile() {
        Map<String, String> bodies = Map.ofEntries(
                Map.entry("deep objects", "{\"components\":".repeat(100_000)),
                Map.entry(
                        "deep closed objects",
                        "{\"status\":\"UP\",\"components\":{\"a\":".repeat(400) + "1" + "}}".repeat(400)),
                Map.entry(
                        "deep failing composites",
                        "{\"status\":\"DOWN\",\"components\":{\"abcdefghijkl\":".repeat(400) + "1" + "}}".repeat(400)),
                Map.entry(
                        "deep lists",
                        "{\"status\":\"UP\",\"checks\":{\"a\":" + "[".repeat(900) + "]".repeat(900) + "}}"),
                Map.entry("very deep lists", "[".repeat(MEBIBYTE)),
                Map.entry("a mebibyte of text", "a".repeat(MEBIBYTE)),
                Map.entry("a mebibyte of blanks", " ".repeat(MEBIBYTE)),
                Map.entry("a mebibyte of lines", "[-]a\n".repeat(MEBIBYTE / 5)),
                Map.entry("a mebibyte of one line", "[+]" + "a".repeat(MEBIBYTE)),
                Map.entry("a long word", "{\"status\":\"" + "UP".repeat(MEBIBYTE / 2) + "\"}"),
                Map.entry("a long key", "{\"" + "k".repeat(MEBIBYTE / 2) + "\":{\"status\":\"DOWN\"}}"),
                Map.entry("a long number", "{\"status\":" + "9".repeat(100_000) + "}"),
                Map.entry("a huge exponent", "{\"status\":1e999999999,\"checks\":{\"a\":{\"status\":1e-999999999}}}"),
                Map.entry(
                        "an exponent for a time",
                        "{\"finishedAt\":1e400,\"checkResults\":[{\"name\":\"a\",\"status\":\"ok\"}]}"),
                Map.entry("a text of signs", "\u0000\u0001\u001b[31m\u202e"),
                Map.entry("addresses", "://".repeat(MEBIBYTE / 3)),
                Map.entry("queries", "{\"status\":\"DOWN\",\"message\":\"" + "&token".repeat(MEBIBYTE / 6) + "\"}"),
                Map.entry(
                        "numbers everywhere",
                        "{\"status\":[[]],\"checks\":[1,null,[[]]],\"components\":7,\"entries\":[null],\"error\":1}"),
                Map.entry(
                        "pairs in disorder",
                        "{\"status\":\"Healthy\",\"entries\":{\"a\":{\"status\":\"Healthy\",\"data\":{\"entries\":[1,null,{},{\"key\":{},\"result\":[]}]}}}}"),
                Map.entry("consul in disorder", "[{\"Checks\":[1,null],\"Service\":1},{\"Status\":{}}]"),
                Map.entry(
                        "rpc in disorder",
                        "{\"result\":{\"healthy\":false,\"checks\":{\"a\":1,\"b\":null,\"c\":{\"error\":[{}],\"timestamp\":[],\"contiguousFailures\":1e30,\"timeOfFirstFailure\":{}}}}}"));
        return rules().flatMap(rule -> bodies.entrySet().stream()
                .map(body ->
                        Arguments.of(rule.getClass().getSimpleName() + ", " + body.getKey(), rule, body.getValue())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void hostile(String name, Rule rule, String body) {
        for (int code : new int[] {200, 503}) {
            Verdict verdict = rule.judge(seen(http(code, body)), NOW);

            assertThat(verdict.message()).hasSizeLessThanOrEqualTo(Text.MESSAGE + 1);
            if (code != 200) {
                assertThat(verdict.status()).isEqualTo(Status.ERROR);
            }
        }
    }

    @Test
    void countsTheComponentsThatItHasNoRoomFor() {
        String components = IntStream.range(0, 10_000)
                .mapToObj(i -> "\"c" + i + "\":{\"status\":\"" + (i == 9_999 ? "DOWN" : "UNKNOWN") + "\"}")
                .collect(Collectors.joining(","));

        Verdict verdict =
                new HealthRule().judge(seen(http(200, "{\"status\":\"UP\",\"components\":{" + components + "}}")), NOW);

        assertThat(verdict.status()).isEqualTo(Status.ERROR);
        assertThat(verdict.failures()).hasSize(Verdict.MOST_FAILURES);
        assertThat(verdict.failures().get(0).component()).isEqualTo("c9999");
        assertThat(verdict.message()).startsWith("c9999: DOWN; c0: UNKNOWN").endsWith(" more");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void tellsWhenTheBodyIsTooLarge(Rule rule) {
        Answer.Http cut = new Answer.Http(
                200, Map.of(), "{\"status\":\"UP\",\"healthy\":true".getBytes(StandardCharsets.UTF_8), true, 0);

        assertThat(rule.judge(seen(cut), NOW).reasonCode()).isEqualTo("too-large");
    }

    @ParameterizedTest
    @EnumSource(Answer.Trouble.Kind.class)
    void tellsTroubleInItsOwnWords(Answer.Trouble.Kind kind) {
        rules().forEach(rule -> {
            Verdict verdict = rule.judge(seen(new Answer.Trouble(kind, "connection refused")), NOW);

            assertThat(verdict.status()).isEqualTo(Status.ERROR);
            assertThat(verdict.message()).isEqualTo("connection refused");
            assertThat(verdict.reasonCode())
                    .isEqualTo(
                            switch (kind) {
                                case UNREACHABLE -> "unreachable";
                                case TIMEOUT -> "timeout";
                                case MALFORMED -> "malformed-body";
                                case REDIRECTED -> "http-status";
                                case MISCONFIGURED -> "misconfigured";
                            });
        });
    }

    @ParameterizedTest
    @MethodSource("rules")
    void takesNoAnswerOfAnotherKind(Rule rule) {
        assertThat(rule.judge(seen(new Connected()), NOW).reasonCode()).isEqualTo("misconfigured");
    }

    /** Bytes of good samples are changed, left out and doubled by a fixed seed. */
    @ParameterizedTest
    @MethodSource("rules")
    void neverTakesBrokenJsonForGoodHealth(Rule rule) {
        JsonMapper strict = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        Random random = new Random(20_260_301);
        for (String sample : samples()) {
            for (int round = 0; round < 300; round++) {
                byte[] body = mutated(sample.getBytes(StandardCharsets.UTF_8), random);
                Answer.Http http = new Answer.Http(200, Map.of(), body, false, 0);

                assertThatCode(() -> rule.judge(seen(http), NOW)).doesNotThrowAnyException();
                if (!isJson(strict, http.text().strip())) {
                    assertThat(rule.judge(seen(http), NOW).status())
                            .as(http.text())
                            .isEqualTo(Status.ERROR);
                }
            }
        }
    }

    private static List<String> samples() {
        return List.of(
                sample("portos-unhealthy.json").replace("Unhealthy", "Healthy").replace("Degraded", "Healthy"),
                sample("avalanche-liveness.json").replace("false", "true"),
                "{\"status\":\"UP\",\"components\":{\"db\":{\"status\":\"UP\",\"details\":{\"a\":1}}}}",
                "{\"status\":\"pass\",\"checks\":{\"cpu:utilization\":[{\"status\":\"pass\"},{\"observedValue\":1}]}}",
                "{\"checks\":{},\"healthy\":true}",
                "{\"reserved\":true}",
                "{\"events\":[],\"meta\":{\"serverTime\":1548952964.011}}",
                "[{\"Node\":\"a\",\"CheckID\":\"b\",\"Status\":\"passing\"}]",
                "{\"CacheBackend\":\"working\",\"DatabaseBackend\":\"working\"}");
    }

    private static byte[] mutated(byte[] sample, Random random) {
        byte[] body = sample.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(body.length);
            switch (random.nextInt(4)) {
                case 0 -> body[at] = (byte) random.nextInt(256);
                case 1 -> body[at] = (byte) "{}[]\":,0n".charAt(random.nextInt(9));
                case 2 -> body = Arrays.copyOf(body, Math.max(1, at));
                default -> {
                    byte[] longer = Arrays.copyOf(body, body.length + 1);
                    System.arraycopy(body, at, longer, at + 1, body.length - at);
                    body = longer;
                }
            }
        }
        return body;
    }

    private static boolean isJson(JsonMapper strict, String text) {
        try {
            return !text.isEmpty() && strict.readTree(text) != null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
