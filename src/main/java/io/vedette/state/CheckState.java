package io.vedette.state;

import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of one check. Only {@link StateMachine} changes it.
 *
 * @param health the current state; never {@link Health#PAUSED}, which is only shown while an operator's pause is on
 * @param since when it was entered; a state that continues after a sleep keeps its time
 * @param previous the state before it
 * @param cause the verdict that led to it; empty while pending
 * @param candidate the status that is being counted and has not become the state yet
 * @param counted how many verdicts in a row had the candidate's status; 0 without a candidate
 * @param silence an operator's silence, until its end is noticed
 * @param flapping the latest changes, and whether the check flaps
 * @param problemSince when the current problem began, degraded and error being one; of the last problem while there is none
 * @param awakeSince while it sleeps: when the previous state was entered
 * @param pause an operator's pause, until its end is noticed
 * @param acknowledgement who has the current problem in hand
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
        Optional<Pause> pause,
        Optional<Acknowledgement> acknowledgement) {

    /** Creates a state without mutes and flapping; if it is a problem, the problem began with it. */
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
                Optional.empty(),
                Optional.empty());
    }

    /** Returns the state of a new check. */
    public static CheckState pending(Instant since) {
        return new CheckState(Health.PENDING, since, Health.PENDING, Optional.empty(), Optional.empty(), 0);
    }

    /** Returns the state to show: paused while an operator's pause is on, whatever the state is. */
    public Health shown() {
        return pause.isPresent() ? Health.PAUSED : health;
    }

    /** Returns whether there is a problem now. */
    public boolean isProblem() {
        return health.isProblem();
    }

    /** Returns whether an incident is open: there is a problem, or there was one when the check fell asleep. */
    public boolean isInIncident() {
        return health.isProblem() || health == Health.SLEEPING && previous.isProblem();
    }

    CheckState counting(Optional<Status> status, int times) {
        return new CheckState(
                health,
                since,
                previous,
                cause,
                status,
                times,
                silence,
                flapping,
                problemSince,
                awakeSince,
                pause,
                acknowledgement);
    }

    CheckState silenced(Optional<Silence> other) {
        return with(other, flapping, pause, acknowledgement);
    }

    CheckState with(Flapping flaps) {
        return with(silence, flaps, pause, acknowledgement);
    }

    CheckState paused(Optional<Pause> other) {
        return with(silence, flapping, other, acknowledgement);
    }

    CheckState acknowledged(Optional<Acknowledgement> other) {
        return with(silence, flapping, pause, other);
    }

    private CheckState with(
            Optional<Silence> silenced,
            Flapping flaps,
            Optional<Pause> paused,
            Optional<Acknowledgement> acknowledged) {
        return new CheckState(
                health,
                since,
                previous,
                cause,
                candidate,
                counted,
                silenced,
                flaps,
                problemSince,
                awakeSince,
                paused,
                acknowledged);
    }

    /** Returns the next state; a state that was the same before a sleep keeps its time. */
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
                pause,
                acknowledgement.filter(one -> one.covers(next)));
    }

    /** Returns the state with its times corrected after the clock was set. */
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
                pause.map(one -> one.moved(step)),
                acknowledgement.map(one -> one.moved(step)));
    }
}
