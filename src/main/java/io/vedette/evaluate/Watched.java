package io.vedette.evaluate;

import io.vedette.check.Check;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.probing.Connectivity;
import io.vedette.probing.Run;
import io.vedette.probing.Runs;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.state.ClockStep;
import io.vedette.state.Flapping;
import io.vedette.state.Mute;
import io.vedette.state.Thresholds;
import io.vedette.state.Transition;
import io.vedette.store.CheckRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

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
    private final AtomicReference<Run> inFlight = new AtomicReference<>();
    private final AtomicBoolean again = new AtomicBoolean();
    private final AtomicLong due = new AtomicLong(NOT_SCHEDULED);

    private volatile Latest latest;
    private volatile Verdict newest;
    private volatile CheckRecord record;
    private volatile Instant asked = Instant.MIN;
    private volatile Instant lastSuccess;
    private volatile long doubt = Connectivity.NO_DOUBT;
    private volatile Mute mute = Mute.NONE;
    private volatile Runs runs = Runs.NONE;
    private volatile VerdictOrder order = new VerdictOrder();
    private volatile long begun = System.nanoTime();
    private volatile Optional<Expectation> expectation = Optional.empty();
    private long pings;
    private long errors;
    private long skipped;
    private long dropped;
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
     * @param skipped runs that were left out because the one before was still going on, or this process stood still
     * @param dropped verdicts that changed nothing because they came too late
     */
    public record Counts(long pings, long errors, long skipped, long dropped, int consecutiveFailures) {}

    Watched(Check check, Optional<Probe> probe, Rule rule, CheckRecord record, Instant since) {
        this.check = check;
        this.probe = probe;
        this.rule = rule;
        this.record = record;
        this.since = since;
    }

    /** Returns its definition. */
    public Check check() {
        return check;
    }

    /** Returns how it asks; empty where a route of an application's own does. */
    public Optional<Probe> probe() {
        return probe;
    }

    /** Returns what judges its answers. */
    public Rule rule() {
        return rule;
    }

    /** Returns when it was taken up. */
    public Instant since() {
        return since;
    }

    /** Returns the newest result, if there was one since it was taken up. */
    public Optional<Latest> latest() {
        return Optional.ofNullable(latest);
    }

    /** Returns when it last answered ok or degraded, as far as this process knows. */
    public Optional<Instant> lastSuccess() {
        return Optional.ofNullable(lastSuccess);
    }

    /** Takes over from the definition before it what was seen of the same check, and who runs it. */
    void goOnFrom(Watched before) {
        lastSuccess = before.lastSuccess;
        runs = before.runs;
        order = before.order;
        expectation = before.expectation;
    }

    /** Returns where its verdicts wait for each other, whatever definition of the check they are of. */
    VerdictOrder order() {
        return order;
    }

    /** Returns what is stored, as last seen. */
    public CheckRecord record() {
        return record;
    }

    /** Returns what was counted since it was taken up. */
    public synchronized Counts counts() {
        return new Counts(pings, errors, skipped, dropped, consecutiveFailures);
    }

    /** Says when the coming run is due by the check's interval, as of {@link System#nanoTime}. */
    public void schedule(long nanos) {
        due.set(nanos);
    }

    /** Returns when the coming run is due, as of {@link System#nanoTime}; now when no schedule asked for it. */
    public long takeDue() {
        long scheduled = due.getAndSet(NOT_SCHEDULED);
        return scheduled == NOT_SCHEDULED ? System.nanoTime() : scheduled;
    }

    /** Begins a run, unless one is going on: that is counted as skipped. */
    public Optional<Run> begin() {
        Run run = new Run(this::ended);
        if (inFlight.compareAndSet(null, run)) {
            begun = System.nanoTime();
            return Optional.of(run);
        }
        skip(1);
        return Optional.empty();
    }

    private void ended() {
        inFlight.set(null);
        if (again.getAndSet(false)) {
            runs.now();
        }
    }

    /** Counts runs that are left out. */
    public synchronized void skip(long count) {
        skipped += count;
    }

    /** Says that messages must keep coming, or that none need; what was heard under another expectation counts on. */
    public void expect(Optional<Expectation> expected) {
        expected.ifPresent(next -> expectation.ifPresent(next::goOnFrom));
        expectation = expected;
    }

    /** Notes that a message came, whatever it says. */
    public void heard(Instant at) {
        expectation.ifPresent(expected -> expected.heard(at));
    }

    Optional<Expectation> expectation() {
        return expectation;
    }

    synchronized void drop() {
        dropped++;
    }

    /** Returns when a run last began or was answered, as of {@link System#nanoTime}; when it was taken up, before the first. */
    public long begun() {
        return begun;
    }

    /** Says how a run beside the schedule is started; until then there is none. */
    public void runBy(Runs starter) {
        runs = starter;
    }

    /** Starts a run beside the schedule, unless one is going on. */
    void askAgain() {
        if (inFlight.get() == null) {
            runs.now();
        }
    }

    /** Has a run at a moment that the schedule would come too late for. */
    void askAt(Instant moment) {
        runs.at(moment);
    }

    /** Has one more run begin when the one that is going on ends; false when none is. */
    public boolean runAfterwards() {
        if (inFlight.get() == null) {
            return false;
        }
        again.set(true);
        // It may have ended just now: whoever takes the mark away starts the run.
        return inFlight.get() != null || !again.getAndSet(false);
    }

    /** Returns when the newest answer was asked for; long ago when there is none since it was taken up. */
    Instant asked() {
        return asked;
    }

    /** Returns the doubt about the own connection that its failure raised. */
    long doubt() {
        return doubt;
    }

    void doubt(long raised) {
        doubt = raised;
    }

    /** Returns the mute that was on when it was last decided what to tell. */
    Mute mute() {
        return mute;
    }

    void mute(Mute seen) {
        mute = seen;
    }

    /** Returns when its changes are too many; a state that outlasts an error interval and an interval is told in any case. */
    Flapping.Limit flappingLimit() {
        return check.flapChanges() == 0
                ? Flapping.Limit.OFF
                : new Flapping.Limit(
                        check.flapChanges(),
                        check.flapWindow(),
                        check.errorInterval().plus(check.interval()));
    }

    Thresholds thresholds() {
        return new Thresholds(check.failureThreshold(), check.successThreshold());
    }

    /** Returns the newest verdict, also before anything came of it. */
    Optional<Verdict> newest() {
        return Optional.ofNullable(newest);
    }

    synchronized void count(Observation observation, Verdict verdict) {
        newest = verdict;
        begun = System.nanoTime();
        asked = observation.at().minus(observation.took());
        pings++;
        if (verdict.status() == Status.OK || verdict.status() == Status.DEGRADED) {
            lastSuccess = observation.at();
        }
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

    void clockWasSet(ClockStep step) {
        asked = asked.equals(Instant.MIN) ? asked : step.past(asked);
        lastSuccess = lastSuccess == null ? null : step.past(lastSuccess);
        expectation.ifPresent(expected -> expected.clockWasSet(step));
    }

    /** Keeps a stored record. Two steps may end in another order than they were stored: the newer one stays. */
    public synchronized void keep(CheckRecord stored) {
        if (stored.version() > record.version()) {
            record = stored;
        }
    }
}
