package io.vedette.history;

import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One time that a check was not well: from the change of its state to degraded or error until it left both.
 *
 * @param id tells it from all others
 * @param check the check's name; it may have left the configuration since
 * @param from when the state changed to the worse
 * @param to when it ended; empty while it goes on
 * @param health the worst state that it had: degraded or error
 * @param reason the code of why, as of the worst state's first verdict
 * @param message what a person reads of why
 * @param told who was told what, oldest first
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
     * @param target who was told
     * @param kind what was told
     * @param at when the target took it
     */
    public record Notice(String target, AlertKind kind, Instant at) {}

    public Incident {
        told = List.copyOf(told);
    }
}
