package io.vedette.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.contract.Checks;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.state.Transition.Why;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateMachineTest {

    private static final Instant BEFORE = TestClock.START;
    private static final Instant NOW = BEFORE.plusSeconds(60);

    @ParameterizedTest(name = "{0}, {1} counted {2} times, then {3} with {4}/{5}: {6}, {7} counted {8} times ({9})")
    @CsvSource(
            nullValues = "-",
            value = {
                // before, candidate, counted, verdict, failure, success, after, candidate, counted, why
                "PENDING , -       , 0, OK      , 1, 1, OK      , -       , 0, TAKEN",
                "PENDING , -       , 0, ERROR   , 1, 1, ERROR   , -       , 0, TAKEN",
                "PENDING , -       , 0, ERROR   , 3, 1, PENDING , ERROR   , 1, COUNTING",
                "PENDING , -       , 0, OK      , 1, 2, PENDING , OK      , 1, COUNTING",
                "PENDING , ERROR   , 2, OK      , 3, 1, OK      , -       , 0, TAKEN",
                "OK      , -       , 0, OK      , 3, 1, OK      , -       , 0, UNCHANGED",
                "OK      , -       , 0, ERROR   , 3, 1, OK      , ERROR   , 1, COUNTING",
                "OK      , ERROR   , 1, ERROR   , 3, 1, OK      , ERROR   , 2, COUNTING",
                "OK      , ERROR   , 2, ERROR   , 3, 1, ERROR   , -       , 0, TAKEN",
                "OK      , ERROR   , 2, OK      , 3, 1, OK      , -       , 0, UNCHANGED",
                "OK      , ERROR   , 2, DEGRADED, 3, 1, OK      , DEGRADED, 1, COUNTING",
                "OK      , DEGRADED, 2, DEGRADED, 3, 1, DEGRADED, -       , 0, TAKEN",
                "OK      , ERROR   , 9, ERROR   , 3, 1, ERROR   , -       , 0, TAKEN",
                "DEGRADED, -       , 0, ERROR   , 2, 1, DEGRADED, ERROR   , 1, COUNTING",
                "DEGRADED, ERROR   , 1, ERROR   , 2, 1, ERROR   , -       , 0, TAKEN",
                "ERROR   , -       , 0, DEGRADED, 1, 1, DEGRADED, -       , 0, TAKEN",
                "ERROR   , -       , 0, OK      , 1, 2, ERROR   , OK      , 1, COUNTING",
                "ERROR   , OK      , 1, ERROR   , 1, 2, ERROR   , -       , 0, UNCHANGED",
                "ERROR   , OK      , 1, OK      , 1, 2, OK      , -       , 0, TAKEN",
                "OK      , -       , 0, SLEEPING, 9, 9, SLEEPING, -       , 0, TAKEN",
                "ERROR   , OK      , 2, SLEEPING, 9, 9, SLEEPING, -       , 0, TAKEN",
                "SLEEPING, -       , 0, SLEEPING, 1, 1, SLEEPING, -       , 0, UNCHANGED",
                "SLEEPING, -       , 0, OK      , 1, 1, OK      , -       , 0, TAKEN",
                "SLEEPING, -       , 0, OK      , 1, 2, SLEEPING, OK      , 1, COUNTING",
                "SLEEPING, -       , 0, ERROR   , 2, 1, SLEEPING, ERROR   , 1, COUNTING",
                "SLEEPING, ERROR   , 1, ERROR   , 2, 1, ERROR   , -       , 0, TAKEN",
            })
    void takes(
            Health before,
            Status candidate,
            int counted,
            Status verdict,
            int failure,
            int success,
            Health after,
            Status candidateAfter,
            int countedAfter,
            Why why) {
        CheckState state = state(before, candidate, counted);

        Transition transition = StateMachine.take(
                state, Checks.verdict(verdict), new Thresholds(failure, success), Flapping.Limit.OFF, NOW);

        assertThat(transition.before()).isEqualTo(state);
        assertThat(transition.why()).isEqualTo(why);
        assertThat(transition.after().health()).isEqualTo(after);
        assertThat(transition.after().candidate()).isEqualTo(Optional.ofNullable(candidateAfter));
        assertThat(transition.after().counted()).isEqualTo(countedAfter);
        assertThat(transition.changed()).isEqualTo(before != after);
    }

    @Test
    void remembersSinceWhenAndAfterWhatAndWhy() {
        Verdict verdict = Checks.verdict(Status.ERROR);

        CheckState after = StateMachine.take(
                        state(Health.OK, null, 0), verdict, Thresholds.AT_ONCE, Flapping.Limit.OFF, NOW)
                .after();

        assertThat(after)
                .isEqualTo(new CheckState(Health.ERROR, NOW, Health.OK, Optional.of(verdict), Optional.empty(), 0));
    }

    @Test
    void keepsSinceWhileTheStateLasts() {
        CheckState state = state(Health.ERROR, Status.OK, 1);

        CheckState after = StateMachine.take(
                        state, Checks.verdict(Status.ERROR), Thresholds.AT_ONCE, Flapping.Limit.OFF, NOW)
                .after();

        assertThat(after.since()).isEqualTo(BEFORE);
    }

    @Test
    void aPauseChangesHowItIsShownAndNothingElse() {
        CheckState failing = state(Health.ERROR, Status.OK, 1);

        Transition paused = StateMachine.pause(failing, Pause.from(NOW));
        Transition resumed = StateMachine.resume(paused.after());

        assertThat(paused.why()).isEqualTo(Why.PAUSED);
        assertThat(paused.after().shown()).isEqualTo(Health.PAUSED);
        assertThat(paused.isSeen()).isTrue();
        assertThat(paused.changed()).isFalse();
        assertThat(resumed.why()).isEqualTo(Why.RESUMED);
        assertThat(resumed.after()).isEqualTo(failing);
    }

    @Test
    void anotherPauseTakesThePlaceOfOneThatIsOn() {
        CheckState paused = StateMachine.pause(state(Health.OK, null, 0), Pause.from(BEFORE))
                .after();
        Pause other = new Pause(NOW, Optional.of(NOW.plusSeconds(60)), "disks", "ann");

        CheckState after = StateMachine.pause(paused, other).after();

        assertThat(after.pause()).contains(new Pause(BEFORE, Optional.of(NOW.plusSeconds(60)), "disks", "ann"));
        assertThat(StateMachine.pause(paused, Pause.from(NOW)))
                .isEqualTo(new Transition(paused, paused, Why.UNCHANGED));
    }

    @Test
    void resumesOnlyWhatIsPaused() {
        CheckState running = state(Health.ERROR, null, 0);

        assertThat(StateMachine.resume(running)).isEqualTo(new Transition(running, running, Why.UNCHANGED));
    }

    @ParameterizedTest(name = "{0}, asleep, then {1}: since {2}, problem since {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "ERROR   , ERROR   , 0 , 0",
                "DEGRADED, DEGRADED, 0 , 0",
                "ERROR   , DEGRADED, 20, 0",
                "DEGRADED, ERROR   , 20, 0",
                "ERROR   , OK      , 20, 0",
                "OK      , OK      , 0 , -",
                "OK      , ERROR   , 20, 20",
            })
    void aStateGoesOnAfterASleep(Status before, Status after, int since, Integer problemSince) {
        CheckState awake = take(CheckState.pending(BEFORE), before, 0);
        CheckState asleep = take(awake, Status.SLEEPING, 10);
        CheckState again = take(asleep, after, 20);

        assertThat(asleep.since()).isEqualTo(NOW.plusSeconds(10));
        assertThat(again.since()).isEqualTo(NOW.plusSeconds(since));
        assertThat(again.problemSince())
                .isEqualTo(Optional.ofNullable(problemSince).map(NOW::plusSeconds));
    }

    @Test
    void aProblemBeginsOnceThoughItGetsWorseAndBetter() {
        CheckState degraded = take(CheckState.pending(BEFORE), Status.DEGRADED, 0);
        CheckState worse = take(degraded, Status.ERROR, 5);
        CheckState better = take(worse, Status.DEGRADED, 9);
        CheckState well = take(better, Status.OK, 12);

        assertThat(List.of(worse, better, well))
                .extracting(CheckState::problemSince)
                .containsOnly(Optional.of(NOW));
        assertThat(take(well, Status.ERROR, 15).problemSince()).contains(NOW.plusSeconds(15));
    }

    private static CheckState take(CheckState before, Status status, long seconds) {
        return StateMachine.take(
                        before,
                        Checks.verdict(status),
                        Thresholds.AT_ONCE,
                        Flapping.Limit.OFF,
                        NOW.plusSeconds(seconds))
                .after();
    }

    private static CheckState state(Health health, Status candidate, int counted) {
        return new CheckState(
                health, BEFORE, Health.PENDING, Optional.empty(), Optional.ofNullable(candidate), counted);
    }
}
