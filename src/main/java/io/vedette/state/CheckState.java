package io.vedette.state;

import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of one check. Changes pass through {@link StateMachine} alone.
 *
 * @param health the state taken; never {@link Health#PAUSED}, which is how a check is shown that an operator paused
 * @param since when it was taken; a state that goes on after a sleep keeps its time
 * @param previous the state before it
 * @param cause the verdict that made it; empty while pending
 * @param candidate the status that is being counted and has not been taken yet
 * @param counted how many verdicts in a row spoke for the candidate; 0 without one
 * @param silence an operator's silence, until it is seen to be over
 * @param flapping whether it changes too often
 * @param problemSince when the present problem began, degraded and error being one; of the last problem while there is none
 * @param awakeSince while it sleeps: when the state before was taken
 * @param pause an operator's pause, until it is seen to be over
 */
public record CheckState(
        Health health,
        Instant since,
        Health previous,
        Optional<Verdict> cause,
        Optional<Status> candidate,
        int counted,
        Optional<Silence> silence,
        Flapping flapping,
        Optional<Instant> problemSince,
        Optional<Instant> awakeSince,
        Optional<Pause> pause) {

    /** A state that nobody muted and that does not flap; a problem began with it. */
    public CheckState(
            Health health,
            Instant since,
            Health previous,
            Optional<Verdict> cause,
            Optional<Status> candidate,
            int counted) {
        this(
                health,
                since,
                previous,
                cause,
                candidate,
                counted,
                Optional.empty(),
                Flapping.NONE,
                health.isProblem() ? Optional.of(since) : Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Returns a check that nothing is known of yet. */
    public static CheckState pending(Instant since) {
        return new CheckState(Health.PENDING, since, Health.PENDING, Optional.empty(), Optional.empty(), 0);
    }

    /** Returns the state as people see it: paused while an operator's pause is on, whatever is true meanwhile. */
    public Health shown() {
        return pause.isPresent() ? Health.PAUSED : health;
    }

    /** Returns whether there is a problem, or there was one when it fell asleep: an incident goes on. */
    public boolean isInIncident() {
        return health.isProblem() || health == Health.SLEEPING && previous.isProblem();
    }

    CheckState counting(Optional<Status> status, int times) {
        return new CheckState(
                health, since, previous, cause, status, times, silence, flapping, problemSince, awakeSince, pause);
    }

    CheckState silenced(Optional<Silence> other) {
        return new CheckState(
                health, since, previous, cause, candidate, counted, other, flapping, problemSince, awakeSince, pause);
    }

    CheckState with(Flapping flaps) {
        return new CheckState(
                health, since, previous, cause, candidate, counted, silence, flaps, problemSince, awakeSince, pause);
    }

    CheckState paused(Optional<Pause> other) {
        return new CheckState(
                health, since, previous, cause, candidate, counted, silence, flapping, problemSince, awakeSince, other);
    }

    /** Returns the next state; one that was the same before a sleep goes on. */
    CheckState taking(Health next, Optional<Verdict> why, Instant now) {
        boolean goesOn = health == Health.SLEEPING && previous == next;
        Optional<Instant> problem = !next.isProblem()
                ? problemSince
                : isInIncident() ? problemSince.or(() -> Optional.of(awakeSince.orElse(since))) : Optional.of(now);
        return new CheckState(
                next,
                goesOn ? awakeSince.orElse(now) : now,
                health,
                why,
                Optional.empty(),
                0,
                silence,
                flapping,
                problem,
                next == Health.SLEEPING ? Optional.of(since) : Optional.empty(),
                pause);
    }

    /** Returns the same after the clock was set. */
    public CheckState moved(ClockStep step) {
        return new CheckState(
                health,
                step.past(since),
                previous,
                cause,
                candidate,
                counted,
                silence.map(one -> one.moved(step)),
                flapping.moved(step),
                problemSince.map(step::past),
                awakeSince.map(step::past),
                pause.map(one -> one.moved(step)));
    }
}
