package io.vedette.state;

import io.vedette.rule.Verdict;
import io.vedette.state.Transition.Why;
import java.time.Instant;
import java.util.Optional;

/**
 * Makes every state change. A new state is entered after as many equal verdicts in a row as its threshold asks for; a verdict that
 * agrees with the current state ends the counting.
 */
public final class StateMachine {

    private StateMachine() {}

    /** Returns the step after a verdict. */
    public static Transition take(
            CheckState before, Verdict verdict, Thresholds thresholds, Flapping.Limit limit, Instant now) {
        Transition step = judged(before, verdict, thresholds, limit, now);
        return new Transition(before, ended(step.after(), limit, now), step.why());
    }

    private static Transition judged(
            CheckState before, Verdict verdict, Thresholds thresholds, Flapping.Limit limit, Instant now) {
        Health health = Health.of(verdict.status());
        if (health == before.health()) {
            return new Transition(before, settled(before), Why.UNCHANGED);
        }
        boolean same = before.candidate().filter(verdict.status()::equals).isPresent();
        int counted = same ? before.counted() + 1 : 1;
        if (counted < thresholds.neededFor(health)) {
            return new Transition(before, before.counting(Optional.of(verdict.status()), counted), Why.COUNTING);
        }
        Flapping flapping = before.flapping().changed(before.health(), health, limit, now);
        return new Transition(
                before, before.taking(health, Optional.of(verdict), now).with(flapping), Why.TAKEN);
    }

    /** Returns the step after an operator pauses a check; the pause replaces an earlier one. */
    public static Transition pause(CheckState before, Pause pause) {
        Pause goesOn = before.pause().map(on -> pause.beginning(on.since())).orElse(pause);
        return before.pause().equals(Optional.of(goesOn))
                ? new Transition(before, before, Why.UNCHANGED)
                : new Transition(before, before.paused(Optional.of(goesOn)), Why.PAUSED);
    }

    /** Returns the step after an operator resumes a check. */
    public static Transition resume(CheckState before) {
        return before.pause().isPresent()
                ? new Transition(before, before.paused(Optional.empty()), Why.RESUMED)
                : new Transition(before, before, Why.UNCHANGED);
    }

    /** Returns the step after an operator silences a check; the silence replaces an earlier one. */
    public static Transition silence(CheckState before, Silence silence) {
        return new Transition(before, before.silenced(Optional.of(silence)), Why.SILENCED);
    }

    /** Returns the step after an operator ends a silence. */
    public static Transition unsilence(CheckState before) {
        return new Transition(before, before.silenced(Optional.empty()), Why.UNSILENCED);
    }

    /** Returns the step that somebody makes who has the problem in hand; there is none where there is no problem. */
    public static Transition acknowledge(CheckState before, Acknowledgement acknowledgement) {
        return before.isInIncident()
                ? new Transition(before, before.acknowledged(Optional.of(acknowledgement)), Why.ACKNOWLEDGED)
                : new Transition(before, before, Why.UNCHANGED);
    }

    /** Returns the step that takes back who has the problem in hand. */
    public static Transition unacknowledge(CheckState before) {
        return before.acknowledgement().isPresent()
                ? new Transition(before, before.acknowledged(Optional.empty()), Why.UNACKNOWLEDGED)
                : new Transition(before, before, Why.UNCHANGED);
    }

    /** Returns the step by time alone: a silence or a pause ends, or a check stops flapping. */
    public static Transition lookAgain(CheckState before, Flapping.Limit limit, Instant now) {
        return new Transition(before, ended(before, limit, now), Why.UNCHANGED);
    }

    private static CheckState ended(CheckState state, Flapping.Limit limit, Instant now) {
        CheckState goingOn =
                state.pause().filter(pause -> !pause.isOn(now)).isPresent() ? state.paused(Optional.empty()) : state;
        CheckState heard = state.silence().filter(silence -> !silence.isOn(now)).isPresent()
                ? goingOn.silenced(Optional.empty())
                : goingOn;
        Flapping flapping = heard.flapping().at(limit, now);
        return flapping.equals(heard.flapping()) ? heard : heard.with(flapping);
    }

    private static CheckState settled(CheckState state) {
        return state.candidate().isEmpty() ? state : state.counting(Optional.empty(), 0);
    }
}
