package io.vedette.deliver;

import io.vedette.alert.Alert;
import io.vedette.evaluate.Evaluator;
import io.vedette.evaluate.Reconciler;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.history.Recorder;
import io.vedette.store.CheckRecord;
import io.vedette.store.OutboxEntry;
import io.vedette.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What comes of an alert in a sender's hand: told no more because it is not true, delivered, given back, given up. Each is
 * one step on the check's record, after which what is true is compared with what the target was told. Safe for several
 * threads.
 */
public final class DeliveryOutcome {

    private final Watchlist watchlist;
    private final Store store;
    private final Clock clock;
    private final Evaluator keeper;
    private final Recorder recorder;
    private final Duration maxAge;

    /** @param maxAge how long a target may be owed an alert that it refuses */
    public DeliveryOutcome(Watchlist watchlist, Store store, Clock clock, Evaluator keeper, Duration maxAge) {
        this.watchlist = watchlist;
        this.store = store;
        this.clock = clock;
        this.keeper = keeper;
        this.recorder = store.recorder();
        this.maxAge = maxAge;
    }

    /**
     * Whether a claimed alert is still to be told, just before it is. Between two verdicts a dependency may have failed, a
     * target or a check may have left, a lease may have run out: what is not true any more leaves the outbox, or what is
     * takes its place. What a sender died with is told whatever is true since, because it may have been heard.
     */
    boolean isStillTrue(String target, Alert alert) {
        Optional<Watched> watched = watchlist.find(alert.check());
        while (true) {
            CheckRecord before = keeper.stored(alert.check());
            OutboxEntry claimed = before.ledger(target);
            if (!claimed.holds(alert)) {
                return false; // The lease ran out and somebody else decided anew.
            }
            if (claimed.inDoubt()) {
                return true;
            }
            if (watched.isEmpty() && isOfSomebodyElse(alert)) {
                return true;
            }
            Map<String, OutboxEntry> ledgers = new HashMap<>(before.ledgers());
            ledgers.put(target, watched.isPresent() ? claimed.released() : claimed.withoutWaiting());
            Reconciler.Outcome outcome = reconcile(watched, before, ledgers);
            if (outcome.ledgers().get(target).holds(alert)) {
                return true;
            }
            if (commit(watched, before, outcome)) {
                return false;
            }
        }
    }

    /**
     * Whether a check that is not watched here must be watched by another node: its alert was decided after this one last
     * took up or left a check. An older one is of a check that left the configuration; should another node watch it all
     * the same, that node's next verdict decides anew what is to be told.
     */
    private boolean isOfSomebodyElse(Alert alert) {
        return !alert.at().isBefore(watchlist.changed());
    }

    /** Holds an alert longer that is still being sent. */
    void renew(String target, Alert alert, Instant until) {
        settle(
                target,
                alert,
                ledger -> ledger.holds(alert) && ledger.claimedUntil().isPresent() ? ledger.renewed(until) : ledger);
    }

    /** Marks an alert as delivered, also in history, and looks whether there is news for the target since. */
    public void delivered(String target, Alert alert) {
        settle(
                target,
                alert,
                ledger -> ledger.holds(alert)
                        ? ledger.delivered(clock.instant())
                        : ledger.deliveredLate(alert, clock.instant()));
        recorder.delivered(target, alert, clock.instant());
    }

    /**
     * Gives an alert back to the outbox that could not be delivered, unless it is not true any more. One that the target is
     * owed for too long is given up: it ends, and what is true now is decided anew and begins to wait anew.
     *
     * @return for how long the target was owed it, when it was given up
     */
    public Optional<Duration> notDelivered(String target, Alert alert) {
        Optional<Duration> tooLong = keeper.stored(alert.check())
                .ledger(target)
                .owedSince()
                .map(since -> Duration.between(since, clock.instant()))
                .filter(age -> age.compareTo(maxAge) >= 0);
        boolean held = settle(target, alert, ledger -> {
            if (!ledger.holds(alert)) {
                return ledger;
            }
            return tooLong.isPresent() ? ledger.withoutWaiting() : ledger.released();
        });
        return tooLong.filter(age -> held);
    }

    /** Gives an alert back to the outbox that was not sent at all, whatever its age. */
    void postponed(String target, Alert alert) {
        settle(target, alert, ledger -> ledger.holds(alert) ? ledger.released() : ledger);
    }

    /** Whether anything came of it. */
    private boolean settle(String target, Alert alert, UnaryOperator<OutboxEntry> outcome) {
        Optional<Watched> watched = watchlist.find(alert.check());
        while (true) {
            CheckRecord before = keeper.stored(alert.check());
            OutboxEntry ledger = outcome.apply(before.ledger(target));
            if (ledger.equals(before.ledger(target))) {
                return false;
            }
            Map<String, OutboxEntry> ledgers = new HashMap<>(before.ledgers());
            ledgers.put(target, ledger);
            if (commit(watched, before, reconcile(watched, before, ledgers))) {
                return true;
            }
        }
    }

    /** Nothing is compared for a check that is not watched here. */
    private Reconciler.Outcome reconcile(
            Optional<Watched> watched, CheckRecord before, Map<String, OutboxEntry> ledgers) {
        return watched.map(known -> keeper.reconcile(known, before.state(), ledgers))
                .orElse(new Reconciler.Outcome(ledgers, List.of()));
    }

    private boolean commit(Optional<Watched> watched, CheckRecord before, Reconciler.Outcome outcome) {
        CheckRecord after = before.next(before.state(), outcome.ledgers());
        if (!store.commit(after)) {
            return false;
        }
        watched.ifPresent(known -> known.keep(after));
        keeper.report(outcome);
        return true;
    }
}
