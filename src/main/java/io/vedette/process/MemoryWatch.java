package io.vedette.process;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Optional;

/**
 * Notices that memory is used up where nothing reports it: libraries catch an {@link OutOfMemoryError} and continue, and a heap that is
 * almost full causes no error at all, only garbage collection. It is used up if a small piece cannot be allocated, or if for
 * {@link #MOST_IN_A_ROW} seconds most of the time goes into collections that free next to nothing.
 */
final class MemoryWatch implements Runnable {

    static final int MOST_IN_A_ROW = 10;
    private static final double FULL = 0.95;
    private static final double MOST_TIME = 0.5;
    private static final int PIECE = 64 * 1024;
    private static final long PAUSE_MILLIS = 1_000;

    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP && isOld(pool.getName()))
            .toList();
    private int inARow;
    private int gonesInARow;
    private long lastCollecting = collecting();
    private long last = System.nanoTime();

    /** The piece that is asked for, so that asking is not optimized away. */
    private volatile byte[] piece;

    private MemoryWatch() {}

    /** Starts to watch this process, on a daemon thread of its own. */
    static void begin() {
        DaemonThreads.startUrgent("vedette-memory", new MemoryWatch());
    }

    @Override
    public void run() {
        while (true) {
            try {
                Thread.sleep(PAUSE_MILLIS);
                look();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                ProcessEnd.unlessItIsMemory(e); // Without memory no lambda can be made either: it may be the cause.
            }
        }
    }

    private void look() {
        piece = new byte[PIECE];
        piece = null;
        long now = System.nanoTime();
        long spent = collecting();
        double share = (spent - lastCollecting) * 1e6 / Math.max(1, now - last);
        last = now;
        lastCollecting = spent;
        Optional<MemoryUsage> full = pools.stream()
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(usage -> usage != null && usage.getMax() > 0 && usage.getUsed() >= FULL * usage.getMax())
                .findFirst();
        inARow = full.isPresent() && share >= MOST_TIME ? inARow + 1 : 0;
        if (inARow >= MOST_IN_A_ROW) {
            ProcessEnd.outOfMemory("for " + MOST_IN_A_ROW + " s garbage was collected and the heap stayed full, "
                    + mebibytes(full.orElseThrow().getUsed()) + " of "
                    + mebibytes(full.orElseThrow().getMax()) + " MiB");
        }
        // Not at the first look: after a long sleep of the machine all are late for a moment.
        Optional<String> gone = Tasks.gone();
        gonesInARow = gone.isPresent() ? gonesInARow + 1 : 0;
        if (gonesInARow >= MOST_IN_A_ROW) {
            ProcessEnd.now("the thread of the task " + gone.orElseThrow() + " is gone", "; please report this");
        }
    }

    private long collecting() {
        long millis = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            millis += Math.max(0, collector.getCollectionTime());
        }
        return millis;
    }

    /** What stays after a collection lies there, whichever collector is in use. */
    private static boolean isOld(String pool) {
        return pool.contains("Old") || pool.contains("Tenured") || pool.equals("ZHeap") || pool.equals("Shenandoah");
    }

    private static long mebibytes(long bytes) {
        return bytes / (1024 * 1024);
    }
}
