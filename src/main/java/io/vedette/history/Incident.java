package io.vedette.history;

import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A period in which a check had a problem: from its change to degraded or error until it left both.
 *
 * @param id unique
 * @param check the check's name; it may have been removed from the configuration since
 * @param from when the check changed to degraded or error
 * @param to when it ended; empty while it is open
 * @param health the worst state in it: degraded or error
 * @param reason the reason's code, from the first verdict of the worst state
 * @param message the message of that verdict
 * @param told the delivered alerts, oldest first
 */
public record Incident(
        String id,
        String check,
        Instant from,
        Optional<Instant> to,
        Health health,
        String reason,
        String message,
        List<Notice> told) {

    /**
     * One delivered alert.
     *
     * @param target the target that was notified
     * @param kind problem, reminder or recovery
     * @param at when the target accepted it
     */
    public record Notice(String target, AlertKind kind, Instant at) {}

    public Incident {
        told = List.copyOf(told);
    }
}
