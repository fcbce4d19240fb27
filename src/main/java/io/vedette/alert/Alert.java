package io.vedette.alert;

import io.vedette.rule.Failure;
import io.vedette.state.AlertKind;
import io.vedette.state.ClockStep;
import io.vedette.state.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one target is told of one check.
 *
 * @param id unique, so that a receiver can tell a repeated delivery
 * @param kind problem, reminder or recovery
 * @param check the check's name
 * @param group its group, or empty
 * @param tags its tags
 * @param url what it asks, credentials masked, or empty
 * @param from what the target was told last, or the state before for a first alert
 * @param to what is told now
 * @param reason the reason's code; empty for a recovery
 * @param message one line for a person
 * @param process the process the endpoint names, or empty
 * @param server the server the endpoint names, or empty
 * @param at when it was decided that there is a problem, or its end, to tell; the content may be of later
 * @param since when the state told of began
 * @param failures the failing components
 * @param consecutiveFailures how many verdicts in a row were degraded or error, this one included
 * @param problemSince when the problem began that is told of, or that is over; degraded and error are one problem. Empty
 *     where that is not known
 * @param duration how long the problem had lasted when this was decided; of a recovery, how long it lasted. Empty where
 *     that is not known
 */
public record Alert(
        String id,
        AlertKind kind,
        String check,
        String group,
        List<String> tags,
        String url,
        Health from,
        Health to,
        String reason,
        String message,
        String process,
        String server,
        Instant at,
        Instant since,
        List<Failure> failures,
        int consecutiveFailures,
        Optional<Instant> problemSince,
        Optional<Duration> duration) {

    /** The reason of a problem that is no state but its changing too often. */
    public static final String FLAPPING = "flapping";

    public Alert {
        tags = List.copyOf(tags);
        failures = List.copyOf(failures);
    }

    /** One that does not tell when the problem began. */
    public Alert(
            String id,
            AlertKind kind,
            String check,
            String group,
            List<String> tags,
            String url,
            Health from,
            Health to,
            String reason,
            String message,
            String process,
            String server,
            Instant at,
            Instant since,
            List<Failure> failures,
            int consecutiveFailures) {
        this(
                id,
                kind,
                check,
                group,
                tags,
                url,
                from,
                to,
                reason,
                message,
                process,
                server,
                at,
                since,
                failures,
                consecutiveFailures,
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it tells that the check changes too often. */
    public boolean isFlapping() {
        return reason.equals(FLAPPING);
    }

    /** The same after the clock was set. */
    public Alert moved(ClockStep step) {
        return new Alert(
                id,
                kind,
                check,
                group,
                tags,
                url,
                from,
                to,
                reason,
                message,
                process,
                server,
                step.past(at),
                step.past(since),
                failures,
                consecutiveFailures,
                problemSince.map(step::past),
                duration);
    }
}
