package io.vedette.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.probe.Answer;
import io.vedette.rule.Status;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of the last answer of a check. */
class LastAnswerTest {

    @Test
    void keepsSomeHeadersAndTheBeginningOfTheBody() {
        LastAnswer answer = answer(
                "{\n  \"status\": \"DOWN\"\n}" + " ".repeat(LastAnswer.MOST_BYTES) + "the end",
                Map.of("content-type", "application/json", "set-cookie", "id=1", "server", "nginx"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers(text -> text))
                .containsOnly(Map.entry("content-type", "application/json"), Map.entry("server", "nginx"));
        assertThat(answer.body(text -> text))
                .startsWith("{\n  \"status\": \"DOWN\"\n}")
                .doesNotContain("the end");
        assertThat(answer.isCut()).isTrue();
        assertThat(answer("short", Map.of()).isCut()).isFalse();
    }

    @Test
    void keepsLessOfWhatWasOk() {
        LastAnswer answer = answer(Status.OK, "x".repeat(LastAnswer.MOST_BYTES), Map.of());

        assertThat(answer.body(text -> text)).isEqualTo("x".repeat(LastAnswer.MOST_BYTES_OF_OK));
        assertThat(answer.isCut()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"db":{"password":"hunter\\"two","user":"a"}} | hunter | "user":"a"
            {"apiKey": "k-123456", "ok": true}            | k-123456 | "ok": true
            client_secret=abcdef&state=1                  | abcdef | state=1
            Authorization: Basic b3BzOm9wZW4=             | b3BzOm9wZW4 | Authorization
            upstream said Bearer eyJhbGciOi.x.y and no    | eyJhbGciOi | and no
            jdbc:mysql://ann:pa55word@db/shop is away     | pa55word | is away
            """)
    void showsNoSecrets(String body, String secret, String kept) {
        assertThat(answer(body, Map.of()).body(text -> text))
                .doesNotContain(secret)
                .contains("***", kept);
    }

    @Test
    void showsNoHalfOfASecretAtItsEnd() {
        String body = "x".repeat(LastAnswer.MOST_BYTES - 20) + "\"password\":\"hunter-is-long\"";

        assertThat(answer(body, Map.of()).body(text -> text)).endsWith("\"password\":***");
    }

    @Test
    void showsNeitherControlCharactersNorWhatIsNoText() {
        assertThat(answer("a\u001b[31m\u202eb", Map.of()).body(text -> text)).isEqualTo("a [31m b");
        assertThat(answer("PNG\0\0\0", Map.of("content-type", "image/png")).body(text -> text))
                .isEmpty();
    }

    private static LastAnswer answer(String body, Map<String, String> headers) {
        return answer(Status.ERROR, body, headers);
    }

    private static LastAnswer answer(Status judged, String body, Map<String, String> headers) {
        return LastAnswer.of(new Answer.Http(503, headers, body.getBytes(StandardCharsets.UTF_8), false, 0), judged)
                .orElseThrow();
    }
}
