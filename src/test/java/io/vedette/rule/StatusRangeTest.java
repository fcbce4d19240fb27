package io.vedette.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vedette.rule.kind.Answering;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusRangeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2xx             | 200 | true",
                "2XX             | 299 | true",
                "2xx             | 300 | false",
                "200             | 200 | true",
                "200             | 201 | false",
                "200,201         | 201 | true",
                "200-204         | 200 | true",
                "200-204         | 204 | true",
                "200-204         | 205 | false",
                "200 - 204 , 3xx, 404 | 302 | true",
                "200-204, 3xx, 404    | 404 | true",
                "200-204, 3xx, 404    | 405 | false",
                "2xx             | 0   | false",
                "2xx             | -1  | false",
                "2xx             | 199 | false",
                "2xx             | 2147483647 | false",
                "' 200 , 3xx '   | 302 | true",
            })
    void holdsWhatIsWritten(String text, int status, boolean contained) {
        assertThat(StatusRange.parse(text).contains(status)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "200,", "20", "2000", "xxx", "x00", "099", "2yx", "ok", "204-200", "200-", "-200", "２００"
            })
    void refusesWhatIsNoStatus(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> StatusRange.parse(text));
    }

    @Test
    void showsWhatWasSeenAndWhatWasExpected() {
        Verdict verdict = StatusRange.parse("200,201")
                .expect(Answering.http(404, new byte[0]))
                .judge(response -> Verdict.ok());

        assertThat(verdict.reason()).contains(Reason.HTTP_STATUS);
        assertThat(verdict.message()).isEqualTo("status 404, expected 200,201");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ok      | \"ok\" is not an HTTP status; write 200, 2xx, 200-204 or a comma list of these",
                "20x     | \"20x\" is not an HTTP status; write 200, 2xx, 200-204 or a comma list of these",
                "6xx     | \"6xx\" is not an HTTP status; write 200, 2xx, 200-204 or a comma list of these",
                "200,    | \"\" is not an HTTP status; write 200, 2xx, 200-204 or a comma list of these",
                "204-200 | \"204-200\" ends before it begins",
                "099     | \"099\" is not between 100 and 599",
                "101     | \"101\" never comes true: a status below 200 only announces the answer, which has another one",
                "1xx     | \"1xx\" never comes true: a status below 200 only announces the answer, which has another one",
                "200-600 | \"200-600\" is not between 100 and 599",
            })
    void tellsWhatIsNoStatus(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatusRange.parse(text))
                .withMessage(message);
    }
}
