package io.vedette.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.probe.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a message shows the beginning of a body. */
class BodyExcerptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            emptyValue = "",
            value = {
                "text/plain|no healthy upstream|\"no healthy upstream\"",
                "text/plain|` \n `|``",
                "text/plain|`one\n\ttwo`|\"one two\"",
                "text/html|no tags at all|\"no tags at all\"",
                "text/html|<p>Sorry,<br>we are <b>down</b></p>|an HTML page \"Sorry, we are down\"",
                "text/plain|<!DOCTYPE html><html><head><title>Error</title><style>p{}</style></head><body>Gone &amp; lost"
                        + "</body></html>|an HTML page \"Error Gone & lost\"",
                "text/html|<html><script>var a = '<p>';</script><!-- <p>no</p> --><p>yes</p>|an HTML page \"yes\"",
                "text/html|<html><script>never closed|an HTML page \"<html><script>never closed\"",
                "text/html|<html><title>İstanbul</title><p>İ</p>|an HTML page \"İstanbul İ\"",
                "text/html|`<html>\u001b[31mred`|an HTML page \"[31mred\"",
                "application/json|{\"error\":\"x\"}|\"{\"error\":\"x\"}\"",
                "application/xml|<error>x</error>|\"<error>x</error>\"",
                "text/plain|no mongodb://app:hunter22@db/x|\"no mongodb://***@db/x\"",
                "image/png|abc|no text (image/png, 3 bytes)",
                "``|`\u0000\u0001\u0002`|no text (3 bytes)",
            })
    void showsTextAndPagesAndNamesTheRest(String type, String body, String shown) {
        assertThat(BodyExcerpt.of(http(type, body.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(shown);
    }

    @Test
    void showsTwoHundredCharacters() {
        byte[] page = ("<html><p>" + "x".repeat(300_000)).getBytes(StandardCharsets.UTF_8);

        assertThat(BodyExcerpt.of(http("text/html", page))).isEqualTo("an HTML page \"" + "x".repeat(200) + "…\"");
    }

    @Test
    void readsAPageOfManyOpenTagsInNoTime() {
        byte[] page = ("<html>" + "<script><!--<title>".repeat(50_000)).getBytes(StandardCharsets.UTF_8);

        assertThat(BodyExcerpt.of(http("text/html", page))).startsWith("an HTML page");
    }

    @Test
    void showsNothingOfPackedBytes() {
        byte[] packed = new byte[500];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = (byte) (i * 151);
        }

        assertThat(BodyExcerpt.of(http("application/octet-stream", packed)))
                .isEqualTo("no text (application/octet-stream, 500 bytes)");
    }

    private static Answer.Http http(String type, byte[] body) {
        return new Answer.Http(502, Map.of("content-type", type), body, false, 0);
    }
}
