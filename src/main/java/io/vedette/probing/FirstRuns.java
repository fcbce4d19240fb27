package io.vedette.probing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Spreads runs that would come all at once: the first ones of checks, and those that are late because this process stood
 * still. A handful starts at once, thousands share their interval evenly, so that no second has more to do than another.
 */
public final class FirstRuns {

    private static final long STEP_MILLIS = 10;
    /** Runs begin at multiples of this: of many checks those that share one wake the timer's thread once. */
    private static final long STEP_NANOS = Duration.ofMillis(STEP_MILLIS).toNanos();

    private final AtomicLong taken = new AtomicLong();
    /** When the next late run may begin; only the timer's thread asks. */
    private long free = System.nanoTime();

    /** Starts counting again, so that the first of the next checks need not wait behind all that run already. */
    public void again() {
        taken.set(0);
    }

    /** Returns how long the next check waits for its first run. */
    public Duration next(Duration interval) {
        long slot = taken.getAndIncrement() * STEP_MILLIS;
        return Duration.ofMillis(slot % Math.max(1, interval.toMillis()));
    }

    /** Returns the first moment from then on at which runs begin; both as of {@link System#nanoTime}. */
    public static long slot(long nanos) {
        return nanos + Math.floorMod(-nanos, STEP_NANOS);
    }

    /**
     * Returns when the next run of a check may begin that this node takes over; as of {@link System#nanoTime}.
     *
     * @param wait how long it is until an interval has passed since it was asked; none where it has
     */
    public long takenOver(long now, Duration wait) {
        return wait.isNegative() || wait.isZero() ? turn(now) : slot(now + wait.toNanos());
    }

    /** Returns when a run that is late may begin; both as of {@link System#nanoTime}. */
    public long turn(long now) {
        long turn = free - now > 0 ? free : now;
        free = turn + STEP_NANOS;
        return turn;
    }
}
