package io.vedette.watch;

import io.vedette.config.Durations;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.LookupsUnderWay;
import io.vedette.probe.NotAsked;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.process.Defects;
import io.vedette.process.OwnTrouble;
import io.vedette.process.Periodic;
import io.vedette.process.ProcessEnd;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
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
    private static final Duration SOON = Duration.ofMillis(100);

    private final ExecutorService pool;
    private final ScheduledThreadPoolExecutor deadlines = Periodic.thread("vedette-deadlines");
    private final Periodic task;
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
        // A probe that begins while this is being closed needs none: it is cut short with the pool.
        deadlines.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        // The thread is woken for each deadline that becomes the next one. Almost all are called off
        // before they come, so with something due soon at any time it sleeps through them.
        task = Periodic.on(deadlines, "deadlines", SOON, SOON, () -> {});
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
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            waiting.decrementAndGet();
            if (closed) {
                throw e;
            }
            // No thread for it: on this one, as nothing but a count comes of it.
            done.accept(observation(System.nanoTime(), notAsked(e)));
        }
    }

    /** The task that keeps the deadlines, for the own health. */
    public Periodic task() {
        return task;
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
        Thread worker = Thread.currentThread();
        Future<?> deadline = deadlines.schedule(
                () -> {
                    if (settled.compareAndSet(false, true)) {
                        boolean lookingUp = LookupsUnderWay.hold(worker);
                        handOver(() -> done.accept(observation(start, late(lookingUp, timeout))));
                        attempt.cancel();
                    }
                },
                timeout.toNanos(),
                TimeUnit.NANOSECONDS);
        Answer answer = ask(probe, attempt);
        if (!closed && settled.compareAndSet(false, true)) {
            deadline.cancel(false);
            done.accept(observation(start, answer instanceof Trouble trouble ? exact(trouble, timeout) : answer));
        }
    }

    private Answer ask(Probe probe, Attempt attempt) {
        try {
            return probe.ask(attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Trouble(Trouble.Kind.UNREACHABLE, "the probe was interrupted");
        } catch (NotAsked e) {
            return new Answer.NotAsked(e.trouble());
        } catch (RuntimeException | Error e) {
            return failed(attempt, e);
        }
    }

    private Answer failed(Attempt attempt, Throwable e) {
        Optional<OwnTrouble> ours = OwnTrouble.of(e);
        if (ours.isPresent()) {
            return notAsked(e);
        }
        if (!closed && !attempt.isCancelled()) { // Else its connections were closed under it.
            Defects.report(LOG, "a probe failed in itself; please report this", e);
        }
        return new Trouble(Trouble.Kind.UNREACHABLE, "the probe failed: " + e);
    }

    private static Answer notAsked(Throwable e) {
        ProcessEnd.unlessItIsMemory(e);
        return new Answer.NotAsked(OwnTrouble.of(e).orElseThrow());
    }

    /** A run that nobody hears of would count as under way for ever: without a thread of the pool it is this one. */
    private void handOver(Runnable outcome) {
        try {
            pool.execute(outcome);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            ProcessEnd.unlessItIsMemory(e);
            if (!closed) {
                outcome.run();
            }
        }
    }

    /** Who still looks up a name has not asked the target yet. */
    private static Answer late(boolean lookingUp, Duration timeout) {
        return (lookingUp ? OwnTrouble.ofLookup() : Optional.<OwnTrouble>empty())
                .<Answer>map(Answer.NotAsked::new)
                .orElseGet(() -> overdue(timeout));
    }

    /** A socket's own timeout may come a moment before the deadline: it is told in the same words. */
    private static Trouble exact(Trouble trouble, Duration timeout) {
        return trouble.kind() == Trouble.Kind.TIMEOUT ? overdue(timeout) : trouble;
    }

    private static Trouble overdue(Duration timeout) {
        return new Trouble(Trouble.Kind.TIMEOUT, "no complete answer within " + Durations.format(timeout));
    }

    private Observation observation(long start, Answer answer) {
        return new Observation(clock.instant(), Duration.ofNanos(System.nanoTime() - start), answer);
    }

    @Override
    public void close() {
        closed = true;
        task.close();
        deadlines.shutdownNow();
        pool.shutdownNow();
    }
}
