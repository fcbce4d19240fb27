package io.vedette.state;

import io.vedette.rule.Verdict;
import io.vedette.state.Transition.Why;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes every state change. A new state is taken after as many equal verdicts in a row as its threshold asks for; a
 * verdict that agrees with the present state ends the counting.
 */
public final class StateMachine {

    private StateMachine() {}

    /** The step that a verdict makes. */
    public static Transition take(CheckState before, Verdict verdict, Thresholds thresholds, Instant now) {
        if (before.health() == Health.PAUSED) {
            return new Transition(before, before, Why.IGNORED_WHILE_PAUSED);
        }
        Health health = Health.of(verdict.status());
        if (health == before.health()) {
            return new Transition(before, settled(before), Why.UNCHANGED);
        }
        boolean same = before.candidate().filter(verdict.status()::equals).isPresent();
        int counted = same ? before.counted() + 1 : 1;
        if (counted < thresholds.neededFor(health)) {
            CheckState after = new CheckState(
                    before.health(),
                    before.since(),
                    before.previous(),
                    before.cause(),
                    Optional.of(verdict.status()),
                    counted);
            return new Transition(before, after, Why.COUNTING);
        }
        return new Transition(before, taken(before, health, Optional.of(verdict), now), Why.TAKEN);
    }

    /** The step that an operator makes who stops a check. */
    public static Transition pause(CheckState before, Instant now) {
        return before.health() == Health.PAUSED
                ? new Transition(before, before, Why.UNCHANGED)
                : new Transition(before, taken(before, Health.PAUSED, Optional.empty(), now), Why.PAUSED);
    }

    /** The step that an operator makes who lets a check go on. */
    public static Transition resume(CheckState before, Instant now) {
        return before.health() == Health.PAUSED
                ? new Transition(before, taken(before, Health.PENDING, Optional.empty(), now), Why.RESUMED)
                : new Transition(before, before, Why.UNCHANGED);
    }

    private static CheckState settled(CheckState state) {
        return state.candidate().isEmpty()
                ? state
                : new CheckState(state.health(), state.since(), state.previous(), state.cause(), Optional.empty(), 0);
    }

    private static CheckState taken(CheckState before, Health health, Optional<Verdict> cause, Instant now) {
        return new CheckState(health, now, before.health(), cause, Optional.empty(), 0);
    }
}
