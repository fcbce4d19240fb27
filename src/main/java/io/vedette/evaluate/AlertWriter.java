package io.vedette.evaluate;

import io.vedette.alert.Alert;
import io.vedette.alert.Wording;
import io.vedette.check.Check;
import io.vedette.config.values.Durations;
import io.vedette.rule.Verdict;
import io.vedette.state.Acknowledgement;
import io.vedette.state.AlertKind;
import io.vedette.state.CheckState;
import io.vedette.state.Flapping;
import io.vedette.state.Health;
import io.vedette.state.LastNotified;
import io.vedette.state.Throttle;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes the alert for a decision, from the check's current state and what the target was last notified of. */
final class AlertWriter {

    /** @param at when the alert was first decided, which is its place in the queue */
    Alert write(
            Watched watched, CheckState state, LastNotified lastNotified, Throttle.Why why, Instant at, Instant now) {
        AlertKind kind = why.kind().orElseThrow();
        boolean flaps = why == Throttle.Why.PROBLEM_FLAPS;
        Check check = watched.check();
        // The current verdict, not the one with which the state began: that may be long ago.
        Verdict verdict = watched.newest()
                .filter(newest -> Health.of(newest.status()) == state.health())
                .or(state::cause)
                .orElseGet(Verdict::ok);
        boolean recovery = kind == AlertKind.RECOVERY;
        Optional<Instant> began = state.problemSince();
        Optional<Acknowledgement> acknowledged = recovery ? Optional.empty() : state.acknowledgement();
        Optional<Duration> lasted = began.map(from -> between(from, recovery ? state.since() : now));
        return new Alert(
                UUID.randomUUID().toString(),
                kind,
                check.name(),
                check.group(),
                check.tags(),
                check.url(),
                lastNotified.problemAt().isPresent() ? lastNotified.health() : state.previous(),
                flaps ? flappingState(state) : kind == AlertKind.ACKNOWLEDGED ? lastNotified.health() : state.health(),
                flaps ? Alert.FLAPPING : recovery ? "" : verdict.reasonCode(),
                flaps
                        ? flapping(watched, state, now)
                        : recovery
                                ? recovered(lastNotified, lasted)
                                : acknowledged
                                        .filter(one -> kind == AlertKind.ACKNOWLEDGED)
                                        .map(AlertWriter::words)
                                        .orElseGet(() -> settled(lastNotified) + verdict.message()),
                verdict.details().process(),
                verdict.details().server(),
                at,
                state.since(),
                recovery ? List.of() : verdict.failures(),
                recovery || flaps ? 0 : watched.counts().consecutiveFailures(),
                began,
                lasted,
                acknowledged,
                lastNotified.reference(),
                "",
                Wording.BUILT_IN);
    }

    /** Who has it, and what they said. */
    private static String words(Acknowledgement acknowledgement) {
        String who = acknowledgement.by().isEmpty() ? "somebody has it" : acknowledgement.by() + " has it";
        return acknowledgement.reason().isEmpty() ? who : who + ": " + acknowledgement.reason();
    }

    /** Returns the state that an alert about a flapping check names: its current problem, else its previous one. */
    private static Health flappingState(CheckState state) {
        if (state.health().isProblem()) {
            return state.health();
        }
        return state.previous().isProblem() ? state.previous() : Health.DEGRADED;
    }

    private static String flapping(Watched watched, CheckState state, Instant now) {
        Flapping.Limit limit = watched.flappingLimit();
        return "flapping: " + state.flapping().count(limit, now) + " changes in " + Durations.format(limit.window())
                + ", " + state.health().code() + " at the moment";
    }

    private static String settled(LastNotified lastNotified) {
        return lastNotified.flapping() ? "settled after flapping: " : "";
    }

    private static String recovered(LastNotified lastNotified, Optional<Duration> lasted) {
        String time = lasted.map(Durations::words).orElse("");
        if (lastNotified.flapping()) {
            return "It settled after flapping" + (time.isEmpty() ? "." : "; its last problem lasted " + time + ".");
        }
        return time.isEmpty() ? "" : "The problem lasted " + time + ".";
    }

    /** Returns the time between; never negative, even if the clock was set back. */
    private static Duration between(Instant from, Instant to) {
        Duration time = Duration.between(from, to).truncatedTo(ChronoUnit.SECONDS);
        return time.isNegative() ? Duration.ZERO : time;
    }
}
