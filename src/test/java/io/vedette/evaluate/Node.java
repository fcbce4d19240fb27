package io.vedette.evaluate;

import io.vedette.alert.Alert;
import io.vedette.alert.Digest;
import io.vedette.alert.Links;
import io.vedette.check.Check;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.Settings;
import io.vedette.contract.Checks;
import io.vedette.deliver.Delivery;
import io.vedette.probing.Connectivity;
import io.vedette.rule.Status;
import io.vedette.store.Store;
import io.vedette.store.Stores;
import io.vedette.target.Targets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** One process that watches, from its start to its end, without its routes. */
final class Node implements AutoCloseable {

    private final Clock clock;
    private final Store store;
    private final Targets targets;
    private final Evaluator evaluator;
    private final Delivery delivery;
    private final MuteService mutes;
    private final Clockwork clockwork;
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();

    Node(Settings.Database database, Clock clock, String... targetNames) {
        this.clock = clock;
        store = Stores.of(database, clock);
        store.open();
        targets = new Targets(clock, RandomGenerator.getDefault());
        List.of(targetNames).forEach(targets::add);
        Watchlist watchlist = new Watchlist();
        evaluator = new Evaluator(
                watchlist, targets, store, clock, clock, Connectivity.unguarded(clock), ClockSteps.none(clock));
        mutes = new MuteService(evaluator, watchlist, clock);
        clockwork = new Clockwork(watchlist, evaluator, Connectivity.unguarded(clock));
        delivery = new Delivery(
                store,
                targets,
                evaluator,
                watchlist,
                clock,
                new Secrets(),
                new Delivery.Options(Duration.ZERO, Duration.ofDays(3), "", Links.NONE));
    }

    Node watch(Check check) {
        watched.put(check.name(), evaluator.watch(check, Optional.empty(), Checks.NO_RULE));
        return this;
    }

    void sees(String check, Status status) {
        evaluator.take(watched.get(check), Checks.observation(clock.instant()), Checks.verdict(status));
    }

    /** Sends what waits for a target and returns it. */
    List<Alert> tells(String target) {
        List<Alert> told = new ArrayList<>();
        for (Optional<Digest> next = delivery.next(target); next.isPresent(); next = delivery.next(target)) {
            told.addAll(next.get().alerts());
            delivery.mark(target, next.get(), Optional.empty(), Map.of());
        }
        return told;
    }

    /** Takes in hand what waits for a target, and gets no further. */
    List<Alert> beginsToTell(String target) {
        return delivery.next(target).map(Digest::alerts).orElse(List.of());
    }

    MuteService mutes() {
        return mutes;
    }

    /** Time alone does what it does. */
    void tick() {
        clockwork.tick();
    }

    boolean watches(String check) {
        return watched.containsKey(check);
    }

    Delivery delivery() {
        return delivery;
    }

    Store store() {
        return store;
    }

    @Override
    public void close() {
        store.close();
    }
}
