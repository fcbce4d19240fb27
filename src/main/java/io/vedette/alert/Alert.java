package io.vedette.alert;

import io.vedette.rule.Failure;
import io.vedette.state.Acknowledgement;
import io.vedette.state.AlertKind;
import io.vedette.state.ClockStep;
import io.vedette.state.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One notification of one target about one check.
 *
 * @param id unique, so that a receiver recognises a repeated delivery
 * @param kind problem, reminder, recovery or acknowledged
 * @param check the check's name
 * @param group its group, or empty
 * @param tags its tags
 * @param url the address that the check asks, credentials masked, or empty
 * @param from the state that the target was last notified of, or the previous state for a first alert
 * @param to the state that the target is notified of now
 * @param reason the reason's code; empty for a recovery
 * @param message one line for a person
 * @param process the process the endpoint names, or empty
 * @param server the server the endpoint names, or empty
 * @param at when the problem, or its end, was decided to be worth an alert; the content may be newer
 * @param since when the state {@code to} began
 * @param failures the failing components
 * @param consecutiveFailures how many verdicts in a row were degraded or error, this one included
 * @param problemSince when the problem began that the alert reports, or that is over; degraded and error are one problem.
 *     Empty if unknown
 * @param duration how long the problem had lasted when the alert was decided; of a recovery, how long it lasted in all.
 *     Empty if unknown
 * @param acknowledged who has the problem in hand; empty where nobody said so
 * @param reference what the target calls what the problem opened there; empty where it has no such name. Shown to nobody
 * @param link where a person reads on about the check; empty where {@code vedette.http.base-url} is not set
 * @param wording how it is put into words for the target
 * @param node the node that decided it, or empty
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
        Optional<Duration> duration,
        Optional<Acknowledgement> acknowledged,
        String reference,
        String link,
        Wording wording,
        String node) {

    /** The reason of an alert about a check that changes its state too often. */
    public static final String FLAPPING = "flapping";

    public Alert {
        tags = List.copyOf(tags);
        failures = List.copyOf(failures);
    }

    /** Creates an alert that no node has decided yet. */
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
            int consecutiveFailures,
            Optional<Instant> problemSince,
            Optional<Duration> duration,
            Optional<Acknowledgement> acknowledged,
            String reference,
            String link,
            Wording wording) {
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
                problemSince,
                duration,
                acknowledged,
                reference,
                link,
                wording,
                "");
    }

    /** Creates an alert for a problem whose beginning is unknown. */
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
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                Wording.BUILT_IN);
    }

    /** Returns whether the alert reports that the check changes its state too often. */
    public boolean isFlapping() {
        return reason.equals(FLAPPING);
    }

    /** Returns the same as decided by a node. */
    public Alert by(String decider) {
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
                at,
                since,
                failures,
                consecutiveFailures,
                problemSince,
                duration,
                acknowledged,
                reference,
                link,
                wording,
                decider);
    }

    /** Returns the same with the address where a person reads on. */
    public Alert linked(String address) {
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
                at,
                since,
                failures,
                consecutiveFailures,
                problemSince,
                duration,
                acknowledged,
                reference,
                address,
                wording,
                node);
    }

    /** Returns the same with the addresses of its check, of its incident, and where a person says that they have it in hand; or empty. */
    public Alert linked(String address, String incident, String acknowledge) {
        return linked(address).with(wording.linking(incident, acknowledge));
    }

    /** Returns the same in other words, with the same links. */
    public Alert worded(Wording other) {
        return with(other.linking(wording.incident(), wording.acknowledge()));
    }

    private Alert with(Wording other) {
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
                at,
                since,
                failures,
                consecutiveFailures,
                problemSince,
                duration,
                acknowledged,
                reference,
                link,
                other,
                node);
    }

    /** Returns the alert with its times corrected after the clock was set. */
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
                duration,
                acknowledged.map(one -> one.moved(step)),
                reference,
                link,
                wording,
                node);
    }
}
