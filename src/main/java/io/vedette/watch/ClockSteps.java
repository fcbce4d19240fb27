package io.vedette.watch;

import io.vedette.state.ClockStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Notices that the clock on the wall was set: it went on further, or less far, than the time that passed. A machine that
 * slept looks the same. Safe for several threads; whoever looks while a step is being followed waits until it was.
 */
public final class ClockSteps {

    /** What is less is corrected by and by, or makes no difference to anybody. */
    static final Duration LEAST = Duration.ofSeconds(5);

    /** A process that was stopped between two readings knows nothing by them. */
    private static final long LONGEST_READING = Duration.ofMillis(500).toNanos();

    private final Clock clock;
    private final LongSupplier nanos;
    private final boolean looks;
    private Instant seen;
    private long seenAt;

    /** @param nanos the time that passes, in nanoseconds, whatever is done to the clock */
    public ClockSteps(Clock clock, LongSupplier nanos) {
        this(clock, nanos, true);
    }

    private ClockSteps(Clock clock, LongSupplier nanos, boolean looks) {
        this.clock = clock;
        this.nanos = nanos;
        this.looks = looks;
        this.seenAt = nanos.getAsLong();
        this.seen = clock.instant();
    }

    /** Notices none: a clock that stands still, or that an application moves, is where it is on purpose. */
    public static ClockSteps none(Clock clock) {
        return new ClockSteps(clock, System::nanoTime, false);
    }

    /** Has a step followed, if there was one since the last look. */
    synchronized void look(Consumer<ClockStep> follow) {
        if (!looks) {
            return;
        }
        long before = nanos.getAsLong();
        Instant now = clock.instant();
        long after = nanos.getAsLong();
        if (after - before > LONGEST_READING) {
            return; // The next look tells.
        }
        Duration by = Duration.between(seen, now).minusNanos(after - seenAt);
        seen = now;
        seenAt = after;
        if (by.abs().compareTo(LEAST) >= 0) {
            follow.accept(new ClockStep(by, now));
        }
    }
}
