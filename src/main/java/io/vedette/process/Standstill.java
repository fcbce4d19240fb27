package io.vedette.process;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Measures when and how long this process stood still: it collected garbage, was stopped by a signal, frozen with its container, or got
 * no processor. {@link System#nanoTime} continues meanwhile, so that afterwards everything seems to be late though nothing hangs. A
 * thread that only sleeps for a moment, again and again, notices that by waking too late; pauses shorter than its sleep are known from
 * the collectors. Safe for several threads.
 */
public final class Standstill {

    /** The shortest gap between two looks in which nothing of this process could run; a busy machine is late by less. */
    static final Duration LEAST_GAP = Duration.ofSeconds(3);

    private static final long SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** How late a system may usually wake a thread. */
    private static final long TOLERANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final int MOST_REMEMBERED = 100;

    /** Collectors whose time is all pauses: the others also run beside the program and count that too. */
    private static final List<GarbageCollectorMXBean> PAUSING = ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(one -> !one.getName().contains("Cycles") && !one.getName().contains("Concurrent"))
            .toList();

    private static final Standstill HERE = new Standstill();

    /** Those who want to know; without any of them nobody looks. */
    private static final Set<Object> WATCHERS = Collections.newSetFromMap(new IdentityHashMap<>());

    private static Thread looking;

    private final Deque<Gap> gaps = new ArrayDeque<>();
    private boolean watched;
    private long stood;
    private long looked;
    private long collected;

    private record Gap(long from, long to) {

        long within(long begin, long end) {
            return Math.max(0, Math.min(to, end) - Math.max(from, begin));
        }
    }

    /** Returns that of this process, by {@link System#nanoTime}; it is watched while somebody {@linkplain #watch wants} it. */
    public static Standstill ofThisProcess() {
        return HERE;
    }

    /** Has this process watched until {@link #unwatch}, by a thread of its own. */
    public static void watch(Object watcher) {
        synchronized (WATCHERS) {
            if (WATCHERS.add(watcher) && looking == null) {
                HERE.begin(System.nanoTime(), collecting());
                looking = DaemonThreads.startUrgent("vedette-standstill", Standstill::look);
            }
        }
    }

    /** Ends what {@link #watch} began; the last one ends the thread. */
    public static void unwatch(Object watcher) {
        synchronized (WATCHERS) {
            WATCHERS.remove(watcher);
            if (WATCHERS.isEmpty() && looking != null) {
                looking.interrupt();
                looking = null;
                HERE.end();
            }
        }
    }

    /** Returns all the time that this process stood still so far, short pauses included, in nanoseconds. */
    public long nanos() {
        return nanos(System.nanoTime());
    }

    /** Returns how long the process has run since a reading of {@link System#nanoTime}: the time since without gaps. */
    public Duration ranSince(long moment) {
        return ranSince(moment, System.nanoTime());
    }

    /** Returns how much of the time before now was gaps of more than three seconds. */
    public Duration within(Duration time) {
        return within(time, System.nanoTime());
    }

    /**
     * Starts to count.
     *
     * @param now as of {@link System#nanoTime}
     * @param collectedNow the time of all pauses so far, in nanoseconds
     */
    synchronized void begin(long now, long collectedNow) {
        watched = true;
        looked = now;
        collected = collectedNow;
    }

    /** Stops to count: nobody looks any more, so that being late says nothing. */
    synchronized void end() {
        watched = false;
    }

    /** Takes a look, which comes some sleep after the one before. */
    synchronized void look(long now, long collectedNow) {
        stood += Math.max(late(now), collectedNow - collected);
        if (isGap(now)) {
            gaps.addLast(new Gap(looked, now));
            if (gaps.size() > MOST_REMEMBERED) {
                gaps.removeFirst();
            }
        }
        looked = now;
        collected = collectedNow;
    }

    /** Returns the time until now, that of a look that is late still included. */
    synchronized long nanos(long now) {
        return stood + late(now);
    }

    synchronized Duration ranSince(long moment, long now) {
        return Duration.ofNanos(Math.max(0, now - moment - still(moment, now)));
    }

    synchronized Duration within(Duration time, long now) {
        return Duration.ofNanos(still(now - time.toNanos(), now));
    }

    private long still(long from, long now) {
        long before = gaps.stream().mapToLong(gap -> gap.within(from, now)).sum();
        return isGap(now) ? before + new Gap(looked, now).within(from, now) : before;
    }

    private boolean isGap(long now) {
        return watched && now - looked > LEAST_GAP.toNanos();
    }

    private long late(long now) {
        long late = now - looked - SLEEP_NANOS;
        return watched && late > TOLERANCE_NANOS ? late : 0;
    }

    private static void look() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(SLEEP_NANOS);
                synchronized (WATCHERS) {
                    if (looking != Thread.currentThread()) {
                        return;
                    }
                    HERE.look(System.nanoTime(), collecting());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Nobody wants to know any more.
        }
    }

    private static long collecting() {
        long millis = 0;
        for (GarbageCollectorMXBean collector : PAUSING) {
            millis += Math.max(0, collector.getCollectionTime());
        }
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
