package io.vedette.deliver;

import io.vedette.alert.Alert;
import io.vedette.evaluate.CheckUpdater;
import io.vedette.evaluate.Reconciler;
import io.vedette.evaluate.Watched;
import io.vedette.evaluate.Watchlist;
import io.vedette.process.Loggers;
import io.vedette.store.CheckRecord;
import io.vedette.store.NotDecided;
import io.vedette.store.OutboxEntry;
import io.vedette.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Changes what the outbox holds for a target, after which it is decided again what the target must be notified of: one check at a time,
 * or many in one transaction. Safe for several threads.
 */
final class OutboxSteps {

    /** So many checks are changed in one transaction: others wait no longer for them than a moment. */
    private static final int MOST = 100;

    private final Watchlist watchlist;
    private final Store store;
    private final CheckUpdater updater;

    private record Step(CheckRecord after, Reconciler.Outcome outcome) {

        static Step of(CheckRecord before, Reconciler.Outcome outcome) {
            return new Step(before.next(before.state(), outcome.entries()), outcome);
        }
    }

    OutboxSteps(Watchlist watchlist, Store store, CheckUpdater updater) {
        this.watchlist = watchlist;
        this.store = store;
        this.updater = updater;
    }

    /** Returns the check if this node decides about it: for others, their owners decide whom to notify, once they hear of the outcome. */
    Optional<Watched> mine(Alert alert) {
        return watchlist.find(alert.check()).filter(watched -> store.ownership().asks(alert.check()));
    }

    /** Changes the entry of a target in one step; returns whether it changed. */
    boolean once(String target, Alert alert, UnaryOperator<OutboxEntry> change) {
        Optional<Watched> watched = mine(alert);
        while (true) {
            CheckRecord before = updater.stored(alert.check());
            OutboxEntry entry = change.apply(before.entry(target));
            if (entry.equals(before.entry(target))) {
                return false;
            }
            if (commit(before, reconcile(watched, before, target, entry))) {
                return true;
            }
        }
    }

    /**
     * Changes the entries of many checks in few transactions, again and again as long as that gets on.
     *
     * @param done told of each alert of which that is stored, or needs no change
     * @return what is left: its row is locked, or nothing can be stored now
     */
    List<Alert> atOnce(
            String target,
            List<Alert> alerts,
            BiFunction<Alert, OutboxEntry, OutboxEntry> change,
            Consumer<Alert> done) {
        List<Alert> left = alerts;
        int before;
        do {
            before = left.size();
            left = inTurns(target, left, change, done);
        } while (!left.isEmpty() && left.size() < before);
        return left;
    }

    private List<Alert> inTurns(
            String target,
            List<Alert> alerts,
            BiFunction<Alert, OutboxEntry, OutboxEntry> change,
            Consumer<Alert> done) {
        List<Alert> left = new ArrayList<>();
        for (int from = 0; from < alerts.size(); from += MOST) {
            List<Alert> some = alerts.subList(from, Math.min(alerts.size(), from + MOST));
            try {
                left.addAll(together(target, some, change, done));
            } catch (NotDecided e) {
                Loggers.ALERT.debug("target {}: alerts are marked one by one: {}", target, e.getMessage());
                left.addAll(some);
            }
        }
        return left;
    }

    private List<Alert> together(
            String target,
            List<Alert> alerts,
            BiFunction<Alert, OutboxEntry, OutboxEntry> change,
            Consumer<Alert> done) {
        Map<String, Alert> byCheck = new LinkedHashMap<>();
        alerts.forEach(alert -> byCheck.putIfAbsent(alert.check(), alert));
        Map<String, Optional<Step>> steps = new HashMap<>();
        Set<String> stored = store.changeAll(byCheck.keySet(), before -> {
            Alert alert = byCheck.get(before.check());
            if (alert == null) {
                return Optional.empty(); // The database holds its name in another form.
            }
            OutboxEntry entry = change.apply(alert, before.entry(target));
            Optional<Step> step = entry.equals(before.entry(target))
                    ? Optional.empty()
                    : Optional.of(Step.of(before, reconcile(mine(alert), before, target, entry)));
            steps.put(before.check(), step);
            return step.map(Step::after);
        });
        List<Alert> left = new ArrayList<>();
        for (Alert alert : alerts) {
            Optional<Step> step = steps.get(alert.check());
            boolean isDone = alert.equals(byCheck.get(alert.check()))
                    && step != null
                    && (step.isEmpty() || stored.contains(alert.check()));
            if (isDone) {
                step.ifPresent(one -> keep(one.after(), one.outcome()));
                done.accept(alert);
            } else {
                left.add(alert);
            }
        }
        return left;
    }

    /** Decides again whom to notify; for a check that is not decided about here the entries stay. */
    Reconciler.Outcome reconcile(Optional<Watched> watched, CheckRecord before, String target, OutboxEntry entry) {
        Map<String, OutboxEntry> entries = new HashMap<>(before.entries());
        entries.put(target, entry);
        return watched.map(known -> updater.reconcile(known, before.state(), entries))
                .orElse(new Reconciler.Outcome(entries, List.of()));
    }

    boolean commit(CheckRecord before, Reconciler.Outcome outcome) {
        CheckRecord after = before.next(before.state(), outcome.entries());
        if (!store.commit(after)) {
            return false;
        }
        keep(after, outcome);
        return true;
    }

    private void keep(CheckRecord after, Reconciler.Outcome outcome) {
        watchlist.find(after.check()).ifPresent(known -> known.keep(after));
        updater.report(outcome);
    }
}
