package io.vedette.watch;

import io.vedette.alert.Alert;
import io.vedette.check.Check;
import io.vedette.config.Durations;
import io.vedette.rule.Verdict;
import io.vedette.state.AlertKind;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Writes the alert for a decision: what is true of the check now, beside what the target was told last. */
final class AlertWriter {

    /** @param at since when there is something to tell; the alert's place in the line */
    Alert write(Watched watched, CheckState state, Told told, AlertKind kind, Instant at, Instant now) {
        Check check = watched.check();
        // What is true now, not what was true when the state began: it may have begun long ago.
        Verdict verdict = watched.newest()
                .filter(newest -> Health.of(newest.status()) == state.health())
                .or(state::cause)
                .orElseGet(Verdict::ok);
        boolean recovery = kind == AlertKind.RECOVERY;
        return new Alert(
                UUID.randomUUID().toString(),
                kind,
                check.name(),
                check.group(),
                check.tags(),
                check.url(),
                told.problemAt().isPresent() ? told.health() : state.previous(),
                state.health(),
                recovery ? "" : verdict.reasonCode(),
                recovery ? recovered(told, now) : verdict.message(),
                verdict.details().process(),
                verdict.details().server(),
                at,
                state.since(),
                recovery ? List.of() : verdict.failures(),
                recovery ? 0 : watched.counts().consecutiveFailures());
    }

    private static String recovered(Told told, Instant now) {
        return told.problemAt()
                .map(last -> "last told to be in " + told.health().code() + " "
                        + Durations.format(Duration.between(last, now).abs().truncatedTo(ChronoUnit.SECONDS)) + " ago")
                .orElse("");
    }
}
