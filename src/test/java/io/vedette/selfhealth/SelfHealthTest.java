package io.vedette.selfhealth;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.contract.Checks;
import io.vedette.evaluate.ClockSteps;
import io.vedette.evaluate.Evaluator;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.probing.Connectivity;
import io.vedette.probing.Overtime;
import io.vedette.rule.Status;
import io.vedette.store.MemoryStore;
import io.vedette.store.StoreHealth;
import io.vedette.target.Targets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When Vedette itself is well, and when it is not. */
class SelfHealthTest {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final TestClock clock = new TestClock();
    private final MemoryStore store = new MemoryStore();
    private final Targets targets = new Targets(clock, new Random(1));
    private final Watchlist watchlist = new Watchlist();
    private final Evaluator evaluator = new Evaluator(
            watchlist, targets, store, clock, clock, Connectivity.unguarded(clock), ClockSteps.none(clock));

    @ParameterizedTest
    @CsvSource({
        "PT60S, PT10S, PT0S, true",
        "PT60S, PT10S, PT2M, true",
        "PT60S, PT10S, PT2M15S, true",
        "PT60S, PT10S, PT2M16S, false",
        // One that may take longer than its interval is not overdue while it does.
        "PT1S, PT30S, PT37S, true",
        "PT1S, PT30S, PT38S, false",
        "PT1H, PT10S, PT2H, true",
        "PT1H, PT10S, PT3H, false",
    })
    void isOverdueAfterTwoIntervalsAndTheLongestRun(Duration interval, Duration longest, Duration ago, boolean up) {
        SelfHealth.Part part = OverdueChecks.judge(
                Stream.of(new OverdueChecks.Run("a", interval, longest, ago)), List.of(), List.of());

        assertThat(part.up()).isEqualTo(up);
        assertThat(part.data()).containsEntry("scheduled", 1).containsEntry("overdue", up ? 0 : 1);
    }

    @Test
    void namesTheFirstOfManyOverdueChecks() {
        SelfHealth.Part part = OverdueChecks.judge(
                IntStream.range(0, 9)
                        .mapToObj(i -> new OverdueChecks.Run(
                                "check-" + i, Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofMinutes(i))),
                List.of(),
                List.of());

        assertThat(part.message())
                .isEqualTo(
                        "not run for two intervals: check-3 (every 1m, last started 3m ago), check-4, check-5, check-6,"
                                + " check-7 and 1 more");
        assertThat(part.data()).containsEntry("scheduled", 9).containsEntry("overdue", 6);
    }

    @Test
    void namesWhatGoesOnBeyondItsTimeAndWhatItHangsIn() {
        long longAgo = System.nanoTime() - Duration.ofMinutes(3).toNanos();

        SelfHealth.Part part = OverdueChecks.judge(
                Stream.of(new OverdueChecks.Run(
                        "a", Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(3))),
                List.of(
                        new Overtime.Hanging("a", "condition \"x\"", longAgo, this),
                        new Overtime.Hanging("b", "", longAgo, this),
                        new Overtime.Hanging("cut short in a moment", "", System.nanoTime(), this)),
                List.of());

        assertThat(part.message())
                .isEqualTo("runs too long and cannot be stopped: a (condition \"x\", for 3m), b (its probe, for 3m)");
        assertThat(part.data()).containsEntry("hanging", 2).containsEntry("overdue", 1);
    }

    @Test
    void namesWhatHadToBeStoppedAndDoesNotNameItTwice() {
        long longAgo = System.nanoTime() - Duration.ofMinutes(3).toNanos();

        SelfHealth.Part part = OverdueChecks.judge(
                Stream.empty(),
                List.of(new Overtime.Hanging("a", "condition \"x\"", longAgo, this)),
                List.of(new Overtime.Cut("a", "condition \"x\""), new Overtime.Cut("b", "condition \"y\"")));

        assertThat(part.up()).isFalse();
        assertThat(part.message())
                .isEqualTo("runs too long and cannot be stopped: a (condition \"x\", for 3m);"
                        + " stopped at the timeout every time: b (condition \"y\")");
        assertThat(part.data()).containsEntry("hanging", 1).containsEntry("stopped", 1);
    }

    @Test
    void isWellWhereNothingIsScheduled() {
        assertThat(OverdueChecks.judge(Stream.empty(), List.of(), List.of()).up())
                .isTrue();
    }

    @Test
    void saysSinceWhenTheDatabaseIsLost() {
        assertThat(LostStore.judge(StoreHealth.GOOD).up()).isTrue();
        assertThat(LostStore.judge(new StoreHealth(Optional.of(clock.instant()), "disk full", 3)))
                .isEqualTo(SelfHealth.Part.down(
                        "vedette-store",
                        "the database cannot be used since 2026-03-01T12:00:00Z: disk full",
                        Map.of("unsaved", 3)));
    }

    @Test
    void isStuckWhenATargetThatMayBeToldIsToldNothing() {
        targets.add("slack");
        fail("a");
        assertThat(outbox().up()).isTrue();

        clock.forward(StuckOutbox.PATIENCE.plus(WINDOW));
        assertThat(outbox().up()).isTrue();
        clock.forward(Duration.ofSeconds(1));

        assertThat(outbox().up()).isFalse();
        assertThat(outbox().message())
                .isEqualTo("alerts are not handed over to slack (1 waiting, nothing tried for 6m)");
        assertThat(outbox().data()).containsEntry("waiting", 1).containsEntry("stuck", 1);
        targets.delivered("slack");
        assertThat(outbox().up()).isTrue();
    }

    /** As long as it is tried: whoever is down is tried at the latest every few minutes. */
    @Test
    void isNotStuckWhileATargetRefuses() {
        targets.add("slack");
        fail("a");

        for (int i = 0; i < 100; i++) {
            targets.failed("slack", "down", Optional.empty(), i % 2 == 0);
            while (!targets.isOpen("slack")) {
                clock.forward(Duration.ofMinutes(1));
            }
            assertThat(outbox().up()).isTrue();
        }
        clock.forward(StuckOutbox.PATIENCE.plus(WINDOW).plus(Duration.ofSeconds(1)));

        assertThat(outbox().up()).as("its pause is long over").isFalse();
    }

    @Test
    void isNotStuckWhileATargetAsksForPatience() {
        targets.add("slack");
        fail("a");
        targets.failed("slack", "slow down", Optional.of(Duration.ofHours(2)), false);

        clock.forward(Duration.ofHours(2));

        assertThat(outbox().up()).isTrue();
    }

    @Test
    void givesWhatWaitedOverARestartTheSameTime() {
        targets.add("slack");
        fail("a");
        clock.forward(Duration.ofDays(1));

        Targets afterRestart = new Targets(clock, new Random(1));
        afterRestart.add("slack");

        assertThat(StuckOutbox.look(afterRestart, store, WINDOW, clock.instant())
                        .up())
                .isTrue();
    }

    @Test
    void isNotStuckByAnAlertFromTheFuture() {
        assertThat(StuckOutbox.judge(
                                Stream.of(new StuckOutbox.Line(
                                        "slack", 1, Optional.of(clock.instant().plusSeconds(86_400)), Instant.EPOCH)),
                                WINDOW,
                                clock.instant())
                        .up())
                .isTrue();
    }

    @Test
    void isWellWhenAllOfItsPartsAre() {
        SelfHealth.Part good = SelfHealth.Part.up("a", Map.of());
        SelfHealth.Part bad = SelfHealth.Part.down("b", "broken", Map.of());

        assertThat(new SelfHealth(List.of()).isUp()).isTrue();
        assertThat(new SelfHealth(List.of(good)).isUp()).isTrue();
        assertThat(new SelfHealth(List.of(good, bad)).isUp()).isFalse();
        assertThat(new SelfHealth(List.of(good, bad)).down()).containsExactly(bad);
    }

    private SelfHealth.Part outbox() {
        return StuckOutbox.look(targets, store, WINDOW, clock.instant());
    }

    private void fail(String check) {
        Watched watched = evaluator.watch(Checks.named(check), Optional.empty(), Checks.NO_RULE);
        evaluator.take(watched, Checks.observation(clock.instant()), Checks.verdict(Status.ERROR));
    }
}
