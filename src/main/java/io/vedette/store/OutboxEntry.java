package io.vedette.store;

import io.vedette.alert.Alert;
import io.vedette.state.Acknowledgement;
import io.vedette.state.ClockStep;
import io.vedette.state.LastNotified;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One row of the outbox: what one target was last notified of about one check, and the alert that waits for it.
 *
 * @param lastNotified what was delivered last
 * @param waiting the alert to deliver; at most one, which reports the latest state
 * @param claimedUntil in the future: a sender is at work on the waiting alert and nobody else may send it; in the past: a
 *     sender had claimed it and never reported the outcome
 * @param owedSince since when an alert has waited for the target; an alert that replaces another keeps that time, whatever
 *     its kind
 * @param inDoubt whether the waiting alert may have been delivered by a sender that died while sending it
 */
public record OutboxEntry(
        LastNotified lastNotified,
        Optional<Alert> waiting,
        Optional<Instant> claimedUntil,
        Optional<Instant> owedSince,
        boolean inDoubt) {

    /** The entry of a target that was never notified and for which nothing waits. */
    public static final OutboxEntry EMPTY = new OutboxEntry(LastNotified.NOTHING, Optional.empty(), Optional.empty());

    /** No claim lasts longer: one that seems to was made before the clock was set back, and is over. */
    static final Duration LONGEST_CLAIM = Duration.ofMinutes(15);

    /** Creates an entry that is not in doubt; its alert has waited since it was decided. */
    public OutboxEntry(LastNotified lastNotified, Optional<Alert> waiting, Optional<Instant> claimedUntil) {
        this(lastNotified, waiting, claimedUntil, waiting.map(Alert::at), false);
    }

    /** Returns whether a sender is at work on the waiting alert. */
    public boolean isClaimed(Instant now) {
        return waiting.isPresent()
                && claimedUntil
                        .filter(until -> now.isBefore(until) && !until.isAfter(now.plus(LONGEST_CLAIM)))
                        .isPresent();
    }

    /**
     * Returns whether a sender is at work on the waiting alert, or died while it was. The target may have got the alert: it is
     * sent (again) before another one replaces it, or the target would never be notified that the problem is over.
     */
    public boolean isOutcomeUnknown() {
        return waiting.isPresent() && (claimedUntil.isPresent() || inDoubt);
    }

    /** Returns the entry with a waiting alert, which replaces the one before. */
    public OutboxEntry waitingFor(Alert alert) {
        Instant since = waiting.flatMap(replaced -> owedSince).orElse(alert.at());
        return new OutboxEntry(lastNotified, Optional.of(alert), Optional.empty(), Optional.of(since), false);
    }

    /** Returns the entry without a waiting alert. */
    public OutboxEntry withoutWaiting() {
        return new OutboxEntry(lastNotified, Optional.empty(), Optional.empty());
    }

    /** Returns the entry claimed by a sender; in doubt if an earlier sender never reported the outcome. */
    public OutboxEntry claimed(Instant until) {
        return new OutboxEntry(
                lastNotified, waiting, Optional.of(until), owedSince, inDoubt || claimedUntil.isPresent());
    }

    /** Returns the entry with the same sender's claim extended. */
    public OutboxEntry renewed(Instant until) {
        return new OutboxEntry(lastNotified, waiting, Optional.of(until), owedSince, inDoubt);
    }

    /** Returns the entry without a claim, after its sender reported that the alert was not delivered. */
    public OutboxEntry released() {
        return new OutboxEntry(lastNotified, waiting, Optional.empty(), owedSince, inDoubt);
    }

    /**
     * Returns the entry after the delivery of an alert that is no longer the waiting one, because the lease of a slow sender ran
     * out. The target did get it; the waiting alert stays.
     */
    public OutboxEntry deliveredLate(Alert alert, String reference, Instant at) {
        return new OutboxEntry(notified(alert, reference, at), waiting, claimedUntil, owedSince, inDoubt);
    }

    /** Returns the entry with its times corrected after the clock was set; a claim stays, as its sender renews it. */
    public OutboxEntry moved(ClockStep step) {
        return new OutboxEntry(
                lastNotified.moved(step),
                waiting.map(alert -> alert.moved(step)),
                claimedUntil,
                owedSince.map(step::past),
                inDoubt);
    }

    /** Returns whether this alert is the waiting one. */
    public boolean holds(Alert alert) {
        return waiting.filter(held -> held.id().equals(alert.id())).isPresent();
    }

    /**
     * Returns the entry after the waiting alert was delivered.
     *
     * @param reference what the target calls what it opened; empty for nothing new
     */
    public OutboxEntry delivered(String reference, Instant at) {
        Alert alert = waiting.orElseThrow();
        return new OutboxEntry(notified(alert, reference, at), Optional.empty(), Optional.empty());
    }

    private LastNotified notified(Alert alert, String reference, Instant at) {
        return lastNotified.after(
                alert.kind(),
                alert.to(),
                alert.isFlapping(),
                alert.acknowledged().map(Acknowledgement::at),
                reference,
                at);
    }
}
