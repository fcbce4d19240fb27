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

        assertThat(decide(state(health), mute, new LastNotified(told, problemAt)))
                .isEqualTo(why);
    }

    @ParameterizedTest
    @EnumSource(value = Mute.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void tellsNoProblemWhileMuted(Mute mute) {
        assertThat(decide(state(Health.ERROR), mute, LastNotified.NOTHING)).isEqualTo(Why.MUTED);
    }

    @Test
    void remindsEveryTimeWithoutAnErrorInterval() {
        LastNotified told = new LastNotified(Health.ERROR, Optional.of(NOW));

        assertThat(Throttle.decide(state(Health.ERROR), Mute.NONE, told, Duration.ZERO, Terms.STANDARD, NOW))
                .isEqualTo(Why.PROBLEM_LASTS);
    }

    @Test
    void remembersThroughARecoveryWhenAProblemWasTold() {
        LastNotified told = LastNotified.NOTHING
                .after(AlertKind.PROBLEM, Health.ERROR, false, Optional.empty(), "", NOW)
                .after(AlertKind.RECOVERY, Health.OK, false, Optional.empty(), "", NOW.plusSeconds(60));

        assertThat(told).isEqualTo(new LastNotified(Health.OK, Optional.of(NOW)));
    }

    @ParameterizedTest(name = "{0} for {1} minutes, told {2} {3} minutes ago, terms {4} after {5} min, {6}, {7}: {8}")
    @CsvSource(
            nullValues = "-",
            value = {
                // health, minutes it lasts, told, minutes since, minimum, after, active, reminders in minutes, why
                "ERROR   , 0 , OK      , - , DEGRADED, 15, true , 0 , NOT_LONG_ENOUGH",
                "ERROR   , 14, OK      , - , DEGRADED, 15, true , 0 , NOT_LONG_ENOUGH",
                "ERROR   , 15, OK      , - , DEGRADED, 15, true , 0 , PROBLEM_IS_NEW",
                "ERROR   , 15, OK      , 7 , DEGRADED, 15, true , 0 , WITHIN_ERROR_INTERVAL",
                "OK      , 99, OK      , - , DEGRADED, 15, true , 0 , NOTHING_TO_TELL",
                "OK      , 99, ERROR   , 7 , DEGRADED, 15, true , 0 , PROBLEM_IS_OVER",
                "ERROR   , 1 , ERROR   , 9 , DEGRADED, 15, true , 0 , PROBLEM_LASTS", // it knows already
                "DEGRADED, 90, OK      , - , ERROR   , 0 , true , 0 , NOT_BAD_ENOUGH",
                "ERROR   , 90, OK      , - , ERROR   , 0 , true , 0 , PROBLEM_IS_NEW",
                "DEGRADED, 90, ERROR   , 9 , ERROR   , 0 , true , 0 , PROBLEM_IS_NEW", // what it was told is true no
                // more
                "DEGRADED, 90, DEGRADED, 99, ERROR   , 0 , true , 0 , ALREADY_TOLD",
                "OK      , 90, DEGRADED, 99, ERROR   , 0 , true , 0 , PROBLEM_IS_OVER",
                "ERROR   , 90, OK      , - , DEGRADED, 0 , false, 0 , OUTSIDE_HOURS",
                "OK      , 90, ERROR   , 99, DEGRADED, 0 , false, 0 , OUTSIDE_HOURS",
                "ERROR   , 90, ERROR   , 99, DEGRADED, 0 , true , - , ALREADY_TOLD",
                "ERROR   , 90, DEGRADED, 99, DEGRADED, 0 , true , - , PROBLEM_IS_NEW",
                "ERROR   , 90, ERROR   , 59, DEGRADED, 0 , true , 60, ALREADY_TOLD",
                "ERROR   , 90, ERROR   , 60, DEGRADED, 0 , true , 60, PROBLEM_LASTS",
                "ERROR   , 90, ERROR   , 7 , DEGRADED, 0 , true , 5 , ALREADY_TOLD", // the error interval holds in any
                // case
            })
    void decidesOnTheTermsOfTheTarget(
            Health health,
            int lasts,
            Health told,
            Integer minutesAgo,
            Health minimum,
            int after,
            boolean active,
            Integer reminders,
            Why why) {
        Instant since = NOW.minus(Duration.ofMinutes(lasts));
        CheckState state = new CheckState(health, since, Health.OK, Optional.empty(), Optional.empty(), 0);
        Terms terms = new Terms(
                minimum,
                Duration.ofMinutes(after),
                active,
                Optional.ofNullable(reminders).map(Duration::ofMinutes));
        LastNotified last = new LastNotified(
                told, Optional.ofNullable(minutesAgo).map(minutes -> NOW.minus(Duration.ofMinutes(minutes))));

        assertThat(Throttle.decide(state, Mute.NONE, last, ERROR_INTERVAL, terms, NOW))
                .isEqualTo(why);
    }

    @ParameterizedTest(name = "acknowledged when {0}, then {1}, told {2} and of the acknowledgement: {3}: {4}")
    @CsvSource({
        "ERROR   , ERROR   , ERROR   , false, PROBLEM_IS_ACKNOWLEDGED",
        "ERROR   , ERROR   , ERROR   , true , ACKNOWLEDGED",
        "ERROR   , ERROR   , OK      , false, ACKNOWLEDGED", // who was told nothing hears nothing
        "ERROR   , DEGRADED, ERROR   , true , ACKNOWLEDGED",
        "DEGRADED, ERROR   , DEGRADED, true , PROBLEM_IS_NEW", // it got worse
        "ERROR   , SLEEPING, ERROR   , false, MUTED",
        "ERROR   , OK      , ERROR   , true , PROBLEM_IS_OVER",
        "ERROR   , OK      , ERROR   , false, PROBLEM_IS_OVER",
        "ERROR   , OK      , OK      , false, NOTHING_TO_TELL",
    })
    void tellsOnceWhoHasTheProblemInHandUntilItIsOverOrGetsWorse(
            Health acknowledged, Health then, Health told, boolean known, Why why) {
        Instant at = NOW.minus(Duration.ofMinutes(20));
        CheckState before = state(acknowledged);
        CheckState state = StateMachine.acknowledge(before, new Acknowledgement(at, acknowledged, "on it", "ann"))
                .after();
        CheckState later = then == acknowledged ? state : state.taking(then, Optional.empty(), NOW);
        LastNotified last =
                new LastNotified(told, Optional.of(at), false, known ? Optional.of(at) : Optional.empty(), "");

        assertThat(decide(later, Mute.NONE, last)).isEqualTo(why);
    }

    @Test
    void acknowledgesNoProblemThatIsNotThere() {
        CheckState well = state(Health.OK);

        Transition step = StateMachine.acknowledge(well, new Acknowledgement(NOW, Health.ERROR, "", ""));

        assertThat(step.why()).isEqualTo(Transition.Why.UNCHANGED);
        assertThat(step.after().acknowledgement()).isEmpty();
    }

    private static CheckState state(Health health) {
        return new CheckState(health, NOW.minusSeconds(60), Health.OK, Optional.empty(), Optional.empty(), 0);
    }

    private static Why decide(CheckState state, Mute mute, LastNotified last) {
        return Throttle.decide(state, mute, last, ERROR_INTERVAL, Terms.STANDARD, NOW);
    }
}
