package io.vedette.config.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    private static final List<String> KNOWN = List.of("interval", "errorInterval", "timeout", "url", "maxAge");

    @ParameterizedTest
    @CsvSource({
        "intervall, interval",
        "intreval, interval",
        "INTERVAL, interval",
        "errorintervall, errorInterval",
        "tiemout, timeout",
        "uri, url",
        "max-age, maxAge"
    })
    void findsTheNameThatWasMeant(String unknown, String expected) {
        assertThat(Nearest.to(unknown, KNOWN)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({"expectedStatus", "frequency", "condition"})
    void offersNothingThatIsFarOff(String unknown) {
        assertThat(Nearest.to(unknown, KNOWN)).isEmpty();
    }

    @Test
    void offersNothingWhenNothingIsKnown() {
        assertThat(Nearest.to("interval", List.of())).isEmpty();
    }

    @Test
    void takesTheFirstInTheAlphabetOfEquallyNearNames() {
        assertThat(Nearest.to("bat", List.of("rat", "cat", "hat"))).contains("cat");
    }

    @ParameterizedTest
    @CsvSource({"slakc, slack.channel", "slack.tokn, slack.token", "debgu, debug", "http, http.host"})
    void comparesAsManyPartsAsThereAre(String unknown, String expected) {
        assertThat(Nearest.of(unknown, List.of("debug", "http.host", "slack.token", "slack.channel")))
                .isEqualTo(expected);
    }

    @Test
    void comparesNoTextThatIsTooLongForAName() {
        String text = "u".repeat(1_000_000);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(Nearest.to(text, KNOWN)).isEmpty();
            assertThat(Nearest.of(text, KNOWN)).isEqualTo("errorInterval");
            assertThat(Nearest.distance("url", text)).isEqualTo(text.length());
        });
    }

    @Test
    void endsAMessageWithAQuestion() {
        assertThat(Nearest.hint("perod", List.of("period", "grace"))).isEqualTo(", did you mean \"period\"?");
        assertThat(Nearest.hint("something", List.of("period", "grace"))).isEmpty();
    }
}
