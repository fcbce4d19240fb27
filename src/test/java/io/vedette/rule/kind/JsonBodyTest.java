package io.vedette.rule.kind;

import static io.vedette.rule.kind.Answering.NOW;
import static io.vedette.rule.kind.Answering.http;
import static io.vedette.rule.kind.Answering.task;
import static io.vedette.rule.kind.Answering.with;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.probe.Answer;
import io.vedette.rule.JsonBody;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What bodies are read, and what is said of the others. */
class JsonBodyTest {

    private static final String TASK = "{\"status\":\"ok\",\"lastrun\":\"2018-06-28T11:55:00Z\",\"server\":\"Zürich\"}";

    @ParameterizedTest
    @CsvSource({
        "br, brotli",
        "zstd, zstd",
        "'gzip, BR', brotli",
        "compress, compress",
        "deflate, ",
        "'gzip, gzip', ",
        "identity, ",
        "GZIP, ",
        "'', "
    })
    void namesAnEncodingThatNobodyAskedFor(String encoding, String named) {
        byte[] packed = {0x78, (byte) 0x9c, 0x01};

        Verdict verdict = new TaskRule()
                .judge(with(new Answer.Http(200, Map.of("content-encoding", encoding), packed, false, 0)), NOW);

        assertThat(verdict.reason()).contains(Reason.MALFORMED_BODY);
        assertThat(verdict.message())
                .contains(named == null ? "starts with \"x" : "it is " + named + "-encoded, which was not asked for");
    }

    @Test
    void readsWhatOnlyPretendsToBeEncoded() {
        byte[] plain = TASK.getBytes(UTF_8);

        Verdict verdict = new TaskRule()
                .judge(with(new Answer.Http(200, Map.of("content-encoding", "br"), plain, false, 0)), NOW);

        assertThat(verdict.status()).isEqualTo(Status.OK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|it is empty",
                "` \t\r\n `|it is empty",
                "<html>|it is an HTML page \"<html>\"; the template for a page is http",
                "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head></html>"
                        + "|it is an HTML page \"502 Bad Gateway\"; the template for a page is http",
                "<h1>Hello</h1>|starts with \"<h1>Hello</h1>\"",
                "OK|starts with \"OK\"",
                "status=ok|starts with \"status=ok\"",
                "[]|it is an array",
                "[{\"status\":\"ok\"}]|it is an array",
                "null|it is null",
                "true|it is true",
                "12|it is 12",
                "\"ok\"|it is \"ok\"",
                "{|it ends too early, after \"{\"",
                "{\"status\":\"ok\"|it ends too early, after \"{\"status\":\"ok\"\"",
                "{\"status\":\"o|it ends too early, after \"{\"status\":\"o\"",
                "{\"status\":\"ok\",}|broken near byte 15: \"{\"status\":\"ok\",}\"",
                "{\"status\":ok}|broken near byte 13: \"{\"status\":ok}\"",
                "{'status':'ok'}|broken near byte 1: \"{'status':'ok'}\"",
                "{\"status\":\"ok\"}{\"status\":\"ok\"}|text follows after its end",
                "{\"status\":\"ok\"} 1|text follows after its end",
                "{\"status\":\"ok\"} trailer|broken near byte 23: \"{\"status\":\"ok\"} trailer\"",
                "{\"frequency\":NaN}|broken near byte 16: \"{\"frequency\":NaN}\"",
                "{\"frequency\":1e99999999999}|it holds a number beyond all bounds",
                "callback({\"status\":\"ok\"})|starts with \"callback({\"status\":\"ok\"})\""
            })
    void saysWhatIsWrongInOneLine(String body, String why) {
        Verdict verdict = task(body);

        assertThat(verdict.reason()).contains(Reason.MALFORMED_BODY);
        assertThat(verdict.message()).isEqualTo("body is not one JSON object: " + why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void readsEveryUnicodeEncoding(String encoding) {
        Verdict verdict = judge(TASK.getBytes(Charset.forName(encoding)));

        assertThat(verdict.status()).isEqualTo(Status.OK);
        assertThat(verdict.details().server()).isEqualTo("Zürich");
    }

    @Test
    void readsPastAByteOrderMark() {
        assertThat(judge(("\uFEFF" + TASK).getBytes(UTF_8)).status()).isEqualTo(Status.OK);
        assertThat(judge(("\uFEFF" + TASK).getBytes(UTF_16LE)).status()).isEqualTo(Status.OK);
    }

    @Test
    void readsPastBlanksAroundTheBody() {
        assertThat(task("\r\n\t " + TASK + " \r\n").status()).isEqualTo(Status.OK);
    }

    @Test
    void doesNotShowTheByteOrderMarkOfWhatItRefuses() {
        assertThat(judge("\uFEFF<html>".getBytes(UTF_8)).message())
                .isEqualTo(
                        "body is not one JSON object: it is an HTML page \"<html>\"; the template for a page is http");
        assertThat(judge("\uFEFF".getBytes(UTF_8)).message()).isEqualTo("body is not one JSON object: it is empty");
    }

    @Test
    void refusesTextThatIsNotUnicode() {
        assertThat(judge(TASK.getBytes(ISO_8859_1)).reason()).contains(Reason.MALFORMED_BODY);
        assertThat(judge("<html>".getBytes(UTF_16)).reason()).contains(Reason.MALFORMED_BODY);
        assertThat(judge(new byte[] {0, 0, 0, 0}).reason()).contains(Reason.MALFORMED_BODY);
        assertThat(judge(new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xd8}).reason())
                .contains(Reason.MALFORMED_BODY);
    }

    @Test
    void takesTheLastOfANameThatOccursTwice() {
        assertThat(task("{\"status\":\"error\",\"status\":\"ok\",\"lastrun\":1530187200}")
                        .status())
                .isEqualTo(Status.OK);
        assertThat(task("{\"status\":\"ok\",\"status\":\"error\",\"lastrun\":1530187200}")
                        .status())
                .isEqualTo(Status.ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void refusesNestingWithoutBounds(String opening) {
        Verdict verdict = task("{\"status\":\"ok\",\"deep\":" + opening.repeat(10_000));

        assertThat(verdict.reason()).contains(Reason.MALFORMED_BODY);
        assertThat(verdict.message())
                .isEqualTo("body is not one JSON object: it is nested deeper than 500 levels,"
                        + " or holds a number or name too long");
    }

    @Test
    void refusesNestingTenThousandDeepThatIsWellFormed() {
        assertThat(task("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)).reason())
                .contains(Reason.MALFORMED_BODY);
    }

    @Test
    void readsTwoMegabytesWhenTheCapAllowsThem() {
        String filler = "x".repeat(2 * 1024 * 1024);

        assertThat(task(TASK.replace("Zürich", filler)).status()).isEqualTo(Status.OK);
        assertThat(task("<html>" + filler).message()).hasSizeLessThan(300);
        assertThat(task("no page: " + filler).message()).hasSizeLessThan(120);
        assertThat(task("{\"a\":\"" + filler).message()).hasSizeLessThan(120);
    }

    @Test
    void refusesANumberOfTwoThousandDigits() {
        assertThat(task("{\"frequency\":" + "9".repeat(2_000) + "}").reason()).contains(Reason.MALFORMED_BODY);
    }

    @Test
    void keepsEveryDigitOfANumber() {
        JsonNode value = JsonBody.value(http(200, "0.1234567890123456789".getBytes(UTF_8)))
                .found()
                .orElseThrow();

        assertThat(value.decimalValue()).isEqualByComparingTo(new BigDecimal("0.1234567890123456789"));
    }

    @Test
    void readsAnyValueWhereOneIsWanted() {
        assertThat(JsonBody.value(http(200, "[1]".getBytes(UTF_8))).found()).isPresent();
        assertThat(JsonBody.value(http(200, "nope".getBytes(UTF_8)))
                        .judge(value -> Verdict.ok())
                        .message())
                .isEqualTo("body is not one JSON value: starts with \"nope\"");
    }

    private static Verdict judge(byte[] body) {
        return new TaskRule().judge(with(http(200, body)), NOW);
    }
}
