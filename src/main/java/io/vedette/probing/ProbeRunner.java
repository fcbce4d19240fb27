package io.vedette.probing;

import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Attempt;
import io.vedette.probe.NotAsked;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import io.vedette.process.OwnTrouble;
import io.vedette.process.Periodic;
import io.vedette.process.ProcessEnd;
import io.vedette.process.Standstill;
import io.vedette.rule.Progress;
import io.vedette.rule.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Runs probes and the judgement of their answers on a pool and holds each to its time: when that is over the observation is
 * a timeout, whatever the probe or the judgement is stuck in, and the probe is cut short. The time starts when the probe
 * does, so a busy machine makes checks late, not targets slow. Safe for several threads.
 */
public final class ProbeRunner implements AutoCloseable {

    private static final Logger LOG = Loggers.CHECK;
    private static final Duration SOON = Duration.ofMillis(100);
    /** Enough beside those that hang. */
    private static final int MOST_JUDGES = Overtime.MOST_OF_ALL + Overtime.MOST_JUDGEMENTS;

    private final ExecutorService pool;
    /** The same, or threads of the system where some of the pool are virtual. */
    private final ExecutorService judges;

    private final Overtime overtime = new Overtime();
    private final Excuses excuses;
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
     * @param threads how many threads the pool has; empty where virtual ones are among them, which need no counting
     */
    public record Load(int underWay, int waiting, OptionalInt threads) {}

    /** @param pool runs probes and judgements; shut down when the runner is closed */
    public ProbeRunner(ExecutorService pool, Clock clock) {
        this(pool, clock, Standstill.ofThisProcess()::nanos);
    }

    /** @param standstill how long this process has stood still in all, in nanoseconds */
    ProbeRunner(ExecutorService pool, Clock clock, LongSupplier standstill) {
        this.excuses = new Excuses(standstill);
        this.pool = pool;
        this.judges = ProbePool.isOfTheSystem(pool) ? pool : ProbePool.platform(MOST_JUDGES);
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
        run(new Asked(probe, timeout, done), System.nanoTime());
    }

    /**
     * Runs a task on the pool and hands over what came of it, exactly once, on a thread of the pool. What is going on when the
     * runner is closed is handed over no more.
     *
     * @param due when it should begin, as of {@link System#nanoTime}; how much later it does counts as lag
     */
    public void run(ProbeTask task, long due) {
        waiting.incrementAndGet();
        try {
            pool.execute(() -> {
                waiting.decrementAndGet();
                underWay.incrementAndGet();
                try {
                    lag.record(System.nanoTime() - due);
                    new TimedRun(this, task).run();
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
            Answer.NotAsked ours = notAsked(e);
            task.notAsked(new Observation(now(), Duration.ZERO, ours), ours.trouble());
            task.back();
        }
    }

    /** A probe whose answer is not judged. */
    private record Asked(Probe probe, Duration timeout, Consumer<Observation> taker) implements ProbeTask {

        @Override
        public String name() {
            return probe.address();
        }

        @Override
        public Verdict judge(Observation observation, Progress progress) {
            return Verdict.ok();
        }

        @Override
        public boolean isBounded() {
            return true;
        }

        @Override
        public void done(Observation observation, Verdict verdict, boolean hangs) {
            taker.accept(observation);
        }

        @Override
        public void notAsked(Observation observation, OwnTrouble trouble) {
            taker.accept(observation);
        }

        @Override
        public void leftOut(String why) {
            throw new IllegalStateException(why);
        }

        @Override
        public void back() {
            // Nobody waits for that.
        }
    }

    /** Returns the task that keeps the deadlines, for Vedette's own health. */
    public Periodic task() {
        return task;
    }

    /** Returns what the pool is at just now. */
    public Load load() {
        OptionalInt threads = ProbePool.isOfTheSystem(pool) && pool instanceof ThreadPoolExecutor platform
                ? OptionalInt.of(platform.getPoolSize())
                : OptionalInt.empty();
        return new Load(underWay.get(), waiting.get(), threads);
    }

    /** Returns how late the probes began. */
    public ScheduleLag lag() {
        return lag;
    }

    /** Returns what runs longer than it may. */
    public Overtime overtime() {
        return overtime;
    }

    Excuses excuses() {
        return excuses;
    }

    /** Judges what was seen elsewhere within the task's time, which begins now, on a thread that may be blocked. */
    public void judge(ProbeTask task, Observation observation) {
        judges.execute(new TimedRun(this, task).judging(observation));
    }

    /** Judges on this thread, or on one of its own where this one is needed for others: a virtual one that computes is. */
    boolean judges(Runnable judgement, boolean bounded) {
        if (bounded || judges == pool) {
            judgement.run();
        } else {
            judges.execute(judgement);
        }
        return true;
    }

    Future<?> at(long nanos, Runnable deadline) {
        return deadlines.schedule(deadline, nanos, TimeUnit.NANOSECONDS);
    }

    /** Hands an outcome over on the pool. A run that nobody hears of would count as under way for ever: without a thread of the pool it is this one. */
    void handOver(Runnable outcome) {
        try {
            pool.execute(outcome);
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            ProcessEnd.unlessItIsMemory(e);
            if (!closed) {
                outcome.run();
            }
        }
    }

    boolean isClosed() {
        return closed;
    }

    Instant now() {
        return clock.instant();
    }

    Answer ask(Probe probe, Attempt attempt) {
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
            Defects.report(LOG, "a probe failed because of a defect; please report this", e);
        }
        return new Trouble(Trouble.Kind.UNREACHABLE, "the probe failed: " + e);
    }

    private static Answer.NotAsked notAsked(Throwable e) {
        ProcessEnd.unlessItIsMemory(e);
        return new Answer.NotAsked(OwnTrouble.of(e).orElseThrow());
    }

    @Override
    public void close() {
        closed = true;
        task.close();
        deadlines.shutdownNow();
        pool.shutdownNow();
        judges.shutdownNow();
    }
}
