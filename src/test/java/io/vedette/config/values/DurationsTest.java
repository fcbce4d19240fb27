package io.vedette.config.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    private static final long HUNDRED_YEARS_OF_MILLIS = 36_500L * 24 * 60 * 60 * 1000;

    @ParameterizedTest
    @CsvSource({
        "60s, PT1M",
        "8m, PT8M",
        "2h, PT2H",
        "3d, PT72H",
        "250ms, PT0.25S",
        "60, PT1M",
        "0, PT0S",
        "0s, PT0S",
        "1.5, PT1.5S",
        "0.5h, PT30M",
        "2h30m, PT2H30M",
        "1d2h3m4s5ms, PT26H3M4.005S",
        "'  8m ', PT8M",
        "1 h 30 m, PT1H30M",
        "5M, PT5M",
        "36500d, PT876000H"
    })
    void readsWhatOperatorsWrite(String text, Duration expected) {
        assertThat(Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "m",
                "s60",
                "-5s",
                "+5s",
                "5 minutes",
                "60sec",
                "1.s",
                ".5s",
                "1,5s",
                "1 0s",
                "PT1M",
                "1e3",
                "٣s",
                "1w",
                "5s!",
                "1.5.5s",
                "9999999999999s"
            })
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"" + text + "\" is not a duration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"36501d", "999999999999d", "999999999999d999999999999d", "999999999999"})
    void refusesMoreThanAHundredYears(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).hasMessage("\"" + text + "\" is longer than 100 years");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0s", "0.0004s", "0.5ms"})
    void refusesWhatNoTimerCanWaitFor(String text) {
        assertThatThrownBy(() -> Durations.parsePositive(text)).hasMessage("\"" + text + "\" must be longer than 0s");
    }

    @Test
    void showsTheValueItSaw() {
        assertThatThrownBy(() -> Durations.parse("6x"))
                .hasMessage("\"6x\" is not a duration; write 60s, 8m, 2h, 3d, 250ms or a number of seconds");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT8M, 8m",
        "PT1H30M, 1h30m",
        "PT1.5S, 1.5s",
        "PT0.25S, 250ms",
        "PT25H, 1d1h",
        "PT-5M, -5m",
        "PT0.0000001S, 0s",
        "PT-0.0000001S, 0s"
    })
    void writesTheShortestForm(Duration duration, String expected) {
        assertThat(Durations.format(duration)).isEqualTo(expected);
    }

    @Property
    void readsWhatItWrites(@ForAll @LongRange(min = 0, max = HUNDRED_YEARS_OF_MILLIS) long millis) {
        Duration duration = Duration.ofMillis(millis);

        assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
    }

    @Property
    void answersAnyTextWithADurationOrAMessage(@ForAll String text) {
        try {
            assertThat(Durations.parse(text)).isGreaterThanOrEqualTo(Duration.ZERO);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).startsWith("\"");
        }
    }
}
