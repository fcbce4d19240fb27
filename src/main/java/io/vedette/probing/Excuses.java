package io.vedette.probing;

import io.vedette.config.values.Durations;
import io.vedette.process.OwnTrouble;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether a timeout is the target's or our own: a process that stood still for a good part of the time has not waited for an answer.
 * But a target that really hangs is reported all the same after a few such runs: a busy process says nothing about its targets.
 * Safe for several threads.
 */
final class Excuses {

    /** From this part of its time on a run has not had it. */
    private static final double SHARE = 0.5;

    /** Less is no standstill, however short the time: any busy machine makes somebody wait so long. */
    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /** So many runs in a row of a check are excused. */
    static final int MOST_IN_A_ROW = 3;

    private final LongSupplier standstill;
    /** Of those whose latest run was excused, how many were. */
    private final Map<Object, Integer> inARow = Collections.synchronizedMap(new WeakHashMap<>());

    /** @param standstill how long this process has stood still in all, in nanoseconds */
    Excuses(LongSupplier standstill) {
        this.standstill = standstill;
    }

    long stoodStill() {
        return standstill.getAsLong();
    }

    /** Returns whether of a time that began when so much was stood still too much was lost. */
    boolean lost(Duration time, long before) {
        return stoodStill() - before >= Math.max(LEAST_NANOS, time.toNanos() * SHARE);
    }

    /** Returns what a timeout is instead; empty when it is one. */
    Optional<OwnTrouble> excuse(Object owner, Duration time, long before) {
        if (!lost(time, before)) {
            return Optional.empty();
        }
        int times = inARow.merge(owner, 1, (one, more) -> Math.min(MOST_IN_A_ROW + 1, one + more));
        if (times > MOST_IN_A_ROW) {
            return Optional.empty();
        }
        Duration stood =
                Duration.ofMillis(Duration.ofNanos(stoodStill() - before).toMillis());
        return Optional.of(OwnTrouble.standstill(Durations.format(stood), Durations.format(time)));
    }

    /** Notes that an answer came. */
    void answered(Object owner) {
        if (!inARow.isEmpty()) {
            inARow.remove(owner);
        }
    }
}
