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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
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
    private final OutboxSteps steps;
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
        this.steps = new OutboxSteps(watchlist, store, updater);
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
                steps.once(
                        one.target(),
                        one.alert(),
                        entry -> entry.holds(one.alert()) && !entry.inDoubt() ? entry.released() : entry);
                undecided.remove(one);
            } catch (NotDecided e) {
                LOG.debug(
                        "target {}: the alert of {} waits on: {}",
                        one.target(),
                        one.alert().check(),
                        e.getMessage());
            }
        }
    }

    private boolean decideAgain(String target, Alert alert) {
        Optional<Watched> watched = steps.mine(alert);
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
            OutboxEntry entry = watched.isPresent() ? claimed.released() : claimed.withoutWaiting();
            Reconciler.Outcome outcome = steps.reconcile(watched, before, target, entry);
            if (outcome.entries().get(target).holds(alert)) {
                return true;
            }
            if (steps.commit(before, outcome)) {
                return false;
            }
        }
    }

    /**
     * Returns whether a check that is not watched here must be watched by another node, because its alert was decided after this
     * node last added or removed a check. An older alert belongs to a removed check; if another node watches it all the same,
     * that node's next verdict decides again whom to notify.
     */
    private boolean isOfOtherNode(Alert alert) {
        return watchlist.find(alert.check()).isPresent() || !alert.at().isBefore(watchlist.changed());
    }

    /** Extends the claims on alerts that are being sent. */
    void renew(String target, List<Alert> alerts, Instant until) {
        steps.atOnce(target, alerts, (alert, entry) -> renewed(alert, entry, until), alert -> {})
                .forEach(alert -> renew(target, alert, until));
    }

    private void renew(String target, Alert alert, Instant until) {
        try {
            steps.once(target, alert, entry -> renewed(alert, entry, until));
        } catch (NotDecided e) {
            // Whoever keeps its row locked keeps others from claiming it too.
            LOG.debug("target {}: the claim of {} is renewed later: {}", target, alert.check(), e.getMessage());
        }
    }

    private static OutboxEntry renewed(Alert alert, OutboxEntry entry, Instant until) {
        return entry.holds(alert) && entry.claimedUntil().isPresent() ? entry.renewed(until) : entry;
    }

    /**
     * Marks the alerts of a message as delivered, in few transactions. Each counts as delivered once its own row says so.
     *
     * @param references what the target calls what alerts opened there, by check
     */
    void delivered(String target, List<Alert> alerts, Map<String, String> references) {
        List<Alert> left = steps.atOnce(
                target,
                alerts,
                (alert, entry) -> delivered(alert, entry, references.getOrDefault(alert.check(), "")),
                alert -> recorder.delivered(target, alert, clock.instant()));
        each(left, alert -> delivered(target, alert, references.getOrDefault(alert.check(), "")));
    }

    private OutboxEntry delivered(Alert alert, OutboxEntry entry, String reference) {
        return entry.holds(alert)
                ? entry.delivered(reference, clock.instant())
                : entry.deliveredLate(alert, reference, clock.instant());
    }

    /**
     * Marks an alert as delivered, also in history, and decides again what the target must be notified of.
     *
     * @param reference what the target calls what the alert opened there; empty for nothing
     */
    public void delivered(String target, Alert alert, String reference) {
        steps.once(target, alert, entry -> delivered(alert, entry, reference));
        recorder.delivered(target, alert, clock.instant());
    }

    /**
     * Puts the alerts of a message that was not delivered back into the outbox, unless they are no longer true. Gives up what has waited
     * too long: it is removed, and an alert about the current state starts to wait instead.
     *
     * @return how long each had waited that was given up
     */
    Map<Alert, Duration> notDelivered(String target, List<Alert> alerts) {
        Map<Alert, Duration> givenUp = new LinkedHashMap<>();
        Map<Alert, Duration> tried = new HashMap<>();
        List<Alert> left = steps.atOnce(
                target,
                alerts,
                (alert, entry) -> {
                    Optional<Duration> tooLong = tooLong(entry).filter(age -> entry.holds(alert));
                    tooLong.ifPresent(age -> tried.put(alert, age));
                    return notDelivered(alert, entry, tooLong);
                },
                alert -> Optional.ofNullable(tried.get(alert)).ifPresent(age -> givenUp.put(alert, age)));
        each(left, alert -> notDelivered(target, alert).ifPresent(age -> givenUp.put(alert, age)));
        return givenUp;
    }

    /**
     * Puts an alert back as {@link #notDelivered(String, List)} does.
     *
     * @return how long the alert had waited, if it was given up
     */
    public Optional<Duration> notDelivered(String target, Alert alert) {
        Optional<Duration> tooLong = tooLong(updater.stored(alert.check()).entry(target));
        boolean held = steps.once(target, alert, entry -> notDelivered(alert, entry, tooLong));
        return tooLong.filter(age -> held);
    }

    private Optional<Duration> tooLong(OutboxEntry entry) {
        return entry.owedSince()
                .map(since -> Duration.between(since, clock.instant()))
                .filter(age -> age.compareTo(maxAge) >= 0);
    }

    private static OutboxEntry notDelivered(Alert alert, OutboxEntry entry, Optional<Duration> tooLong) {
        if (!entry.holds(alert)) {
            return entry;
        }
        return tooLong.isPresent() ? entry.withoutWaiting() : entry.released();
    }

    /** Puts the alerts of a message that was not sent at all back into the outbox, whatever their age. */
    void postponed(String target, List<Alert> alerts) {
        List<Alert> left = steps.atOnce(target, alerts, (alert, entry) -> released(alert, entry), alert -> {});
        each(left, alert -> postponed(target, alert));
    }

    private static OutboxEntry released(Alert alert, OutboxEntry entry) {
        return entry.holds(alert) ? entry.released() : entry;
    }

    /** Puts an alert that was not sent at all back into the outbox, whatever its age. */
    void postponed(String target, Alert alert) {
        steps.once(target, alert, entry -> released(alert, entry));
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
    private static void each(List<Alert> alerts, Consumer<Alert> step) {
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
}
