package io.vedette.watch;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
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

    public static ExecutorService create() {
        return Runtime.version().feature() >= 21 ? virtual() : platform();
    }

    private static ExecutorService virtual() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            return platform();
        }
    }

    private static ExecutorService platform() {
        AtomicInteger count = new AtomicInteger();
        ThreadFactory threads = task -> {
            Thread thread = new Thread(null, task, "vedette-probe-" + count.incrementAndGet(), 256 * 1024);
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                4, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new IdleThreadsFirst(), threads);
        pool.setRejectedExecutionHandler((task, full) -> {
            if (!full.isShutdown()) {
                full.getQueue().add(task);
            }
        });
        return pool;
    }

    /** Refuses a task unless an idle thread takes it, so that the pool grows before tasks wait. */
    private static final class IdleThreadsFirst extends LinkedTransferQueue<Runnable> {

        private static final long serialVersionUID = 1;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }
    }
}
