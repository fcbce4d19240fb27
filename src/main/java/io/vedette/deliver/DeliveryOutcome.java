package io.vedette.deliver;

import io.vedette.alert.Alert;
import io.vedette.evaluate.CheckUpdater;
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
 * Decides what comes of an alert that is being sent: dropped because it is true no more, delivered, given back, given up. Each
 * is one step on the check's record, after which what is true is compared with what the target was told. Safe for several
 * threads.
 */
public final class DeliveryOutcome {

    private final Watchlist watchlist;
    private final Store store;
    private final Clock clock;
    private final CheckUpdater updater;
    private final Recorder recorder;
    private final Duration maxAge;

    /** @param maxAge how long a target may be owed an alert that it refuses */
    public DeliveryOutcome(Watchlist watchlist, Store store, Clock clock, Evaluator evaluator, Duration maxAge) {
        this.watchlist = watchlist;
        this.store = store;
        this.clock = clock;
        this.updater = evaluator.updater();
        this.recorder = store.recorder();
        this.maxAge = maxAge;
    }

    /**
     * Returns whether a claimed alert is still to be sent, just before it is. Between two verdicts a dependency may have failed, a
     * target or a check may have left, a lease may have run out: what is not true any more leaves the outbox, or what is
     * takes its place. What a sender died with is told whatever is true since, because it may have been heard.
     */
    boolean isStillTrue(String target, Alert alert) {
        Optional<Watched> watched = watchlist.find(alert.check());
        while (true) {
            CheckRecord before = updater.stored(alert.check());
            OutboxEntry claimed = before.entry(target);
            if (!claimed.holds(alert)) {
                return false; // The lease ran out and somebody else decided anew.
            }
            if (claimed.inDoubt()) {
                return true;
            }
            if (watched.isEmpty() && isOfSomebodyElse(alert)) {
                return true;
            }
            Map<String, OutboxEntry> entries = new HashMap<>(before.entries());
            entries.put(target, watched.isPresent() ? claimed.released() : claimed.withoutWaiting());
            Reconciler.Outcome outcome = reconcile(watched, before, entries);
            if (outcome.entries().get(target).holds(alert)) {
                return true;
            }
            if (commit(watched, before, outcome)) {
                return false;
            }
        }
    }

    /**
     * Returns whether a check that is not watched here must be watched by another node: its alert was decided after this one last
     * took up or left a check. An older one is of a check that left the configuration; should another node watch it all
     * the same, that node's next verdict decides anew what is to be told.
     */
    private boolean isOfSomebodyElse(Alert alert) {
        return !alert.at().isBefore(watchlist.changed());
    }

    /** Extends the claim on an alert that is still being sent. */
    void renew(String target, Alert alert, Instant until) {
        update(
                target,
                alert,
                entry -> entry.holds(alert) && entry.claimedUntil().isPresent() ? entry.renewed(until) : entry);
    }

    /** Marks an alert as delivered, also in history, and decides anew what the target is to be told. */
    public void delivered(String target, Alert alert) {
        update(
                target,
                alert,
                entry -> entry.holds(alert)
                        ? entry.delivered(clock.instant())
                        : entry.deliveredLate(alert, clock.instant()));
        recorder.delivered(target, alert, clock.instant());
    }

    /**
     * Gives an alert that could not be delivered back to the outbox, unless it is true no more. Gives it up when the target
     * has been owed it for too long: it ends, and what is true now is decided anew and begins to wait anew.
     *
     * @return for how long the target was owed it, if it was given up
     */
    public Optional<Duration> notDelivered(String target, Alert alert) {
        Optional<Duration> tooLong = updater.stored(alert.check())
                .entry(target)
                .owedSince()
                .map(since -> Duration.between(since, clock.instant()))
                .filter(age -> age.compareTo(maxAge) >= 0);
        boolean held = update(target, alert, entry -> {
            if (!entry.holds(alert)) {
                return entry;
            }
            return tooLong.isPresent() ? entry.withoutWaiting() : entry.released();
        });
        return tooLong.filter(age -> held);
    }

    /** Gives an alert that was not sent at all back to the outbox, whatever its age. */
    void postponed(String target, Alert alert) {
        update(target, alert, entry -> entry.holds(alert) ? entry.released() : entry);
    }

    /** Changes the entry of a target in one step; returns whether it changed. */
    private boolean update(String target, Alert alert, UnaryOperator<OutboxEntry> change) {
        Optional<Watched> watched = watchlist.find(alert.check());
        while (true) {
            CheckRecord before = updater.stored(alert.check());
            OutboxEntry entry = change.apply(before.entry(target));
            if (entry.equals(before.entry(target))) {
                return false;
            }
            Map<String, OutboxEntry> entries = new HashMap<>(before.entries());
            entries.put(target, entry);
            if (commit(watched, before, reconcile(watched, before, entries))) {
                return true;
            }
        }
    }

    /** Nothing is compared for a check that is not watched here. */
    private Reconciler.Outcome reconcile(
            Optional<Watched> watched, CheckRecord before, Map<String, OutboxEntry> entries) {
        return watched.map(known -> updater.reconcile(known, before.state(), entries))
                .orElse(new Reconciler.Outcome(entries, List.of()));
    }

    private boolean commit(Optional<Watched> watched, CheckRecord before, Reconciler.Outcome outcome) {
        CheckRecord after = before.next(before.state(), outcome.entries());
        if (!store.commit(after)) {
            return false;
        }
        watched.ifPresent(known -> known.keep(after));
        updater.report(outcome);
        return true;
    }
}
