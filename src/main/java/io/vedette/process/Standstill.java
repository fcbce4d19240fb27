package io.vedette.process;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long this process stood still: it collected garbage, was stopped, or got no processor. A thread that does nothing but sleep
 * for a moment again and again notices that by what it wakes too late; pauses shorter than its sleep are told by the collectors. Safe for
 * several threads.
 */
public final class Standstill {

    private static final long SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /** Later than that is no habit of the system's. */
    private static final long TOLERANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private static final Standstill HERE = new Standstill(System.nanoTime(), 0);

    /** Those whose time is one of pauses: others go on beside the program, and count all of that. */
    private static final List<GarbageCollectorMXBean> PAUSING = ManagementFactory.getGarbageCollectorMXBeans().stream()
            .filter(one -> !one.getName().contains("Cycles") && !one.getName().contains("Concurrent"))
            .toList();

    static {
        Thread thread = new Thread(Standstill::watch, "vedette-standstill");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    private long stood;
    private long looked;
    private long collected;

    /**
     * @param now as of {@link System#nanoTime}
     * @param collected the time of all pauses so far, in nanoseconds
     */
    Standstill(long now, long collected) {
        this.looked = now;
        this.collected = collected;
    }

    /** All the time that this process stood still since somebody first asked, in nanoseconds. */
    public static long nanos() {
        return HERE.stood(System.nanoTime());
    }

    /** Takes a look, which comes some sleep after the one before. */
    synchronized void look(long now, long collectedNow) {
        stood += Math.max(late(now), collectedNow - collected);
        looked = now;
        collected = collectedNow;
    }

    /** The time until now, that of a look that is late still included. */
    synchronized long stood(long now) {
        return stood + late(now);
    }

    private long late(long now) {
        long late = now - looked - SLEEP_NANOS;
        return late > TOLERANCE_NANOS ? late : 0;
    }

    private static void watch() {
        try {
            while (true) {
                TimeUnit.NANOSECONDS.sleep(SLEEP_NANOS);
                HERE.look(System.nanoTime(), collecting());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // By nobody that is known; what is late from now on tells no more.
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
