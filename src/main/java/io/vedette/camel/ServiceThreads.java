package io.vedette.camel;

import io.vedette.deliver.Delivery;
import io.vedette.process.Periodic;
import io.vedette.process.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The threads that time drives, one for each thing that must not keep the others waiting. Probes have their own. */
final class ServiceThreads implements AutoCloseable {

    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration RENEWAL = Delivery.LEASE.dividedBy(3);
    private static final Duration TIDYING = Duration.ofSeconds(5);

    private final ScheduledExecutorService timer;
    /** Looks after mutes and what else time alone changes; it may wait for the database. */
    private final ScheduledThreadPoolExecutor clockwork = Periodic.thread("vedette-clockwork");
    /** Renews the claims on alerts that are being sent; it may wait for the database too. */
    private final ScheduledThreadPoolExecutor leases = Periodic.thread("vedette-leases");

    private final Tasks tasks;
    private final List<Periodic> own = new CopyOnWriteArrayList<>();

    /**
     * @param tasks where its own are added
     * @param timer gives the time to all checks
     */
    ServiceThreads(Tasks tasks, ScheduledExecutorService timer) {
        this.tasks = tasks;
        this.timer = timer;
    }

    /**
     * Starts what is repeated.
     *
     * @param tick what is due by time alone, every second
     * @param renewal holds what is being sent, three times in each lease
     * @param tidying closes connections that nobody needs any more, every few seconds
     */
    void start(Runnable tick, Runnable renewal, Runnable tidying) {
        // Nothing to do on it but to come: who does not come waits for a run that holds the thread.
        repeat(timer, "timer", TICK, () -> {});
        repeat(clockwork, "clockwork", TICK, tick);
        repeat(leases, "leases", RENEWAL, renewal);
        repeat(clockwork, "connections", TIDYING, tidying);
    }

    private void repeat(ScheduledExecutorService thread, String name, Duration pause, Runnable task) {
        own.add(tasks.add(Periodic.on(thread, name, pause, pause, task)));
    }

    @Override
    public void close() {
        own.forEach(task -> {
            task.close();
            tasks.remove(task);
        });
        timer.shutdownNow();
        clockwork.shutdownNow();
        leases.shutdownNow();
    }
}
