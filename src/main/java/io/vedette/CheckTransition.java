package io.vedette;

import io.vedette.check.Check;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.Transition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A change of a check's state, as people see it: what changes during a pause is none.
 *
 * @param check its name
 * @param group the group it is shown in, or empty
 * @param tags words to filter by
 * @param from what it was: pending, ok, degraded, error, sleeping or paused
 * @param to what it is now
 * @param reason the code of why it is a problem, such as {@code http-status}; empty where it is none
 * @param message one line for a person, or empty
 * @param at when it changed
 */
public record CheckTransition(
        String check,
        String group,
        List<String> tags,
        Health from,
        Health to,
        String reason,
        String message,
        Instant at) {

    static CheckTransition of(Check check, Transition transition, Instant at) {
        CheckState after = transition.after();
        Optional<Verdict> cause = after.cause().filter(verdict -> after.shown() == Health.of(verdict.status()));
        return new CheckTransition(
                check.name(),
                check.group(),
                check.tags(),
                transition.before().shown(),
                after.shown(),
                cause.map(Verdict::reasonCode).orElse(""),
                cause.map(Verdict::message).orElse(""),
                at);
    }
}
