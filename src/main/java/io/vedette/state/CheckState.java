package io.vedette.state;

import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of one check. Changes pass through {@link StateMachine} alone.
 *
 * @param health the state taken
 * @param since when it was taken
 * @param previous the state before it
 * @param cause the verdict that made it; empty while pending or paused
 * @param candidate the status that is being counted and has not been taken yet
 * @param counted how many verdicts in a row spoke for the candidate; 0 without one
 * @param silence an operator's silence, until it is seen to be over
 * @param flapping whether it changes too often
 */
public record CheckState(
        Health health,
        Instant since,
        Health previous,
        Optional<Verdict> cause,
        Optional<Status> candidate,
        int counted,
        Optional<Silence> silence,
        Flapping flapping) {

    /** A state that nobody silenced and that does not flap. */
    public CheckState(
            Health health,
            Instant since,
            Health previous,
            Optional<Verdict> cause,
            Optional<Status> candidate,
            int counted) {
        this(health, since, previous, cause, candidate, counted, Optional.empty(), Flapping.NONE);
    }

    /** A check that nothing is known of yet. */
    public static CheckState pending(Instant since) {
        return new CheckState(Health.PENDING, since, Health.PENDING, Optional.empty(), Optional.empty(), 0);
    }

    CheckState counting(Optional<Status> status, int times) {
        return new CheckState(health, since, previous, cause, status, times, silence, flapping);
    }

    CheckState with(Optional<Silence> silenced) {
        return new CheckState(health, since, previous, cause, candidate, counted, silenced, flapping);
    }

    CheckState with(Flapping flaps) {
        return new CheckState(health, since, previous, cause, candidate, counted, silence, flaps);
    }
}
