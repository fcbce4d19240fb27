package io.vedette.probing;

import io.vedette.process.DaemonThreads;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that probes block: virtual ones where the JVM has them (21 and later), else a pool that grows with the
 * number of hung probes up to a limit and then lets the rest wait.
 */
public final class ProbePool {

    private static final int MOST_THREADS = 2_000;
    private static final long IDLE_SECONDS = 20;

    private ProbePool() {}

    /** Returns a pool for probes: virtual threads where Java has them, else as many daemon threads as are needed, up to a limit. */
    public static ExecutorService create() {
        return Runtime.version().feature() >= 21 ? virtual() : platform(MOST_THREADS);
    }

    private static ExecutorService virtual() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return platform(MOST_THREADS);
        }
    }

    /** @param most so many threads there are at most; what is more waits */
    static ExecutorService platform(int most) {
        ThreadFactory threads = DaemonThreads.numbered("vedette-probe", 256 * 1024);
        LatestIdleFirst tasks = new LatestIdleFirst();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(4, most, IDLE_SECONDS, TimeUnit.SECONDS, tasks, threads);
        pool.setRejectedExecutionHandler((task, full) -> {
            if (!full.isShutdown()) {
                tasks.later(task);
            }
        });
        return pool;
    }

    /**
     * Hands a task to the thread that became idle last: what it worked with is still near the processor, and threads that
     * were needed for a moment only end. Refuses a task when no thread is idle, so that the pool grows before tasks wait.
     */
    private static final class LatestIdleFirst extends SynchronousQueue<Runnable> {

        private static final long serialVersionUID = 1;

        private final transient Deque<Runnable> waiting = new ConcurrentLinkedDeque<>();
        /** Threads that look for a task, or just found one. */
        private final AtomicInteger idle = new AtomicInteger();

        /** Keeps a task for the next thread that becomes idle. */
        void later(Runnable task) {
            waiting.add(task);
            // A thread that saw none waiting, just before, is idle now or in a moment.
            while (idle.get() > 0) {
                Runnable next = waiting.poll();
                if (next == null) {
                    return;
                }
                if (!offer(next)) {
                    waiting.addFirst(next);
                    Thread.yield();
                }
            }
        }

        @Override
        public Runnable take() throws InterruptedException {
            idle.incrementAndGet();
            try {
                Runnable next = waiting.poll();
                return next == null ? super.take() : next;
            } finally {
                idle.decrementAndGet();
            }
        }

        @Override
        public Runnable poll(long time, TimeUnit unit) throws InterruptedException {
            idle.incrementAndGet();
            try {
                Runnable next = waiting.poll();
                return next == null ? super.poll(time, unit) : next;
            } finally {
                idle.decrementAndGet();
            }
        }

        @Override
        public boolean isEmpty() {
            return waiting.isEmpty();
        }

        @Override
        public int size() {
            return waiting.size();
        }
    }
}
