package io.vedette.probing;

import io.vedette.process.DaemonThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that probes block: a few of the system's, which a switch between them costs least, and where the JVM has virtual ones
 * (21 and later) those for what is more, so that a thousand hung probes are no thousand threads. Before, the pool grows with the number
 * of hung probes up to a limit and then lets the rest wait.
 */
public final class ProbePool {

    private static final int MOST_THREADS = 2_000;
    /** Enough for all that are answered soon; endpoints that hang take the others. */
    private static final int FEW_THREADS = 48;

    private static final int ALWAYS_THERE = 4;
    private static final int HAS_VIRTUAL = 21;
    private static final long IDLE_SECONDS = 20;

    private ProbePool() {}

    /** Returns a pool for probes: threads of the system up to a limit, daemons, and virtual ones beyond where Java has them. */
    public static ExecutorService create() {
        return virtual().map(beyond -> mixed(FEW_THREADS, beyond)).orElseGet(() -> platform(MOST_THREADS));
    }

    private static Optional<ExecutorService> virtual() {
        if (Runtime.version().feature() < HAS_VIRTUAL) {
            return Optional.empty();
        }
        try {
            return Optional.of((ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    /** Returns whether every thread of a pool may compute for long without keeping others from their turn, which a virtual one does. */
    static boolean isOfTheSystem(ExecutorService pool) {
        return pool instanceof ThreadPoolExecutor && !(pool instanceof Mixed);
    }

    /**
     * Returns a pool of its own threads and others.
     *
     * @param few so many threads of its own there are at most
     * @param beyond takes at once what finds none of these idle; shut down with the pool
     */
    static ExecutorService mixed(int few, ExecutorService beyond) {
        return new Mixed(few, beyond);
    }

    /** @param most so many threads there are at most; what is more waits */
    static ExecutorService platform(int most) {
        LatestIdleFirst tasks = new LatestIdleFirst();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(ALWAYS_THERE, most, IDLE_SECONDS, TimeUnit.SECONDS, tasks, threads());
        pool.setRejectedExecutionHandler((task, full) -> {
            if (!full.isShutdown()) {
                tasks.later(task);
            }
        });
        return pool;
    }

    private static ThreadFactory threads() {
        return DaemonThreads.numbered("vedette-probe", 256 * 1024);
    }

    /** Threads of the system first: what they wake and switch costs less. The rest, which waits for endpoints that hang, has others. */
    private static final class Mixed extends ThreadPoolExecutor {

        private final ExecutorService beyond;

        Mixed(int few, ExecutorService beyond) {
            super(
                    Math.min(ALWAYS_THERE, few),
                    few,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LatestIdleFirst(),
                    threads(),
                    (task, full) -> beyond.execute(task));
            this.beyond = beyond;
        }

        @Override
        public void shutdown() {
            super.shutdown();
            beyond.shutdown();
        }

        @Override
        public List<Runnable> shutdownNow() {
            List<Runnable> left = new ArrayList<>(super.shutdownNow());
            left.addAll(beyond.shutdownNow());
            return left;
        }

        @Override
        public boolean awaitTermination(long time, TimeUnit unit) throws InterruptedException {
            long end = System.nanoTime() + unit.toNanos(time);
            return super.awaitTermination(time, unit)
                    && beyond.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }
}
