package io.vedette.evaluate;

import io.vedette.config.values.Durations;
import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.process.Standstill;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import io.vedette.state.ClockStep;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/**
 * That messages about a check keep coming from a route of an application's own: when none came for too long, that is an error
 * {@code missed}, said again and again until one comes. Time in which the route does not run, or this whole process stood still,
 * does not count. Safe for several threads.
 */
public final class Expectation {

    private final Duration every;
    private final Duration again;
    private final BooleanSupplier running;
    private final UnaryOperator<Duration> standstill;
    private Instant since;
    private boolean heard;
    private Instant due;

    /**
     * @param every the longest time between two messages
     * @param interval how long after one that is missing the next may be said to be missing, where {@code every} is longer
     * @param now when messages begin to be expected
     * @param running whether the route runs that they come from
     */
    public Expectation(Duration every, Duration interval, Instant now, BooleanSupplier running) {
        this(every, interval, now, running, Standstill.ofThisProcess()::within);
    }

    /** @param standstill how much of so long a time before now this process stood still */
    Expectation(
            Duration every,
            Duration interval,
            Instant now,
            BooleanSupplier running,
            UnaryOperator<Duration> standstill) {
        this.every = every;
        this.again = every.compareTo(interval) < 0 ? every : interval;
        this.running = running;
        this.standstill = standstill;
        waitFrom(now);
    }

    synchronized void heard(Instant at) {
        heard = true;
        waitFrom(at);
    }

    /** Waits on for what another expectation of the same check waits for. */
    synchronized void goOnFrom(Expectation before) {
        synchronized (before) {
            heard = before.heard;
            waitFrom(before.since);
        }
    }

    private void waitFrom(Instant moment) {
        since = moment;
        due = moment.plus(every);
    }

    /** Returns that a message is missing, when that is to be said now. */
    synchronized Optional<Verdict> look(Instant now) {
        if (!running.getAsBoolean()) {
            waitFrom(now);
            return Optional.empty();
        }
        if (!now.isAfter(due)) {
            return Optional.empty();
        }
        Duration stood = standstill.apply(Duration.between(since, now));
        if (!now.isAfter(due.plus(stood))) {
            return Optional.empty();
        }
        due = now.plus(again).minus(stood);
        return Optional.of(Verdict.error(Reason.MISSED, missing(now)));
    }

    /** Returns what was observed when a message is missing: that nobody spoke. */
    static Observation silence(Verdict missing, Instant now) {
        Answer nobody = new Answer.Trouble(Answer.Trouble.Kind.UNREACHABLE, missing.message());
        return new Observation(now, Duration.ZERO, nobody);
    }

    synchronized void clockWasSet(ClockStep step) {
        since = step.past(since);
        due = step.future(due);
    }

    private String missing(Instant now) {
        String expected = ", one is expected at least every " + Durations.format(every);
        return heard
                ? "no message for "
                        + Durations.format(Duration.between(since, now).truncatedTo(ChronoUnit.SECONDS))
                        + expected
                : "no message has come since " + since.truncatedTo(ChronoUnit.SECONDS) + expected;
    }
}
