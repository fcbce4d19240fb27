package io.vedette.store;

import io.vedette.alert.Alert;
import io.vedette.state.Told;
import java.time.Instant;
import java.util.Optional;

/**
 * What one target was told of one check, and what it is still to be told: one row of the outbox.
 *
 * @param told what was delivered last
 * @param waiting the alert that waits to be delivered; at most one, the newest truth
 * @param claimedUntil while set and in the future, a sender has the waiting alert in hand and nobody else may touch it
 */
public record Ledger(Told told, Optional<Alert> waiting, Optional<Instant> claimedUntil) {

    /** A target that was never told anything and is to be told nothing. */
    public static final Ledger EMPTY = new Ledger(Told.NOTHING, Optional.empty(), Optional.empty());

    /** Whether a sender has the waiting alert in hand. */
    public boolean isClaimed(Instant now) {
        return waiting.isPresent() && claimedUntil.filter(now::isBefore).isPresent();
    }

    public Ledger waitingFor(Alert alert) {
        return new Ledger(told, Optional.of(alert), Optional.empty());
    }

    public Ledger withoutWaiting() {
        return new Ledger(told, Optional.empty(), Optional.empty());
    }

    public Ledger claimed(Instant until) {
        return new Ledger(told, waiting, Optional.of(until));
    }

    public Ledger released() {
        return new Ledger(told, waiting, Optional.empty());
    }

    /**
     * After an alert was delivered that is not the waiting one any more: its lease ran out while the sender was slow. The
     * target did hear it; what waits is left as it is.
     */
    public Ledger deliveredLate(Alert alert, Instant at) {
        return new Ledger(told.after(alert.kind(), alert.to(), at).flapping(alert.isFlapping()), waiting, claimedUntil);
    }

    /** Whether it is this alert that waits. */
    public boolean holds(Alert alert) {
        return waiting.filter(held -> held.id().equals(alert.id())).isPresent();
    }

    /** After the waiting alert was delivered at {@code at}. */
    public Ledger delivered(Instant at) {
        Alert alert = waiting.orElseThrow();
        return new Ledger(
                told.after(alert.kind(), alert.to(), at).flapping(alert.isFlapping()),
                Optional.empty(),
                Optional.empty());
    }
}
