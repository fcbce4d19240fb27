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
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One check while it is watched: its definition, and what was counted since it was added. Counters and the latest verdict are for
 * display; decisions depend on the {@link CheckRecord}. Safe for several threads.
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
    private volatile Instant lookAt = Instant.MAX;
    private volatile Runs runs = Runs.NONE;
    private volatile VerdictOrder order = new VerdictOrder();
    private volatile long begun = System.nanoTime();
    private volatile Optional<Expectation> expectation = Optional.empty();
    private final Tally tally = new Tally();

    /**
     * Counters since the check was added.
     *
     * @param pings observations
     * @param errors observations judged degraded or error
     * @param skipped runs skipped because the previous one was not finished, or this process stood still
     * @param dropped verdicts that were ignored because they came too late
     */
    public record Counts(long pings, long errors, long skipped, long dropped, int consecutiveFailures) {}

    Watched(Check check, Optional<Probe> probe, Rule rule, CheckRecord record, Instant since) {
        this.check = check;
        this.probe = probe;
        this.rule = rule;
        this.record = record;
        this.since = since;
    }

    /** Returns the definition. */
    public Check check() {
        return check;
    }

    /** Returns the probe; empty if a route of the application's own does the asking. */
    public Optional<Probe> probe() {
        return probe;
    }

    /** Returns the rule that judges its answers. */
    public Rule rule() {
        return rule;
    }

    /** Returns when the check was added. */
    public Instant since() {
        return since;
    }

    /** Returns the latest result; empty if there was none since the check was added. */
    public Optional<Latest> latest() {
        return Optional.ofNullable(latest);
    }

    /** Returns when the check was last ok or degraded, as far as this process knows. */
    public Optional<Instant> lastSuccess() {
        return Optional.ofNullable(lastSuccess);
    }

    /** Takes over counters, results and schedule from the previous definition of the same check. */
    void goOnFrom(Watched before) {
        lastSuccess = before.lastSuccess;
        runs = before.runs;
        order = before.order;
        expectation = before.expectation;
    }

    /** Returns the order of verdicts, shared by all definitions of the check. */
    VerdictOrder order() {
        return order;
    }

    /** Returns the stored record as last seen. */
    public CheckRecord record() {
        return record;
    }

    /** Returns the counters since the check was added. */
    public Counts counts() {
        return tally.counts();
    }

    /** Sets when the next run is due by the check's interval, as of {@link System#nanoTime}. */
    public void schedule(long nanos) {
        due.set(nanos);
    }

    /** Returns when the coming run was due, as of {@link System#nanoTime}; now if no schedule asked for it. */
    public long takeDue() {
        long scheduled = due.getAndSet(NOT_SCHEDULED);
        return scheduled == NOT_SCHEDULED ? System.nanoTime() : scheduled;
    }

    /** Starts a run, unless one is not finished: then it is counted as skipped. */
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

    /** Counts skipped runs. */
    public void skip(long count) {
        tally.skip(count);
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

    void drop() {
        tally.drop();
    }

    /** Returns when a run last began or was answered, as of {@link System#nanoTime}; before the first, when the check was added. */
    public long begun() {
        return begun;
    }

    /** Sets what starts a run beside the schedule; until then there is none. */
    public void runBy(Runs starter) {
        runs = starter;
    }

    /** Starts a run beside the schedule, unless one is not finished. */
    public void askAgain() {
        if (inFlight.get() == null) {
            runs.now();
        }
    }

    /** Returns what starts runs beside the schedule, and moves it. */
    public Runs runs() {
        return runs;
    }

    /** Plans one more run for when the current one ends; returns false if there is none. */
    public boolean runAfterwards() {
        if (inFlight.get() == null) {
            return false;
        }
        again.set(true);
        // It may have ended just now: whoever clears the mark starts the run.
        return inFlight.get() != null || !again.getAndSet(false);
    }

    /** Returns when the latest answer was asked for, by whichever node; long ago if there was none since the check was added. */
    public Instant asked() {
        return asked;
    }

    /** Returns the number of the doubt about Vedette's own connection that its failure raised. */
    long doubt() {
        return doubt;
    }

    void doubt(long raised) {
        doubt = raised;
    }

    /** Returns the mute that was on when it was last decided whom to notify. */
    Mute mute() {
        return mute;
    }

    void mute(Mute seen) {
        mute = seen;
    }

    /** Returns when time alone may make something to tell; {@link Instant#MAX} for never. */
    Instant lookAt() {
        return lookAt;
    }

    void lookAt(Instant moment) {
        lookAt = moment;
    }

    /** Returns how many changes are flapping; a state that outlasts error interval plus interval is notified in any case. */
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

    /** Returns the latest verdict, even before it changed anything. */
    Optional<Verdict> newest() {
        return Optional.ofNullable(newest);
    }

    synchronized void count(Observation observation, Verdict verdict) {
        newest = verdict;
        begun = System.nanoTime();
        asked = observation.at().minus(observation.took());
        tally.add(verdict.status());
        if (verdict.status() == Status.OK || verdict.status() == Status.DEGRADED) {
            lastSuccess = observation.at();
        }
    }

    void show(Observation observation, Verdict verdict, Transition.Why why) {
        latest = Latest.of(latest(), observation, verdict, why);
    }

    void clockWasSet(ClockStep step) {
        asked = asked.equals(Instant.MIN) ? asked : step.past(asked);
        lastSuccess = lastSuccess == null ? null : step.past(lastSuccess);
        lookAt = lookAt.equals(Instant.MAX) ? lookAt : step.now();
        expectation.ifPresent(expected -> expected.clockWasSet(step));
    }

    /** Keeps a stored record, unless it has a newer one: steps may end in another order than they were stored. */
    public synchronized void keep(CheckRecord stored) {
        if (stored.version() > record.version()) {
            record = stored;
        }
    }
}
