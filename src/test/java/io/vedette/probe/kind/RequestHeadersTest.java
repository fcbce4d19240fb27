package io.vedette.probe.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.http.HttpTransport;
import io.vedette.probe.http.TokenSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be written for headers and tokens, and what is refused because it cannot be sent. */
class RequestHeadersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-A: a\\u0000b               | headers: header X-A cannot be sent: character 2 of its value is the control character U+0000",
                "X-A: a\\u001bb               | headers: header X-A cannot be sent: character 2 of its value is the control character U+001B",
                "X-A: \\u20ac\\u007fb         | headers: header X-A cannot be sent: character 2 of its value is the control character U+007F",
                "X-A: a\\ud800                | headers: header X-A cannot be sent: character 2 of its value is half of one",
                "X-A: a, X-B: \\u007f         | headers: header X-B cannot be sent: character 1 of its value is the control character U+007F",
                "Content-Length: 7            | headers: header Content-Length cannot be given: it is counted from the body",
                "transfer-encoding: chunked   | headers: header transfer-encoding cannot be given: a body is sent whole",
                "Upgrade: h2c                 | headers: header Upgrade cannot be given: checks speak only HTTP/1.1",
                "Host: a.example, host: b     | headers: header host is given twice; it can have only one value",
                "X A: 1                       | headers: a header must be written as Name: value, one per line",
                ": 1                          | headers: a header must be written as Name: value, one per line",
                "X-\\u00e9: 1                 | headers: a header must be written as Name: value, one per line",
                "X-A: 1\\nno header           | headers: a header must be written as Name: value, one per line",
            })
    void areRefusedWhenTheyCannotBeSent(String written, String problem) {
        assertThat(problems("headers", unescaped(written))).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Price: 5 \\u20ac",
                "X-Face: \\ud83d\\ude00",
                "X-A: a\\tb",
                "X-Empty:",
                "Host: shop.example",
                "Connection: close",
                "X-A: 1, X-A: 2",
                "Accept: text/html, application/json",
            })
    void areTakenWhenTheyCan(String written) {
        assertThat(problems("headers", unescaped(written))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authToken  | a\\nb           | authToken: the token cannot be sent: character 2 of its value is the control character U+000A",
                "authToken  | a\\r\\nX-Evil: 1 | authToken: the token cannot be sent: character 2 of its value is the control character U+000D",
                "authHeader | X Auth          | authHeader: \"X Auth\" is not the name of an HTTP header",
                "authHeader | Content-Length  | authHeader: header Content-Length cannot be given: it is counted from the body",
                "method     | CONNECT         | method: \"CONNECT\" asks a proxy for a tunnel, which a check does not use",
            })
    void tokensAreRefusedToo(String name, String written, String problem) {
        assertThat(problems(name, unescaped(written))).containsExactly(problem);
    }

    @Test
    void aTokenOfPryvIsRefusedToo() {
        assertThat(problems("pryv-core", Map.of("hostname", "core.example", "token", "a\u0001b")))
                .containsExactly(
                        "token: the token cannot be sent: character 2 of its value is the control character U+0001");
    }

    private static List<String> problems(String name, String value) {
        return problems("http", Map.of("url", "http://a.example/", name, value));
    }

    private static List<String> problems(String type, Map<String, String> values) {
        Parameters parameters = new Parameters(new HashMap<>(values));
        try (Probes probes = new Probes(
                new HttpTransport(), TokenSettings.NONE, new HeartbeatBook(), Clock.systemUTC(), new Secrets())) {
            probes.create(type, "a-check", parameters, Duration.ofSeconds(1));
        }
        return parameters.problems(List.of()).stream().map(Problem::toString).toList();
    }

    private static String unescaped(String text) {
        return java.util.regex.Pattern.compile("\\\\u([0-9a-f]{4})")
                .matcher(text)
                .replaceAll(match -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(match.group(1), 16))))
                .replace("\\r", "\r")
                .replace("\\n", "\n")
                .replace("\\t", "\t");
    }
}
