package io.vedette.watch;

import io.vedette.check.Check;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import io.vedette.state.Thresholds;
import io.vedette.state.Transition;
import io.vedette.store.CheckRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One check while it is watched: its definition beside what was counted since it was taken up. Counters and the latest
 * verdict are for showing; what decides is in the {@link CheckRecord}. Safe for several threads.
 */
public final class Watched {

    private static final long NOT_SCHEDULED = Long.MIN_VALUE;

    private final Check check;
    private final Optional<Probe> probe;
    private final Rule rule;
    private final Instant since;
    private final AtomicBoolean inFlight = new AtomicBoolean();
    private final AtomicLong due = new AtomicLong(NOT_SCHEDULED);

    private volatile Latest latest;
    private volatile Verdict newest;
    private volatile CheckRecord record;
    private long pings;
    private long errors;
    private long skipped;
    private int consecutiveFailures;

    /**
     * The newest result, for showing.
     *
     * @param at when it was judged
     * @param took how long the probe took
     * @param why what the state machine made of it
     */
    public record Latest(Instant at, Duration took, Verdict verdict, Transition.Why why) {}

    /**
     * Counters since the check was taken up.
     *
     * @param pings observations
     * @param errors observations judged degraded or error
     * @param skipped runs that were left out because the one before was still going on
     */
    public record Counts(long pings, long errors, long skipped, int consecutiveFailures) {}

    Watched(Check check, Optional<Probe> probe, Rule rule, CheckRecord record, Instant since) {
        this.check = check;
        this.probe = probe;
        this.rule = rule;
        this.record = record;
        this.since = since;
    }

    public Check check() {
        return check;
    }

    /** How it asks; empty where a route of an application's own does. */
    public Optional<Probe> probe() {
        return probe;
    }

    public Rule rule() {
        return rule;
    }

    /** When it was taken up. */
    public Instant since() {
        return since;
    }

    /** The newest result, if there was one since it was taken up. */
    public Optional<Latest> latest() {
        return Optional.ofNullable(latest);
    }

    /** What is stored, as last seen. */
    public CheckRecord record() {
        return record;
    }

    public synchronized Counts counts() {
        return new Counts(pings, errors, skipped, consecutiveFailures);
    }

    /** Says when the coming run is due by the check's interval, as of {@link System#nanoTime}. */
    public void schedule(long nanos) {
        due.set(nanos);
    }

    /** When the coming run is due, as of {@link System#nanoTime}; now when no schedule asked for it. */
    public long takeDue() {
        long scheduled = due.getAndSet(NOT_SCHEDULED);
        return scheduled == NOT_SCHEDULED ? System.nanoTime() : scheduled;
    }

    /** Starts a run, unless one is going on: that is counted as skipped. */
    public boolean begin() {
        if (inFlight.compareAndSet(false, true)) {
            return true;
        }
        synchronized (this) {
            skipped++;
        }
        return false;
    }

    /** Ends a run. */
    public void end() {
        inFlight.set(false);
    }

    Thresholds thresholds() {
        return new Thresholds(check.failureThreshold(), check.successThreshold());
    }

    /** The newest verdict, also before anything came of it. */
    Optional<Verdict> newest() {
        return Optional.ofNullable(newest);
    }

    synchronized void count(Verdict verdict) {
        newest = verdict;
        pings++;
        if (verdict.status().isProblem()) {
            errors++;
            consecutiveFailures++;
        } else {
            consecutiveFailures = 0;
        }
    }

    void show(Observation observation, Verdict verdict, Transition.Why why) {
        latest = new Latest(observation.at(), observation.took(), verdict, why);
    }

    /** Two steps may end in another order than they were stored: the newer record stays. */
    synchronized void keep(CheckRecord stored) {
        if (stored.version() > record.version()) {
            record = stored;
        }
    }
}
