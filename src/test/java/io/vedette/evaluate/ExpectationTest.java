package io.vedette.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import io.vedette.state.ClockStep;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** That messages keep coming. */
class ExpectationTest {

    private static final Duration EVERY = Duration.ofMinutes(5);
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock();
    private final AtomicReference<Duration> stood = new AtomicReference<>(Duration.ZERO);
    private boolean running = true;
    private final Expectation expectation =
            new Expectation(EVERY, INTERVAL, clock.instant(), () -> running, time -> stood.get());

    @Test
    void isMetByAMessageInTime() {
        clock.forward(EVERY);
        expectation.heard(clock.instant());
        clock.forward(EVERY);

        assertThat(expectation.look(clock.instant())).isEmpty();
    }

    @Test
    void isMissedByOneMoment() {
        expectation.heard(clock.instant());
        clock.forward(EVERY.plusSeconds(1));

        assertThat(expectation.look(clock.instant())).hasValueSatisfying(verdict -> {
            assertThat(verdict.reason()).contains(Reason.MISSED);
            assertThat(verdict.message()).isEqualTo("no message for 5m1s, one is expected at least every 5m");
        });
    }

    @Test
    void tellsThatNoneHasEverCome() {
        clock.forward(Duration.ofMinutes(6));

        assertThat(expectation.look(clock.instant()).map(Verdict::message))
                .contains("no message has come since 2026-03-01T12:00:00Z, one is expected at least every 5m");
    }

    @Test
    void isMissedAgainEveryInterval() {
        clock.forward(Duration.ofMinutes(6));
        assertThat(expectation.look(clock.instant())).isPresent();
        assertThat(expectation.look(clock.forward(INTERVAL).instant())).isEmpty();
        assertThat(expectation.look(clock.forward(Duration.ofSeconds(1)).instant()))
                .isPresent();
    }

    @Test
    void doesNotCountTheTimeInWhichThisProcessStoodStill() {
        stood.set(Duration.ofMinutes(10));
        clock.forward(Duration.ofMinutes(14));
        assertThat(expectation.look(clock.instant())).isEmpty();

        clock.forward(Duration.ofMinutes(2));
        assertThat(expectation.look(clock.instant())).isPresent();
    }

    @Test
    void beginsAnewWhenItsRouteRunsAgain() {
        running = false;
        clock.forward(Duration.ofHours(1));
        assertThat(expectation.look(clock.instant())).isEmpty();

        running = true;
        clock.forward(EVERY);
        assertThat(expectation.look(clock.instant())).isEmpty();
        assertThat(expectation.look(clock.forward(Duration.ofSeconds(1)).instant()))
                .isPresent();
    }

    @Test
    void movesAlongWithAClockThatIsSet() {
        expectation.heard(clock.instant());
        clock.forward(Duration.ofHours(2));
        expectation.clockWasSet(new ClockStep(Duration.ofHours(2), clock.instant()));

        assertThat(expectation.look(clock.instant())).isEmpty();
        assertThat(expectation.look(clock.forward(EVERY.plusSeconds(3)).instant()))
                .isPresent();
    }

    @Test
    void countsOnUnderAnotherDefinition() {
        clock.forward(Duration.ofMinutes(4));
        Expectation next = new Expectation(EVERY, INTERVAL, clock.instant(), () -> true, time -> Duration.ZERO);
        next.goOnFrom(expectation);

        assertThat(next.look(clock.forward(Duration.ofMinutes(2)).instant())).isPresent();
    }
}
