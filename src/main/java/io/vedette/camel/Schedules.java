package io.vedette.camel;

import io.vedette.probing.FirstRuns;
import io.vedette.process.Periodic;
import io.vedette.selfhealth.OverdueChecks;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;

/** Whether checks run by their intervals, and what they need for it. Safe for several threads. */
public final class Schedules {

    /** One thread gives the time to all checks: it hands over to the pool of probes at once. */
    private final ScheduledThreadPoolExecutor timer = Periodic.thread("vedette-timer");

    private final FirstRuns firstRuns = new FirstRuns();
    private final Set<ScheduleConsumer> consumers = ConcurrentHashMap.newKeySet();
    private volatile boolean onDemand;

    Schedules() {
        // Once it is shut down nothing is due any more.
        timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Has checks run only when asked; to be said before the context starts. */
    public void runOnDemand() {
        onDemand = true;
    }

    boolean areOn() {
        return !onDemand;
    }

    /** Returns the thread that gives the time to all checks. */
    public ScheduledExecutorService timer() {
        return timer;
    }

    /** Returns what spreads the first runs of many checks. */
    public FirstRuns firstRuns() {
        return firstRuns;
    }

    void add(ScheduleConsumer consumer) {
        consumers.add(consumer);
    }

    void remove(ScheduleConsumer consumer) {
        consumers.remove(consumer);
    }

    /** Returns the latest run of every check that runs by its interval. */
    public Stream<OverdueChecks.Run> latestRuns() {
        return consumers.stream().flatMap(consumer -> consumer.latestRun().stream());
    }
}
