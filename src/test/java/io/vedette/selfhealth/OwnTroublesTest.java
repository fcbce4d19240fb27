package io.vedette.selfhealth;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.process.OwnTrouble;
import io.vedette.process.Periodic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the own health says of trouble of our own, and of tasks. */
class OwnTroublesTest {

    private static final OwnTrouble FULL = new OwnTrouble(OwnTrouble.Kind.DESCRIPTORS, "no descriptor left");

    private final TestClock clock = new TestClock();
    private final OwnTroubles troubles = new OwnTroubles(clock);

    @Test
    void isWellWhileThereIsNone() {
        assertThat(troubles.look().up()).isTrue();
        assertThat(troubles.look().data()).containsEntry("notAsked", 0L);
    }

    @Test
    void isNotWellUntilAMinuteAfterTheLastTime() {
        troubles.note(FULL, "check a is not asked");
        clock.forward(Duration.ofSeconds(59));
        troubles.note(FULL, "check b is not asked");
        clock.forward(Duration.ofSeconds(59));

        assertThat(troubles.look().up()).isFalse();
        assertThat(troubles.look().message())
                .startsWith(
                        "no descriptor left; 2 times since " + TestClock.START + " a check or target was not reached");
        assertThat(troubles.count(OwnTrouble.Kind.DESCRIPTORS)).isEqualTo(2);

        clock.forward(Duration.ofSeconds(1));
        assertThat(troubles.look().up()).isTrue();
        assertThat(troubles.look().data()).containsEntry("notAsked", 2L);
    }

    @Test
    void countsAnewAfterAPause() {
        troubles.note(FULL, "check a is not asked");
        clock.forward(Duration.ofMinutes(5));
        troubles.note(FULL, "check a is not asked");

        assertThat(troubles.look().message()).startsWith("no descriptor left; once since 20");
    }

    @Test
    void namesTheTasksThatAreStalled() {
        SelfHealth.Part part = StalledTasks.judge(List.of(
                new Periodic.State("store", Duration.ZERO, 1, Optional.empty()),
                new Periodic.State("reload", Duration.ofMinutes(5), 3, Optional.of("has not run for 300 s"))));

        assertThat(part.up()).isFalse();
        assertThat(part.name()).isEqualTo("vedette-tasks");
        assertThat(part.message()).isEqualTo("the task reload has not run for 300 s");
        assertThat(part.data())
                .containsEntry("tasks", 2)
                .containsEntry("stalled", 1)
                .containsEntry("failures", 4L);
    }
}
