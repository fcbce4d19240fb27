package io.vedette.deliver;

import io.vedette.alert.Alert;
import io.vedette.evaluate.CheckUpdater;
import io.vedette.evaluate.Evaluator;
import io.vedette.evaluate.Reconciler;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.history.Recorder;
import io.vedette.process.Loggers;
import io.vedette.store.CheckRecord;
import io.vedette.store.NotDecided;
import io.vedette.store.OutboxEntry;
import io.vedette.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;

/**
 * Decides the outcome of a claimed alert: dropped because it is no longer true, delivered, put back or given up. Each is one
 * step on the check's record, after which the check's state is compared with what the target was last notified of. Safe for
 * several threads.
 */
public final class DeliveryOutcome {

    private static final Logger LOG = Loggers.ALERT;

    /** What was delivered has to be stored, however long another program keeps its row locked; each try waits some seconds. */
    private static final int MOST_TRIES = 30;

    private final Watchlist watchlist;
    private final Store store;
    private final Clock clock;
    private final CheckUpdater updater;
    private final Recorder recorder;
    private final Duration maxAge;
    /** Claimed alerts that could not be decided about: their claims must not run out, as then they would be in doubt. */
    private final Set<Claimed> undecided = ConcurrentHashMap.newKeySet();

    private record Claimed(String target, Alert alert) {}

    /** @param maxAge how long an alert may wait for a target that refuses it */
    public DeliveryOutcome(Watchlist watchlist, Store store, Clock clock, Evaluator evaluator, Duration maxAge) {
        this.watchlist = watchlist;
        this.store = store;
        this.clock = clock;
        this.updater = evaluator.updater();
        this.recorder = store.recorder();
        this.maxAge = maxAge;
    }

    /**
     * Returns whether a claimed alert is still true, just before it is sent. Since it was decided a dependency may have failed, a
     * target or a check may have been removed, a lease may have run out: an alert that is no longer true leaves the outbox, or
     * is replaced. An alert that a sender died with is sent whatever is true now, because the target may have got it. One that
     * cannot be decided about now is not sent now, and keeps no other one waiting.
     */
    boolean isStillTrue(String target, Alert alert) {
        try {
            return decideAgain(target, alert);
        } catch (NotDecided e) {
            undecided.add(new Claimed(target, alert));
            LOG.debug("target {}: the alert of {} is looked at later: {}", target, alert.check(), e.getMessage());
            return false;
        }
    }

    /** Puts alerts back that could not be decided about, once they can be, unless somebody else has claimed them since. */
    void putBack() {
        for (Claimed one : undecided) {
            try {
                once(
                        one.target(),
                        one.alert(),
                        entry -> entry.holds(one.alert()) && !entry.inDoubt() ? entry.released() : entry);
                undecided.remove(one);
            } catch (NotDecided e) {
                LOG.debug("target {}: the alert of {} waits on: {}", one.target(), one.alert().check(), e.getMessage());
            }
        }
    }

    private boolean decideAgain(String target, Alert alert) {
        Optional<Watched> watched = mine(alert);
        while (true) {
            CheckRecord before = updater.stored(alert.check());
            OutboxEntry claimed = before.entry(target);
            if (!claimed.holds(alert)) {
                return false; // The lease ran out, and somebody else has decided again.
            }
            if (claimed.inDoubt()) {
                return true;
            }
            if (watched.isEmpty() && isOfOtherNode(alert)) {
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

    /** Returns the check if this node decides about it: for others, their owners decide whom to notify, once they hear of the outcome. */
    private Optional<Watched> mine(Alert alert) {
        return watchlist.find(alert.check()).filter(watched -> store.ownership().asks(alert.check()));
    }

    /**
     * Returns whether a check that is not watched here must be watched by another node, because its alert was decided after this
     * node last added or removed a check. An older alert belongs to a removed check; if another node watches it all the same,
     * that node's next verdict decides again whom to notify.
     */
    private boolean isOfOtherNode(Alert alert) {
        return watchlist.find(alert.check()).isPresent() || !alert.at().isBefore(watchlist.changed());
    }

    /** Extends the claim on an alert that is being sent. */
    void renew(String target, Alert alert, Instant until) {
        try {
            once(
                    target,
                    alert,
                    entry -> entry.holds(alert) && entry.claimedUntil().isPresent() ? entry.renewed(until) : entry);
        } catch (NotDecided e) {
            // Whoever keeps its row locked keeps others from claiming it too.
            LOG.debug("target {}: the claim of {} is renewed later: {}", target, alert.check(), e.getMessage());
        }
    }

    /**
     * Marks an alert as delivered, also in history, and decides again what the target must be notified of.
     *
     * @param reference what the target calls what the alert opened there; empty for nothing
     */
    public void delivered(String target, Alert alert, String reference) {
        once(
                target,
                alert,
                entry -> entry.holds(alert)
                        ? entry.delivered(reference, clock.instant())
                        : entry.deliveredLate(alert, reference, clock.instant()));
        recorder.delivered(target, alert, clock.instant());
    }

    /**
     * Puts an alert that was not delivered back into the outbox, unless it is no longer true. Gives it up if it has waited too
     * long: it is removed, and an alert about the current state starts to wait instead.
     *
     * @return how long the alert had waited, if it was given up
     */
    public Optional<Duration> notDelivered(String target, Alert alert) {
        Optional<Duration> tooLong = updater.stored(alert.check())
                .entry(target)
                .owedSince()
                .map(since -> Duration.between(since, clock.instant()))
                .filter(age -> age.compareTo(maxAge) >= 0);
        boolean held = once(target, alert, entry -> {
            if (!entry.holds(alert)) {
                return entry;
            }
            return tooLong.isPresent() ? entry.withoutWaiting() : entry.released();
        });
        return tooLong.filter(age -> held);
    }

    /** Puts an alert that was not sent at all back into the outbox, whatever its age. */
    void postponed(String target, Alert alert) {
        once(target, alert, entry -> entry.holds(alert) ? entry.released() : entry);
    }

    /** Puts an alert back that is to wait; as soon as its row is free. */
    void waits(String target, Alert alert) {
        try {
            postponed(target, alert);
        } catch (NotDecided e) {
            undecided.add(new Claimed(target, alert));
        }
    }

    /**
     * Stores what became of each alert of a message. Those whose rows are locked are tried again when all others are stored.
     *
     * @throws NotDecided when some are still locked after many tries
     */
    static void each(List<Alert> alerts, Consumer<Alert> step) {
        List<Alert> left = alerts;
        for (int tries = 1; !left.isEmpty(); tries++) {
            List<Alert> locked = new ArrayList<>();
            Optional<NotDecided> why = Optional.empty();
            for (Alert alert : left) {
                try {
                    step.accept(alert);
                } catch (NotDecided e) {
                    locked.add(alert);
                    why = Optional.of(e);
                }
            }
            if (tries == MOST_TRIES && why.isPresent()) {
                throw why.get();
            }
            left = locked;
        }
    }

    /** Changes the entry of a target in one step; returns whether it changed. */
    private boolean once(String target, Alert alert, UnaryOperator<OutboxEntry> change) {
        Optional<Watched> watched = mine(alert);
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

    /** Decides again whom to notify; for a check that is not watched here the entries stay. */
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
        watchlist.find(before.check()).ifPresent(known -> known.keep(after));
        updater.report(outcome);
        return true;
    }
}
