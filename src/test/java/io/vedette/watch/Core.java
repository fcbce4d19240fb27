package io.vedette.watch;

import io.vedette.TestClock;
import io.vedette.alert.Digest;
import io.vedette.check.Check;
import io.vedette.config.Secrets;
import io.vedette.contract.Checks;
import io.vedette.rule.Status;
import io.vedette.state.Health;
import io.vedette.state.Transition;
import io.vedette.store.Ledger;
import io.vedette.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One process: keeper, targets and delivery on a store, as the application wires them. */
final class Core {

    static final Duration MAX_AGE = Duration.ofDays(3);

    final TestClock clock;
    final Store store;
    final Watchlist watchlist = new Watchlist();
    final Targets targets;
    final Watchkeeper keeper;
    final Delivery delivery;
    final Settlement settlement;
    final Mutes mutes;
    private final Clockwork clockwork;

    Core(TestClock clock, Store store, Duration groupWindow, String greeting) {
        this(clock, store, groupWindow, greeting, Connectivity.unguarded(clock));
    }

    Core(TestClock clock, Store store, Duration groupWindow, String greeting, Connectivity connectivity) {
        this(clock, store, groupWindow, greeting, connectivity, ClockSteps.none(clock));
    }

    /** One whose clock is set now and then. */
    Core(TestClock clock, Store store, Duration groupWindow, ClockSteps clockSteps) {
        this(clock, store, groupWindow, "", Connectivity.unguarded(clock), clockSteps);
    }

    private Core(
            TestClock clock,
            Store store,
            Duration groupWindow,
            String greeting,
            Connectivity connectivity,
            ClockSteps clockSteps) {
        this.clock = clock;
        this.store = store;
        this.targets = new Targets(clock, new Random(1));
        this.keeper = new Watchkeeper(watchlist, targets, store, clock, clock, connectivity, clockSteps);
        this.mutes = new Mutes(keeper, watchlist, clock);
        this.clockwork = new Clockwork(watchlist, keeper, connectivity);
        this.delivery = new Delivery(
                store,
                targets,
                keeper,
                watchlist,
                clock,
                new Secrets(),
                new Delivery.Options(groupWindow, MAX_AGE, greeting));
        this.settlement = new Settlement(watchlist, store, clock, keeper, MAX_AGE);
    }

    Core(TestClock clock, Store store, Duration groupWindow) {
        this(clock, store, groupWindow, "");
    }

    Watched watch(Check check) {
        return keeper.watch(check, Optional.empty(), Checks.NO_RULE);
    }

    Transition observe(String check, Status status) {
        Watched watched = watchlist.find(check).orElseThrow();
        return keeper.take(watched, Checks.observation(clock.instant()), Checks.verdict(status));
    }

    /** Time alone does what it does. */
    Core tick() {
        clockwork.tick();
        return this;
    }

    Health health(String check) {
        return store.find(check).orElseThrow().state().health();
    }

    Ledger ledger(String check, String target) {
        return store.find(check).map(record -> record.ledger(target)).orElse(Ledger.EMPTY);
    }

    /** Takes what is to be told now, as a target that works. */
    List<String> hear(String target) {
        Optional<Digest> digest = delivery.next(target);
        digest.ifPresent(one -> delivery.settle(target, one, Optional.empty()));
        return digest.map(Core::words).orElse(List.of());
    }

    /** A digest as words: {@code problem a error}. */
    static List<String> words(Digest digest) {
        return digest.alerts().stream()
                .map(alert -> alert.kind().code() + " " + alert.check() + " "
                        + alert.to().code())
                .toList();
    }
}
