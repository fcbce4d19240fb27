package io.vedette.watch;

import io.vedette.config.Durations;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs probes on a pool and holds each to its time: when that is over the observation is a timeout, whatever the probe is
 * stuck in, and the probe is cut short. The time starts when the probe does, so a busy machine makes checks late, not
 * targets slow. Safe for several threads.
 */
public final class ProbeRunner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProbeRunner.class);
    private static final long SOON_MILLIS = 100;
    private static final double ALMOST = 0.9;

    private final ExecutorService pool;
    private final ScheduledThreadPoolExecutor deadlines;
    private final Clock clock;
    private volatile boolean closed;
    private final ScheduleLag lag = new ScheduleLag();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();

    /**
     * How much the pool has to do.
     *
     * @param underWay probes that run now, those that hang beyond their time included
     * @param waiting probes that are due and have no thread yet
     * @param threads how many threads the pool has; empty where they are virtual and need no counting
     */
    public record Load(int underWay, int waiting, OptionalInt threads) {}

    public ProbeRunner(ExecutorService pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
        this.deadlines = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "vedette-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        deadlines.setRemoveOnCancelPolicy(true);
        // A probe that begins while this is being closed needs none: it is cut short with the pool.
        deadlines.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        // The thread is woken for each deadline that becomes the next one. Almost all are called off
        // before they come, so with something due soon at any time it sleeps through them.
        deadlines.scheduleWithFixedDelay(() -> {}, SOON_MILLIS, SOON_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Runs a probe on the pool and hands over what it saw, exactly once, on a thread of the pool. What is going on when the
     * runner is closed is handed over no more: a probe that our own end cut short says nothing about its target.
     */
    public void run(Probe probe, Duration timeout, Consumer<Observation> done) {
        run(probe, timeout, System.nanoTime(), done);
    }

    /**
     * Runs a probe on the pool and hands over what it saw, exactly once, on a thread of the pool.
     *
     * @param due when the probe should begin, as of {@link System#nanoTime}; how much later it does counts as lag
     */
    public void run(Probe probe, Duration timeout, long due, Consumer<Observation> done) {
        waiting.incrementAndGet();
        try {
            pool.execute(() -> {
                waiting.decrementAndGet();
                underWay.incrementAndGet();
                try {
                    lag.record(System.nanoTime() - due);
                    attempt(probe, timeout, done);
                } finally {
                    underWay.decrementAndGet();
                }
            });
        } catch (RejectedExecutionException e) {
            waiting.decrementAndGet();
            throw e;
        }
    }

    /** What the pool is at just now. */
    public Load load() {
        OptionalInt threads = pool instanceof ThreadPoolExecutor platform
                ? OptionalInt.of(platform.getPoolSize())
                : OptionalInt.empty();
        return new Load(underWay.get(), waiting.get(), threads);
    }

    /** How late the probes began. */
    public ScheduleLag lag() {
        return lag;
    }

    private void attempt(Probe probe, Duration timeout, Consumer<Observation> done) {
        Attempt attempt = new Attempt();
        AtomicBoolean settled = new AtomicBoolean();
        long start = System.nanoTime();
        Future<?> deadline = deadlines.schedule(
                () -> {
                    if (settled.compareAndSet(false, true)) {
                        pool.execute(() -> done.accept(observation(start, overdue(attempt, timeout))));
                        attempt.cancel();
                    }
                },
                timeout.toNanos(),
                TimeUnit.NANOSECONDS);
        Answer answer = ask(probe, attempt);
        if (!closed && settled.compareAndSet(false, true)) {
            deadline.cancel(false);
            boolean over = System.nanoTime() - start >= timeout.toNanos() * ALMOST;
            done.accept(observation(start, over && isTimeout(answer) ? overdue(attempt, timeout) : answer));
        }
    }

    private Answer ask(Probe probe, Attempt attempt) {
        try {
            return probe.ask(attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Trouble(Trouble.Kind.UNREACHABLE, "the probe was interrupted");
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            if (!closed) { // Else its connections were closed under it.
                LOG.error("a probe failed in itself; please report this", e);
            }
            return new Trouble(Trouble.Kind.UNREACHABLE, "the probe failed: " + e);
        }
    }

    /**
     * A socket's own timeout may come a moment before the deadline: it is told in the same words. One that comes long
     * before it had another limit, which it tells itself.
     */
    private static boolean isTimeout(Answer answer) {
        return answer instanceof Trouble trouble && trouble.kind() == Trouble.Kind.TIMEOUT;
    }

    private static Trouble overdue(Attempt attempt, Duration timeout) {
        return new Trouble(Trouble.Kind.TIMEOUT, attempt.pending() + " within " + Durations.format(timeout));
    }

    private Observation observation(long start, Answer answer) {
        return new Observation(clock.instant(), Duration.ofNanos(System.nanoTime() - start), answer);
    }

    @Override
    public void close() {
        closed = true;
        deadlines.shutdownNow();
        pool.shutdownNow();
    }
}
