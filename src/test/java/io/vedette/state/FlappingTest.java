package io.vedette.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.state.Throttle.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlappingTest {

    private static final Instant START = TestClock.START;
    private static final Flapping.Limit LIMIT = new Flapping.Limit(3, Duration.ofMinutes(10), Duration.ofMinutes(9));

    @ParameterizedTest(name = "changes at minutes {0}, seen at {1}: {2}")
    @CsvSource({
        // More than three within ten minutes.
        "0;1;2      , 2 , false",
        "0;1;2;3    , 3 , true",
        "0;4;8;9    , 9 , true",
        "0;4;8;10   , 10, false",
        // It settles with fewer than three, not with three.
        "0;1;2;3    , 10, true",
        "0;1;7;8    , 10, true",
        "0;1;2;3    , 12, false",
        "0;1;2;3;11 , 11, true",
        "0;1;2;3;11 , 12, false",
        // It is steady after nine minutes, whatever the window still holds.
        "0;1;1;2    , 11, false",
    })
    void beginsAndSettles(String changes, int seen, boolean flaps) {
        Flapping flapping = Flapping.NONE;
        boolean down = false;
        for (String minute : changes.split(";")) {
            flapping = flapping.changed(
                    down ? Health.ERROR : Health.OK,
                    down ? Health.OK : Health.ERROR,
                    LIMIT,
                    at(Integer.parseInt(minute)));
            down = !down;
        }

        assertThat(flapping.at(LIMIT, at(seen)).on()).isEqualTo(flaps);
    }

    @Test
    void staysSettledUntilItChangesAgain() {
        Flapping.Limit patient = new Flapping.Limit(3, Duration.ofHours(2), Duration.ofMinutes(9));
        Flapping flapping = flapping(patient);
        Flapping settled = flapping.at(patient, at(13));

        assertThat(settled.on()).isFalse();
        assertThat(settled.at(patient, at(14)).on()).isFalse();
        assertThat(settled.changed(Health.OK, Health.ERROR, patient, at(15)).on())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"OK, SLEEPING", "SLEEPING, OK", "ERROR, SLEEPING", "PENDING, ERROR", "PENDING, OK"})
    void countsNoChangeToOrFromWhatIsNoVerdictOnHealth(Health from, Health to) {
        Flapping flapping = Flapping.NONE;
        for (int minute = 0; minute < 9; minute++) {
            flapping = flapping.changed(from, to, LIMIT, at(minute));
        }

        assertThat(flapping).isEqualTo(Flapping.NONE);
    }

    @Test
    void keepsNoMoreThanItNeeds() {
        Flapping flapping = Flapping.NONE;
        for (int second = 0; second < 500; second++) {
            flapping = flapping.changed(Health.OK, Health.ERROR, LIMIT, START.plusSeconds(second));
        }

        assertThat(flapping.changes()).hasSize(4);
    }

    @Test
    void neverFlapsWithoutALimit() {
        assertThat(flapping(LIMIT).at(Flapping.Limit.OFF, at(4))).isEqualTo(Flapping.NONE);
    }

    @Test
    void doesNotFlapForADayWhenTheClockIsSetBackByOne() {
        assertThat(flapping(LIMIT).at(LIMIT, at(3).minus(Duration.ofDays(1))).on())
                .isFalse();
    }

    @ParameterizedTest(name = "{0}, flaps: {1}, muted by {2}, told {3}, told flapping: {4}, {5} minutes ago: {6}")
    @CsvSource(
            nullValues = "-",
            value = {
                // health, flaps, mute, told, told flapping, minutes since the last problem, why
                "OK      , true , NONE      , OK      , false, - , PROBLEM_FLAPS",
                "ERROR   , true , NONE      , OK      , false, - , PROBLEM_FLAPS",
                "ERROR   , true , NONE      , ERROR   , false, 8 , PROBLEM_FLAPS",
                // At most one problem in an error interval; until then a recovery is told as ever.
                "ERROR   , true , NONE      , ERROR   , false, 7 , ALREADY_TOLD",
                "ERROR   , true , NONE      , OK      , false, 7 , WITHIN_ERROR_INTERVAL",
                "OK      , true , NONE      , ERROR   , false, 7 , PROBLEM_IS_OVER",
                "OK      , true , NONE      , OK      , false, 7 , NOTHING_TO_TELL",
                // Once told, nothing until it settles: no recovery, no reminder, no other problem.
                "OK      , true , NONE      , ERROR   , true , 1 , STILL_FLAPPING",
                "ERROR   , true , NONE      , ERROR   , true , 90, STILL_FLAPPING",
                "DEGRADED, true , NONE      , ERROR   , true , 90, STILL_FLAPPING",
                "OK      , true , SILENCED  , ERROR   , true , 90, STILL_FLAPPING",
                // It settles: what is true is news, also when it is the state that was named.
                "OK      , false, NONE      , ERROR   , true , 1 , PROBLEM_IS_OVER",
                "ERROR   , false, NONE      , ERROR   , true , 7 , WITHIN_ERROR_INTERVAL",
                "ERROR   , false, NONE      , ERROR   , true , 8 , PROBLEM_IS_NEW",
                "DEGRADED, false, NONE      , ERROR   , true , 8 , PROBLEM_IS_NEW",
                "ERROR   , false, MAINTENANCE, ERROR  , true , 8 , MUTED",
                "OK      , false, SILENCED  , ERROR   , true , 8 , PROBLEM_IS_OVER",
                // Muted, it is not told to flap; a recovery of what was told is told.
                "ERROR   , true , SILENCED  , OK      , false, - , MUTED",
                "OK      , true , SILENCED  , OK      , false, - , NOTHING_TO_TELL",
                "OK      , true , OFFLINE   , ERROR   , false, 90, PROBLEM_IS_OVER",
                "SLEEPING, true , SLEEPING  , ERROR   , true , 90, MUTED",
                "PENDING , true , NONE      , ERROR   , true , 90, NOT_KNOWN_YET",
            })
    void isToldOnce(
            Health health, boolean flaps, Mute mute, Health told, boolean toldFlapping, Integer minutesAgo, Why why) {
        Optional<Instant> problemAt =
                Optional.ofNullable(minutesAgo).map(minutes -> START.minus(Duration.ofMinutes(minutes)));

        CheckState state = new CheckState(health, START, Health.OK, Optional.empty(), Optional.empty(), 0)
                .with(new Flapping(List.of(), flaps));

        assertThat(Throttle.decide(
                        state,
                        mute,
                        new LastNotified(told, problemAt, toldFlapping, Optional.empty(), ""),
                        Duration.ofMinutes(8),
                        Terms.STANDARD,
                        START))
                .isEqualTo(why);
    }

    private static Flapping flapping(Flapping.Limit limit) {
        Flapping flapping = Flapping.NONE;
        for (int minute = 0; minute < 4; minute++) {
            flapping = flapping.changed(Health.OK, Health.ERROR, limit, at(minute));
        }
        assertThat(flapping.on()).isTrue();
        return flapping;
    }

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }
}
