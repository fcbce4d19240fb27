package io.vedette.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.probe.Answer.Http;
import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The charset of a body, whoever reads it. */
class BodyTextTest {

    private static final String TEXT = "{\"a\":\"Zürich ß\"}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UTF-8        | application/json",
                "UTF-8        | application/json; charset=utf-8",
                "UTF-8        | application/json;charset=\"UTF-8\";q=1",
                "ISO-8859-1   | application/json; charset=ISO-8859-1",
                "ISO-8859-1   | application/json; charset='latin1'",
                "windows-1252 | text/plain;CHARSET=windows-1252",
                "IBM850       | text/plain; charset=IBM850",
                "UTF-16BE     | application/json",
                "UTF-16LE     | application/json",
                "UTF-32BE     | application/json",
                "UTF-32LE     | application/json; charset=no-such-charset",
                "UTF-16       | application/json",
                "UTF-16       | application/json; charset=ISO-8859-1",
                "UTF-16LE     | application/json; charset=utf-16le",
                "UTF-16BE     | application/json; charset=UTF-16",
                "UTF-32LE     | application/json; charset=UTF-32LE",
                "UTF-8        | application/json; charset=ISO-8859-1",
                "UTF-8        | application/json; charset=no-such-charset"
            })
    void countsForTextAndJson(String charset, String contentType) throws Exception {
        Http answer =
                new Http(200, Map.of("content-type", contentType), TEXT.getBytes(Charset.forName(charset)), false, 0);

        assertThat(answer.text()).isEqualTo(TEXT);
        assertThat(new ObjectMapper().readTree(answer.json()).path("a").asText())
                .isEqualTo("Zürich ß");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void isToldByTheByteOrderMarkBeforeAllElse(String charset) throws Exception {
        byte[] marked = ("\uFEFF" + TEXT).getBytes(Charset.forName(charset));
        Http answer = new Http(200, Map.of("content-type", "text/plain; charset=windows-1252"), marked, false, 0);

        assertThat(answer.text()).isEqualTo(TEXT);
        assertThat(new ObjectMapper().readTree(answer.json()).path("a").asText())
                .isEqualTo("Zürich ß");
    }

    @ParameterizedTest
    @CsvSource({"''", "a", "ab", "abc"})
    void readsShortTextsToo(String text) {
        assertThat(new Http(200, Map.of(), text.getBytes(), false, 0).text()).isEqualTo(text);
    }
}
