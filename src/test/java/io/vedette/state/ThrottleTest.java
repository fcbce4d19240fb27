package io.vedette.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.state.Throttle.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThrottleTest {

    private static final Instant NOW = TestClock.START;
    private static final Duration ERROR_INTERVAL = Duration.ofMinutes(8);

    @ParameterizedTest(name = "{0}, muted by {1}, told {2} and a problem {3} minutes ago: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                // health, mute, told, minutes since the last problem or reminder, why
                "PENDING , NONE      , OK      , - , NOT_KNOWN_YET",
                "PENDING , NONE      , ERROR   , 90, NOT_KNOWN_YET",
                "OK      , NONE      , OK      , - , NOTHING_TO_TELL",
                "OK      , NONE      , OK      , 3 , NOTHING_TO_TELL",
                "OK      , NONE      , ERROR   , 0 , PROBLEM_IS_OVER",
                "OK      , NONE      , DEGRADED, 90, PROBLEM_IS_OVER",
                "OK      , DEPENDENCY, ERROR   , 3 , PROBLEM_IS_OVER",
                "OK      , SILENCED  , ERROR   , 3 , PROBLEM_IS_OVER",
                "ERROR   , NONE      , OK      , - , PROBLEM_IS_NEW",
                "DEGRADED, NONE      , OK      , - , PROBLEM_IS_NEW",
                "ERROR   , NONE      , OK      , 7 , WITHIN_ERROR_INTERVAL",
                "ERROR   , NONE      , OK      , 8 , PROBLEM_IS_NEW",
                "ERROR   , NONE      , DEGRADED, 7 , WITHIN_ERROR_INTERVAL",
                "ERROR   , NONE      , DEGRADED, 8 , PROBLEM_IS_NEW",
                "DEGRADED, NONE      , ERROR   , 7 , WITHIN_ERROR_INTERVAL",
                "DEGRADED, NONE      , ERROR   , 8 , PROBLEM_IS_NEW",
                "ERROR   , NONE      , ERROR   , 7 , ALREADY_TOLD",
                "ERROR   , NONE      , ERROR   , 8 , PROBLEM_LASTS",
                "DEGRADED, NONE      , DEGRADED, 9 , PROBLEM_LASTS",
                "ERROR   , DEPENDENCY, OK      , - , MUTED",
                "ERROR   , MAINTENANCE, ERROR  , 90, MUTED",
                "SLEEPING, SLEEPING  , ERROR   , 90, MUTED",
                "SLEEPING, SLEEPING  , OK      , - , MUTED",
                // The clock was set back since: a little keeps quiet, a lot does not silence for so long.
                "ERROR   , NONE      , ERROR   , -3, ALREADY_TOLD",
                "ERROR   , NONE      , ERROR   , -1440, PROBLEM_LASTS",
            })
    void decides(Health health, Mute mute, Health told, Integer minutesAgo, Why why) {
        Optional<Instant> problemAt =
                Optional.ofNullable(minutesAgo).map(minutes -> NOW.minus(Duration.ofMinutes(minutes)));

        assertThat(Throttle.decide(health, false, mute, new LastNotified(told, problemAt), ERROR_INTERVAL, NOW))
                .isEqualTo(why);
    }

    @ParameterizedTest
    @EnumSource(value = Mute.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void tellsNoProblemWhileMuted(Mute mute) {
        assertThat(Throttle.decide(Health.ERROR, false, mute, LastNotified.NOTHING, ERROR_INTERVAL, NOW))
                .isEqualTo(Why.MUTED);
    }

    @Test
    void remindsEveryTimeWithoutAnErrorInterval() {
        LastNotified told = new LastNotified(Health.ERROR, Optional.of(NOW));

        assertThat(Throttle.decide(Health.ERROR, false, Mute.NONE, told, Duration.ZERO, NOW))
                .isEqualTo(Why.PROBLEM_LASTS);
    }

    @Test
    void remembersThroughARecoveryWhenAProblemWasTold() {
        LastNotified told = LastNotified.NOTHING
                .after(AlertKind.PROBLEM, Health.ERROR, NOW)
                .after(AlertKind.RECOVERY, Health.OK, NOW.plusSeconds(60));

        assertThat(told).isEqualTo(new LastNotified(Health.OK, Optional.of(NOW)));
    }
}
