package io.vedette.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * When this process stood still as a whole: stopped by a signal, frozen with its container, without a processor for seconds. {@link
 * System#nanoTime} goes on meanwhile, so that afterwards everything seems to be late, though nothing hangs. Whatever is repeated says
 * that it runs; where nobody has for some seconds, though something is to be done every second, nobody could. Safe for several threads.
 */
public final class Standstills {

    static final Duration LEAST = Duration.ofSeconds(3);

    /** What is repeated less often says nothing by not coming. */
    private static final Duration EVERY = Duration.ofSeconds(1);

    private static final int MOST_REMEMBERED = 100;

    private static final Standstills HERE = new Standstills(System::nanoTime, LEAST);

    private final LongSupplier nanos;
    private final Duration least;
    private final Deque<Gap> gaps = new ArrayDeque<>();
    private long seen;
    private int rhythms;

    private record Gap(long from, long to) {

        long within(long begin, long end) {
            return Math.max(0, Math.min(to, end) - Math.max(from, begin));
        }
    }

    /** @param least so long nobody runs where the whole process stands still */
    Standstills(LongSupplier nanos, Duration least) {
        this.nanos = nanos;
        this.least = least;
        this.seen = nanos.getAsLong();
    }

    /** Those of this process, by {@link System#nanoTime}. */
    public static Standstills ofThisProcess() {
        return HERE;
    }

    /** Says that something begins to be repeated. */
    synchronized void begins(Duration pause) {
        if (isRhythm(pause)) {
            runs();
            rhythms++;
        }
    }

    /** Says that it is repeated no more. */
    synchronized void ends(Duration pause) {
        if (isRhythm(pause)) {
            runs();
            rhythms--;
        }
    }

    private static boolean isRhythm(Duration pause) {
        return pause.compareTo(EVERY) <= 0;
    }

    /** Says that the process runs. */
    synchronized void runs() {
        long now = nanos.getAsLong();
        if (rhythms > 0 && now - seen > least.toNanos()) {
            gaps.addLast(new Gap(seen, now));
            if (gaps.size() > MOST_REMEMBERED) {
                gaps.removeFirst();
            }
        }
        seen = now;
    }

    /** How long the process has run since this reading of the time. */
    public synchronized Duration ranSince(long moment) {
        runs();
        return Duration.ofNanos(Math.max(0, seen - moment - still(moment)));
    }

    /** How long the process stood still, of the time before now. */
    public synchronized Duration within(Duration time) {
        runs();
        return Duration.ofNanos(still(seen - time.toNanos()));
    }

    private long still(long from) {
        return gaps.stream().mapToLong(gap -> gap.within(from, seen)).sum();
    }
}
