package io.vedette.camel.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vedette.rule.Condition;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Comparisons as people write them. */
class ShortConditionTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final String BODY = """
            {"state": "UP", "queue": 5, "load": 5.00, "huge": 1e400, "text": "5", "ready": true, "gone": null,
             "status": {"a-b": "ok", "c": {"d": [1, 2, 3]}}, "free space": 7, "grün": "ja", "empty": [], "max": 5}
            """;

    /** A reader of doubles makes one of a number that is too large for it. */
    @Test
    void comparesWhatIsBeyondADouble() {
        JsonNode body = JsonNodeFactory.instance.objectNode().put("n", Double.POSITIVE_INFINITY);

        assertThat(ShortCondition.of("n > 5").orElseThrow().test(body).met()).isTrue();
        assertThat(ShortCondition.of("n < 5").orElseThrow().test(body).met()).isFalse();
        assertThat(ShortCondition.of("n == 5").orElseThrow().test(body).met()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "state == UP                   ; true  ;",
                "state == 'UP'                 ; true  ;",
                "state == \"UP\"               ; true  ;",
                "$.state == UP                 ; true  ;",
                "state == up                   ; false ; state is \"UP\"",
                "state != DOWN                 ; true  ;",
                "state != UP                   ; false ; state is \"UP\"",
                "state==UP                     ; true  ;",
                "$.status['a-b'] == 'ok'       ; true  ;",
                "$.status[\"a-b\"] == ok       ; true  ;",
                "$['free space'] > 5           ; true  ;",
                "$.status.c.d[2] == 3          ; true  ;",
                "$.status.c.d.size() == 3      ; true  ;",
                "$.size() == 12                ; true  ;",
                "$.size() == 2                 ; false ; size() is 12",
                "$.empty.size() == 0           ; true  ;",
                "$.empty.length() == 0         ; true  ;",
                "grün == ja                    ; true  ;",
                "queue == 5                    ; true  ;",
                "queue == 5.0                  ; true  ;",
                "load == 5                     ; true  ;",
                "queue < 5.5                   ; true  ;",
                "queue >= 5                    ; true  ;",
                "huge > 99999999999999999999   ; true  ;",
                "huge < 5                      ; false ; huge is 1e400",
                "queue == 5e0                  ; true  ;",
                "queue == -5                   ; false ; queue is 5",
                "text == 5                     ; false ; text is \"5\"",
                "text == '5'                   ; true  ;",
                "text < 6                      ; false ; text is \"5\"",
                "ready == true                 ; true  ;",
                "ready == false                ; false ; ready is true",
                "gone == null                  ; true  ;",
                "state == null                 ; false ; state is \"UP\"",
                "queue == $.max                ; true  ;",
                "queue < $.nothing             ; false ; queue is 5, nothing is missing",
                "nothing == 5                  ; false ; nothing is missing",
                "nothing != 5                  ; false ; nothing is missing",
                "nothing.size() == 0           ; false ; nothing is missing",
                "status.x.y == 1               ; false ; status.x.y is missing",
                "queue < 6 && state == UP      ; true  ;",
                "queue < 5 && state == UP      ; false ; queue is 5",
                "queue < 5 || state == UP      ; true  ;",
                "queue < 5 || nothing == 1     ; false ; queue is 5, nothing is missing",
            })
    void comparesWhatTheBodyHolds(String text, boolean met, String seen) throws Exception {
        Condition.Result result = condition(text).orElseThrow().test(body(BODY));

        assertThat(result.met()).isEqualTo(met);
        assertThat(result.seen()).isEqualTo(seen == null ? "" : seen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1, 2]            | $.size() == 2       | true",
                "[1, 2]            | $.length() > 2      | false",
                "[]                | $.size() == 0       | true",
                "[{^n^: 3}]        | $[0].n == 3         | true",
                "[{^n^: 3}]        | n == 3              | false",
                "{}                | $.size() == 0       | true",
                "^text^            | $.size() == 2       | false",
                "5                 | $.size() == 2       | false",
                "null              | queue == 2          | false",
            })
    void knowsBodiesOfEveryShape(String json, String text, boolean met) throws Exception {
        assertThat(condition(text)
                        .orElseThrow()
                        .test(body(json.replace('^', '"')))
                        .met())
                .isEqualTo(met);
    }

    /** They are left to the language that they are written in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "$[?(@.queue < 5)]",
                "$.ready",
                "queue < 5 && @.load > 2",
                "queue < 5 && a == 1 || b == 2",
                "$.jobs[*].state == 'ok'",
                "queue =~ /a.*/",
                "queue",
                "queue == two words",
                "5 == queue",
                "== 5",
            })
    void leavesEverythingElse(String text) {
        assertThat(condition(text)).isEmpty();
    }

    @Test
    void takesNothingOfTheBodyForAnExpression() throws Exception {
        JsonNode body = body("{\"state\": \"$.secret == ${sys.user}\", \"secret\": \"x\"}");

        assertThat(condition("state == UP").orElseThrow().test(body).seen())
                .isEqualTo("state is \"$.secret == ${sys.user}\"");
    }

    @Test
    void isDoneSoonWithNumbersOfAnySize() throws Exception {
        JsonNode body = body("{\"n\": 1e999999999, \"m\": 1e-999999999}");

        for (String text : List.of("n > 5", "m < 5", "n != $.m", "n > $.m")) {
            assertThat(condition(text).orElseThrow().test(body).met()).as(text).isTrue();
        }
    }

    private static Optional<Condition> condition(String text) {
        return ShortCondition.of(text);
    }

    private static JsonNode body(String json) throws Exception {
        return JSON.readTree(json);
    }
}
