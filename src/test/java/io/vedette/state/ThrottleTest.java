package io.vedette.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.state.Throttle.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThrottleTest {

    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration ERROR_INTERVAL = Duration.ofMinutes(8);

    /** What the target was told last, and how many minutes ago it was told a problem; empty: never. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # health   | mute        | told     | minutes | why
            PENDING    | NONE        | OK       |         | NOT_KNOWN_YET
            PENDING    | NONE        | ERROR    | 60      | NOT_KNOWN_YET
            SLEEPING   | SLEEPING    | OK       |         | MUTED
            SLEEPING   | SLEEPING    | ERROR    | 60      | MUTED
            SLEEPING   | NONE        | ERROR    | 60      | MUTED
            PAUSED     | PAUSED      | ERROR    | 60      | MUTED
            OK         | NONE        | OK       |         | NOTHING_TO_TELL
            OK         | NONE        | OK       | 1       | NOTHING_TO_TELL
            OK         | NONE        | OK       | 60      | NOTHING_TO_TELL
            OK         | NONE        | ERROR    | 0       | PROBLEM_IS_OVER
            OK         | NONE        | ERROR    | 60      | PROBLEM_IS_OVER
            OK         | NONE        | DEGRADED | 1       | PROBLEM_IS_OVER
            OK         | DEPENDENCY  | ERROR    | 1       | PROBLEM_IS_OVER
            OK         | MAINTENANCE | ERROR    | 1       | PROBLEM_IS_OVER
            ERROR      | NONE        | OK       |         | PROBLEM_IS_NEW
            DEGRADED   | NONE        | OK       |         | PROBLEM_IS_NEW
            ERROR      | NONE        | OK       | 7.9     | WITHIN_ERROR_INTERVAL
            ERROR      | NONE        | OK       | 8       | PROBLEM_IS_NEW
            ERROR      | NONE        | ERROR    | 0       | ALREADY_TOLD
            ERROR      | NONE        | ERROR    | 7.9     | ALREADY_TOLD
            ERROR      | NONE        | ERROR    | 8       | PROBLEM_LASTS
            ERROR      | NONE        | ERROR    | 600     | PROBLEM_LASTS
            ERROR      | NONE        | DEGRADED | 7.9     | WITHIN_ERROR_INTERVAL
            ERROR      | NONE        | DEGRADED | 8       | PROBLEM_IS_NEW
            DEGRADED   | NONE        | ERROR    | 7.9     | WITHIN_ERROR_INTERVAL
            DEGRADED   | NONE        | ERROR    | 8       | PROBLEM_IS_NEW
            DEGRADED   | NONE        | DEGRADED | 8       | PROBLEM_LASTS
            ERROR      | DEPENDENCY  | OK       |         | MUTED
            ERROR      | DEPENDENCY  | ERROR    | 60      | MUTED
            ERROR      | SILENCED    | OK       |         | MUTED
            ERROR      | MAINTENANCE | OK       |         | MUTED
            ERROR      | OFFLINE     | DEGRADED | 60      | MUTED
            DEGRADED   | DEPENDENCY  | OK       |         | MUTED
            """)
    void decides(Health health, Mute mute, Health told, Double minutes, Why why) {
        assertThat(Throttle.decide(health, mute, told(told, minutes), ERROR_INTERVAL, NOW))
                .isEqualTo(why);
    }

    @Test
    void remindsEveryTimeWithoutAnErrorInterval() {
        assertThat(Throttle.decide(Health.ERROR, Mute.NONE, told(Health.ERROR, 0.0), Duration.ZERO, NOW))
                .isEqualTo(Why.PROBLEM_LASTS);
    }

    @ParameterizedTest
    @CsvSource({"-1,ALREADY_TOLD", "-7.9,ALREADY_TOLD", "-8,PROBLEM_LASTS", "-1440,PROBLEM_LASTS"})
    void isNotSilencedForLongByAClockThatWasSetBack(double minutes, Why why) {
        assertThat(Throttle.decide(Health.ERROR, Mute.NONE, told(Health.ERROR, minutes), ERROR_INTERVAL, NOW))
                .isEqualTo(why);
    }

    @ParameterizedTest
    @EnumSource(
            value = Mute.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NONE"})
    void tellsNoProblemWhileMuted(Mute mute) {
        assertThat(Throttle.decide(Health.ERROR, mute, Told.NOTHING, ERROR_INTERVAL, NOW)
                        .kind())
                .isEmpty();
    }

    @Test
    void countsTheErrorIntervalFromTheLastProblemAlsoAfterARecovery() {
        Told recovered = Told.NOTHING
                .after(AlertKind.PROBLEM, Health.ERROR, NOW.minusSeconds(60))
                .after(AlertKind.RECOVERY, Health.OK, NOW.minusSeconds(30));

        assertThat(recovered).isEqualTo(new Told(Health.OK, Optional.of(NOW.minusSeconds(60))));
        assertThat(Throttle.decide(Health.ERROR, Mute.NONE, recovered, ERROR_INTERVAL, NOW))
                .isEqualTo(Why.WITHIN_ERROR_INTERVAL);
    }

    private static Told told(Health health, Double minutesAgo) {
        return new Told(
                health, Optional.ofNullable(minutesAgo).map(minutes -> NOW.minusSeconds(Math.round(minutes * 60))));
    }
}
