package io.vedette;

import io.vedette.check.Check;
import io.vedette.evaluate.Latest;
import io.vedette.evaluate.MuteStatus;
import io.vedette.evaluate.Watched;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A check as it is at one moment.
 *
 * @param name its name
 * @param group the group it is shown in, or empty
 * @param tags words to filter by
 * @param url what it asks, credentials masked, or empty
 * @param status what it is: pending, ok, degraded, error, sleeping; or paused while an operator's pause is on
 * @param health the same whatever pause is on
 * @param since when that health was taken
 * @param reason the code of why it is not ok, such as {@code http-status}, or empty
 * @param message one line for a person, or empty
 * @param muted whether no problem of it is told now: it is paused, silenced, in maintenance, or depends on a check that fails
 * @param lastCheck when it was last judged in this process; empty before the first time
 * @param consecutiveFailures how many verdicts in a row were degraded or error
 */
public record CheckStatus(
        String name,
        String group,
        List<String> tags,
        String url,
        Health status,
        Health health,
        Instant since,
        String reason,
        String message,
        boolean muted,
        Optional<Instant> lastCheck,
        int consecutiveFailures) {

    static CheckStatus of(Watched watched, MuteStatus mute) {
        Check check = watched.check();
        CheckState state = watched.record().state();
        Optional<Latest> latest = watched.latest();
        // The newest verdict, as long as it means the same as the one that made the state.
        Optional<Verdict> shown = latest.map(Latest::verdict)
                .filter(verdict -> Health.of(verdict.status()) == state.health())
                .or(state::cause);
        return new CheckStatus(
                check.name(),
                check.group(),
                check.tags(),
                check.url(),
                state.shown(),
                state.health(),
                state.since(),
                shown.map(Verdict::reasonCode).orElse(""),
                shown.map(Verdict::message).orElse(""),
                mute.isOn(),
                latest.map(Latest::at),
                watched.counts().consecutiveFailures());
    }
}
