package io.vedette.store;

import io.vedette.alert.Alert;
import io.vedette.state.ClockStep;
import io.vedette.state.LastNotified;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one target was told of one check, and what it is still to be told: one row of the outbox.
 *
 * @param told what was delivered last
 * @param waiting the alert that waits to be delivered; at most one, the newest truth
 * @param claimedUntil while set and in the future, a sender has the waiting alert in hand and nobody else may touch it;
 *     while set and in the past, a sender had it in hand and never said what came of it
 * @param owedSince since when the target is owed what waits; an alert that takes another's place keeps it, whatever its
 *     kind
 * @param inDoubt whether the waiting alert may have been delivered by a sender that died with it in hand
 */
public record OutboxEntry(
        LastNotified lastNotified,
        Optional<Alert> waiting,
        Optional<Instant> claimedUntil,
        Optional<Instant> owedSince,
        boolean inDoubt) {

    /** Of a target that was never notified and is to be sent nothing. */
    public static final OutboxEntry EMPTY = new OutboxEntry(LastNotified.NOTHING, Optional.empty(), Optional.empty());

    /** No claim reaches so far ahead: one that does was made before the clock was set back, and is over. */
    static final Duration LONGEST_CLAIM = Duration.ofMinutes(15);

    /** Creates an entry that is not in doubt; what waits is owed since it was decided. */
    public OutboxEntry(LastNotified lastNotified, Optional<Alert> waiting, Optional<Instant> claimedUntil) {
        this(lastNotified, waiting, claimedUntil, waiting.map(Alert::at), false);
    }

    /** Returns whether a sender has the waiting alert in hand. */
    public boolean isClaimed(Instant now) {
        return waiting.isPresent()
                && claimedUntil
                        .filter(until -> now.isBefore(until) && !until.isAfter(now.plus(LONGEST_CLAIM)))
                        .isPresent();
    }

    /**
     * Returns whether the waiting alert is in a sender's hand, or was when the sender died. It may have been heard: it is told
     * (again) before anything takes its place, or nobody would tell that it is over.
     */
    public boolean isUnsettled() {
        return waiting.isPresent() && (claimedUntil.isPresent() || inDoubt);
    }

    /** Returns it with an alert that waits, in the place of one that waited before. */
    public OutboxEntry waitingFor(Alert alert) {
        Instant since = waiting.flatMap(replaced -> owedSince).orElse(alert.at());
        return new OutboxEntry(lastNotified, Optional.of(alert), Optional.empty(), Optional.of(since), false);
    }

    /** Returns it with nothing that waits. */
    public OutboxEntry withoutWaiting() {
        return new OutboxEntry(lastNotified, Optional.empty(), Optional.empty());
    }

    /** Returns it in a sender's hand; in doubt from now on when another sender never said what came of it. */
    public OutboxEntry claimed(Instant until) {
        return new OutboxEntry(
                lastNotified, waiting, Optional.of(until), owedSince, inDoubt || claimedUntil.isPresent());
    }

    /** Returns it for longer in the hand of the same sender. */
    public OutboxEntry renewed(Instant until) {
        return new OutboxEntry(lastNotified, waiting, Optional.of(until), owedSince, inDoubt);
    }

    /** Returns it given back by a sender that knows it was not delivered. */
    public OutboxEntry released() {
        return new OutboxEntry(lastNotified, waiting, Optional.empty(), owedSince, inDoubt);
    }

    /**
     * Returns it after an alert was delivered that is not the waiting one any more: its lease ran out while the sender was slow. The
     * target did hear it; what waits is left as it is.
     */
    public OutboxEntry deliveredLate(Alert alert, Instant at) {
        return new OutboxEntry(
                lastNotified.after(alert.kind(), alert.to(), at).flapping(alert.isFlapping()),
                waiting,
                claimedUntil,
                owedSince,
                inDoubt);
    }

    /** Returns the same after the clock was set; whoever has it in hand renews that by the clock as it is. */
    public OutboxEntry moved(ClockStep step) {
        return new OutboxEntry(
                lastNotified.moved(step),
                waiting.map(alert -> alert.moved(step)),
                claimedUntil,
                owedSince.map(step::past),
                inDoubt);
    }

    /** Returns whether it is this alert that waits. */
    public boolean holds(Alert alert) {
        return waiting.filter(held -> held.id().equals(alert.id())).isPresent();
    }

    /** Returns it after the waiting alert was delivered at {@code at}. */
    public OutboxEntry delivered(Instant at) {
        Alert alert = waiting.orElseThrow();
        return new OutboxEntry(
                lastNotified.after(alert.kind(), alert.to(), at).flapping(alert.isFlapping()),
                Optional.empty(),
                Optional.empty());
    }
}
