package io.vedette.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusCodesTest {

    @ParameterizedTest
    @CsvSource({
        "2xx, 200, true",
        "2xx, 299, true",
        "2xx, 199, false",
        "2xx, 300, false",
        "2XX, 204, true",
        "20x, 209, true",
        "20x, 210, false",
        "200, 200, true",
        "200, 201, false",
        "'200,201', 201, true",
        "' 200 , 3xx ', 302, true",
        "200-204, 200, true",
        "200-204, 204, true",
        "200-204, 205, false",
        "200 - 204, 202, true",
        "2xx-3xx, 399, true",
        "2xx, -1, false",
        "2xx, 0, false",
        "2xx, 2147483647, false"
    })
    void includeWhatIsWritten(String codes, int status, boolean included) {
        assertThat(StatusCodes.parse(codes).include(status)).isEqualTo(included);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "200,", "20", "2000", "xxx", "x00", "099", "2yx", "ok", "204-200", "200-", "-200", "２００"
            })
    void areRefusedWithAHint(String codes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatusCodes.parse(codes))
                .withMessage("\"" + codes + "\" is no list of HTTP status codes; write 2xx, 200-204 or 200,201");
    }

    @Test
    void showWhatWasSeenAndWhatWasExpected() {
        Verdict verdict = StatusCodes.parse("200,201")
                .expect(Answering.http(404, new byte[0]))
                .judge(response -> Verdict.ok());

        assertThat(verdict.reason()).contains(Reason.HTTP_STATUS);
        assertThat(verdict.message()).isEqualTo("status 404, expected 200,201");
    }
}
