package io.vedette.camel;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Spreads the first runs of checks: a handful starts at once, thousands share their interval evenly, so that no second has
 * more to do than another.
 */
final class FirstRuns {

    private static final long STEP_MILLIS = 10;

    private final AtomicLong taken = new AtomicLong();

    /** Begins anew: the next checks are few again, and the first of them need not wait behind all that run already. */
    void again() {
        taken.set(0);
    }

    /** How long the next check waits for its first run. */
    Duration next(Duration interval) {
        long slot = taken.getAndIncrement() * STEP_MILLIS;
        return Duration.ofMillis(slot % Math.max(1, interval.toMillis()));
    }
}
