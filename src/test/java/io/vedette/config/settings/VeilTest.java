package io.vedette.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VeilTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s3cret-VaLue | no bean s3cret-VaLue                | no bean {{x}}",
                "s3cret-VaLue | no bean S3CRET-value                | no bean {{x}}",
                "s3cret VaLue | no host s3cret%20VaLue              | no host {{x}}",
                "s3cret VaLue | at position 3: ret VaLue            | at position 3: {{x}}",
                "s3cret/VaLue | no scheme s3cret                    | no scheme {{x}}",
                "production   | no bean production in relation      | no bean {{x}} in relation",
                "ab           | no ab, no cab                       | no {{x}}, no cab",
                "s3cret       | nothing of it                       | nothing of it",
            })
    void hidesWhatMayBeSecretWholeAndInPieces(String value, String message, String shown) {
        assertThat(new Veil(List.of(new Veil.Value("{{x}}", value, true))).over(message))
                .isEqualTo(shown);
    }

    @Test
    void hidesOnlyTheWholeOfWhatStandsInTheFile() {
        Veil veil = new Veil(List.of(new Veil.Value("{{my.url}}", "http://localhost/a", false)));

        assertThat(veil.over("http://localhost/a: component http on localhost"))
                .isEqualTo("{{my.url}}: component http on localhost");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a{{x}}b{{y:z}}    | {{x}},{{y:z}}",
                "{{a{{b}}c}}       | {{a{{b}}c}},{{b}}",
                "\\{{x}}{{y}}      | {{y}}",
                "{{x               | ''",
            })
    void findsPlaceholdersAndThoseWithinThem(String text, String found) {
        assertThat(String.join(",", Veil.placeholders(text))).isEqualTo(found);
    }
}
