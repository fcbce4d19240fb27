package io.vedette.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import io.vedette.state.Health;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmsTextTest {

    @ParameterizedTest
    @CsvSource({
        "a, 160, 1",
        "a, 161, 2",
        "€, 80, 1",
        "€, 81, 2",
        "я, 70, 1",
        "я, 71, 2",
        "я, 134, 2",
        "я, 135, 3",
        "😀, 35, 1",
        "😀, 36, 2"
    })
    void countsTheParts(String character, int times, int segments) {
        assertThat(SmsText.segments(character.repeat(times))).isEqualTo(segments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "“it’s” – gone… | \"it's\" - gone...",
                "Čeština à la crème | Cestina à la crème",
                "Привет 😀 | Привет 😀",
                "ÄÖÜß | ÄÖÜß"
            })
    void replacesWhatHasALikeness(String text, String plain) {
        assertThat(SmsText.plain(text)).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({"x, 1", "x, 3", "я, 1", "€, 2", "😀, 3", "é, 10"})
    void aMessageHasNoMorePartsThanAreAskedFor(String text, int segments) {
        TwilioTarget twilio =
                TwilioTarget.of(new Parameters(Map.of("segments", String.valueOf(segments))), Clock.systemUTC());

        String message = twilio.message(
                Digest.of(List.of(Alerts.problem("shop", Health.ERROR, text.repeat(900)), Alerts.error("other"))));

        assertThat(SmsText.segments(message)).isBetween(1, segments);
        assertThat(message).startsWith("2 problems");
    }

    @Test
    void aProblemFitsOneSegmentWhereThatIsAskedFor() {
        TwilioTarget twilio = TwilioTarget.of(new Parameters(Map.of("segments", "1")), Clock.systemUTC());

        assertThat(twilio.message(Digest.of(List.of(Alerts.error("shop-front")))))
                .startsWith("Error: shop-front is in error (stale): last run 14 minutes ago\n");
    }
}
