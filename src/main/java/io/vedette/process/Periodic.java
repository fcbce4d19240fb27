package io.vedette.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * A task that is repeated as long as the process lives. Whatever a run throws is logged, at most once a minute, and counted, and the
 * next run comes. It knows when it last ran, so that a task that hangs or no longer runs can be named. Safe for several threads.
 */
public final class Periodic implements Runnable, AutoCloseable {

    private static final Logger LOG = Loggers.HEALTH;

    /** The default of how long one run may take; a busy machine is slow. */
    public static final Duration USUALLY = Duration.ofSeconds(30);

    /** How late a run may be before the task counts as stalled. */
    private static final Duration GONE = Duration.ofMinutes(5);

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final String name;
    private final Duration pause;
    private final Duration longest;
    private final Runnable task;
    private final LongSupplier nanos;
    private final Standstill standstill;
    private final AtomicLong failures = new AtomicLong();

    private volatile long last;
    private volatile boolean runs;
    private volatile long failsSince;
    private volatile Throwable failure;
    private long reported;
    private volatile Future<?> schedule;
    private volatile ScheduledExecutorService own;

    /**
     * The state of a periodic task.
     *
     * @param name its name in messages
     * @param ago how long ago its last run ended, or its current one started
     * @param failures how many runs have failed
     * @param complaint what is wrong with it, in a few words; empty while nothing is
     */
    public record State(String name, Duration ago, long failures, Optional<String> complaint) {}

    private Periodic(
            String name, Duration pause, Duration longest, Runnable task, LongSupplier nanos, Standstill standstill) {
        this.name = name;
        this.pause = pause;
        this.longest = longest;
        this.task = task;
        this.nanos = nanos;
        this.standstill = standstill;
        this.last = nanos.getAsLong();
        this.reported = last - MINUTE;
    }

    /**
     * Returns a task that the caller repeats by calling {@link #run}.
     *
     * @param name its name in messages, one word
     * @param pause the time between two runs
     * @param longest the longest time that one run may take
     */
    public static Periodic of(String name, Duration pause, Duration longest, Runnable task) {
        return new Periodic(name, pause, longest, task, System::nanoTime, Standstill.ofThisProcess());
    }

    static Periodic of(
            String name, Duration pause, Duration longest, Runnable task, LongSupplier nanos, Standstill standstill) {
        return new Periodic(name, pause, longest, task, nanos, standstill);
    }

    /** Starts to repeat a task on a daemon thread of its own, {@code vedette-} and the name. */
    public static Periodic start(String name, Duration first, Duration pause, Runnable task) {
        ScheduledExecutorService thread = thread("vedette-" + name);
        Periodic periodic = on(thread, name, first, pause, task);
        periodic.own = thread;
        return periodic;
    }

    /** Starts to repeat a task on an existing thread; a run may take {@link #USUALLY}. */
    public static Periodic on(
            ScheduledExecutorService thread, String name, Duration first, Duration pause, Runnable task) {
        return of(name, pause, USUALLY, task).on(thread, first);
    }

    /** Starts the repetition on an existing thread. */
    public Periodic on(ScheduledExecutorService thread, Duration first) {
        schedule = thread.scheduleWithFixedDelay(this, first.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        Tasks.started(this);
        return this;
    }

    /** Returns a thread for tasks that time drives; it does not keep the process from ending. */
    public static ScheduledThreadPoolExecutor thread(String name) {
        ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, DaemonThreads.named(name));
        thread.setRemoveOnCancelPolicy(true);
        return thread;
    }

    /** Runs the task once. Never throws: an exception would end the repetition unnoticed. */
    @Override
    public void run() {
        last = nanos.getAsLong();
        runs = true;
        try {
            task.run();
            failure = null;
        } catch (Throwable e) { // Errors too: a file with deep nesting is a StackOverflowError.
            failed(e);
        } finally {
            last = nanos.getAsLong();
            runs = false;
        }
    }

    private void failed(Throwable e) {
        ProcessEnd.unlessItIsMemory(e);
        failures.incrementAndGet();
        long now = nanos.getAsLong();
        if (failure == null) {
            failsSince = now;
        }
        failure = e;
        Optional<OwnTrouble> ours = OwnTrouble.of(e);
        if (ours.isEmpty()
                && Defects.report(LOG, "the task " + name + " failed and is repeated; please report this", e)) {
            reported = now;
        } else if (now - reported >= MINUTE) {
            reported = now;
            LOG.error(
                    "the task {} failed and is repeated: {}",
                    name,
                    ours.map(OwnTrouble::message).orElseGet(() -> Defects.oneLine(e)));
        }
    }

    /** Returns the current state. */
    public State state() {
        boolean atWork = runs;
        Throwable why = failure;
        // Nothing of it could be done while the whole process stood still.
        Duration ago = ranSince(last);
        return new State(name, ago, failures.get(), complaint(atWork, why, ago, ranSince(failsSince)));
    }

    private Optional<String> complaint(boolean atWork, Throwable why, Duration ago, Duration failing) {
        if (atWork) {
            return ago.compareTo(longest) > 0
                    ? Optional.of("hangs in a run that began " + ago.toSeconds() + " s ago")
                    : Optional.empty();
        }
        if (ago.compareTo(pause.multipliedBy(2).plus(longest)) > 0) {
            return Optional.of("has not run for " + ago.toSeconds() + " s");
        }
        return why != null && failing.compareTo(longest) > 0
                ? Optional.of("has failed for " + failing.toSeconds() + " s: " + Defects.oneLine(why))
                : Optional.empty();
    }

    /** Returns whether it was started and no longer runs, though nobody ended it. */
    boolean isGone() {
        return schedule != null
                && !runs
                && ranSince(last).compareTo(pause.multipliedBy(2).plus(GONE)) > 0;
    }

    private Duration ranSince(long moment) {
        return standstill.ranSince(moment, nanos.getAsLong());
    }

    String name() {
        return name;
    }

    /** Ends the repetition, and interrupts a run on a thread of its own. */
    @Override
    public void close() {
        Tasks.ended(this);
        Future<?> now = schedule;
        if (now != null) {
            now.cancel(false);
        }
        ScheduledExecutorService thread = own;
        if (thread != null) {
            thread.shutdownNow();
        }
    }
}
