package io.vedette.camel;

import io.vedette.watch.Delivery;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads that time drives, one for each thing that must not keep the others waiting. Probes have their own. */
final class ServiceThreads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServiceThreads.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration RENEWAL = Delivery.LEASE.dividedBy(3);
    private static final Duration TIDYING = Duration.ofSeconds(5);

    /** One thread gives the time to all checks: it hands over to the pool of probes at once. */
    private final ScheduledThreadPoolExecutor timer = thread("vedette-timer");
    /** Looks after mutes and what else time alone changes; it may wait for the database. */
    private final ScheduledThreadPoolExecutor clockwork = thread("vedette-clockwork");
    /** Keeps in hand what is being sent; it may wait for the database too. */
    private final ScheduledThreadPoolExecutor leases = thread("vedette-leases");

    ServiceThreads() {
        timer.setRemoveOnCancelPolicy(true);
        // Once this is closed nothing is due any more.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Gives the time to all checks. */
    ScheduledExecutorService timer() {
        return timer;
    }

    /**
     * Begins.
     *
     * @param tick what is due by time alone, every second
     * @param renewal holds what is being sent, three times in each lease
     * @param tidying closes connections that nobody needs any more, every few seconds
     */
    void start(Runnable tick, Runnable renewal, Runnable tidying) {
        repeat(clockwork, TICK, tick);
        repeat(leases, RENEWAL, renewal);
        repeat(clockwork, TIDYING, tidying);
    }

    private static void repeat(ScheduledExecutorService thread, Duration pause, Runnable task) {
        thread.scheduleWithFixedDelay(
                () -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        // An exception would end the repetition.
                        LOG.error("what time drives failed, and is tried again; please report this", e);
                    }
                },
                pause.toMillis(),
                pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static ScheduledThreadPoolExecutor thread(String name) {
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
        clockwork.shutdownNow();
        leases.shutdownNow();
    }
}
