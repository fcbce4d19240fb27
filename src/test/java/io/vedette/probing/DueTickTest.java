package io.vedette.probing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.probing.DueTick.Action;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTickTest {

    private static final long DUE = Long.MAX_VALUE - Duration.ofSeconds(90).toNanos();

    @ParameterizedTest
    @CsvSource({
        // interval, late, what comes of the run, left out, the next one after the one that was due
        "PT1S, PT0S, RUN, 0, PT1S",
        "PT1S, PT0.4S, RUN, 0, PT1S",
        "PT1S, PT0.6S, LEAVE_OUT, 1, PT1S",
        "PT1S, PT0.999S, LEAVE_OUT, 1, PT1S",
        "PT1S, PT1S, LEAVE_OUT, 2, PT2S",
        "PT1S, PT20.3S, LEAVE_OUT, 21, PT21S",
        "PT0.1S, PT0.05S, RUN, 0, PT0.1S",
        "PT0.1S, PT0.3S, LEAVE_OUT, 4, PT0.4S",
        "PT60S, PT0.5S, RUN, 0, PT60S",
        "PT60S, PT20S, RUN_IN_TURN, 0, PT60S",
        "PT60S, PT31S, LEAVE_OUT, 1, PT60S",
        "PT1H, PT10M, RUN_IN_TURN, 0, PT1H",
        "PT1H, PT8H, LEAVE_OUT, 9, PT9H",
    })
    void leavesOutWhatWasMissedAndGoesOnByTheSchedule(
            Duration interval, Duration late, Action action, long missed, Duration next) {
        DueTick tick = DueTick.of(DUE, interval.toNanos(), DUE + late.toNanos());

        // The clock of System.nanoTime may pass the largest number at any time.
        assertThat(tick).isEqualTo(new DueTick(action, missed, DUE + next.toNanos()));
    }

    @Test
    void takesATickThatComesEarlyAsOnTime() {
        assertThat(DueTick.of(DUE, 1_000, DUE - 10)).isEqualTo(new DueTick(Action.RUN, 0, DUE + 1_000));
    }

    @Test
    void givesLateRunsTheirTurnsOneAfterTheOther() {
        FirstRuns runs = new FirstRuns();
        long now = System.nanoTime();

        assertThat(runs.turn(now)).isEqualTo(now);
        assertThat(runs.turn(now) - now).isEqualTo(Duration.ofMillis(10).toNanos());
        assertThat(runs.turn(now) - now).isEqualTo(Duration.ofMillis(20).toNanos());
        long later = now + Duration.ofSeconds(1).toNanos();
        assertThat(runs.turn(later)).isEqualTo(later);
    }
}
