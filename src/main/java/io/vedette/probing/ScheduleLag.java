package io.vedette.probing;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How late probes start: the time from the moment a run is due by its check's interval to the moment its probe begins on
 * a thread of the pool. A machine that keeps up stays within milliseconds; a lag that grows says that there is more to
 * check than it can. A histogram whose steps are at most a sixteenth of the value, from a microsecond to an hour. Safe for
 * several threads.
 */
public final class ScheduleLag {

    private static final int STEP_BITS = 4;
    private static final int STEPS = 1 << STEP_BITS;
    private static final long LONGEST = TimeUnit.HOURS.toMicros(1);

    private final AtomicLongArray counts = new AtomicLongArray(slot(LONGEST) + 1);
    private final LongAdder sum = new LongAdder();

    /** Counts a start that was so many nanoseconds late; one that was early counts as on time. */
    public void record(long nanos) {
        long micros = Math.min(LONGEST, Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos)));
        counts.getAndIncrement(slot(micros));
        sum.add(micros);
    }

    /** Returns what was counted so far. */
    public Counted counted() {
        long[] copy = new long[counts.length()];
        for (int slot = 0; slot < copy.length; slot++) {
            copy[slot] = counts.get(slot);
        }
        return new Counted(copy, sum.sum());
    }

    /** Starts and how late they were. */
    public static final class Counted {

        private final long[] counts;
        private final long micros;

        private Counted(long[] counts, long micros) {
            this.counts = counts;
            this.micros = micros;
        }

        /** Returns what was counted here and not yet there. */
        public Counted since(Counted earlier) {
            long[] difference = new long[counts.length];
            for (int slot = 0; slot < counts.length; slot++) {
                difference[slot] = counts[slot] - earlier.counts[slot];
            }
            return new Counted(difference, micros - earlier.micros);
        }

        /** Returns all lags together. */
        public Duration sum() {
            return Duration.of(micros, ChronoUnit.MICROS);
        }

        /** Returns how many started at most so late; those in the step that the bound falls into count as later. */
        public long within(Duration bound) {
            long most = bound.toNanos() / 1_000;
            long sum = 0;
            for (int slot = 0; slot < counts.length && end(slot) <= most; slot++) {
                sum += counts[slot];
            }
            return sum;
        }

        /** Returns how many started. */
        public long starts() {
            long sum = 0;
            for (long count : counts) {
                sum += count;
            }
            return sum;
        }

        /**
         * Returns the lag that this share of the starts did not exceed, rounded up to the next step; zero without starts.
         *
         * @param share from 0 to 1: 0.99 for the 99th percentile, 1 for the longest lag
         */
        public Duration quantile(double share) {
            long wanted = (long) Math.ceil(share * starts());
            long seen = 0;
            for (int slot = 0; slot < counts.length && wanted > 0; slot++) {
                seen += counts[slot];
                if (seen >= wanted) {
                    return Duration.of(end(slot), ChronoUnit.MICROS);
                }
            }
            return Duration.ZERO;
        }
    }

    /** Values under {@value #STEPS} have a slot each; above, every power of two is cut into {@value #STEPS}. */
    private static int slot(long micros) {
        if (micros < STEPS) {
            return (int) micros;
        }
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(micros) - STEP_BITS;
        return (power << STEP_BITS) + (int) (micros >>> power);
    }

    /** The largest value in a slot. */
    private static long end(int slot) {
        if (slot < 2 * STEPS) {
            return slot;
        }
        int power = (slot >>> STEP_BITS) - 1;
        long first = (long) (slot - (power << STEP_BITS)) << power;
        return first + (1L << power) - 1;
    }
}
