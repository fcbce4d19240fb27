package io.vedette.evaluate;

import io.vedette.TestClock;
import io.vedette.alert.Digest;
import io.vedette.alert.Links;
import io.vedette.check.Check;
import io.vedette.config.settings.Secrets;
import io.vedette.contract.Checks;
import io.vedette.deliver.Delivery;
import io.vedette.deliver.DeliveryOutcome;
import io.vedette.probing.Connectivity;
import io.vedette.rule.Status;
import io.vedette.state.Health;
import io.vedette.state.Transition;
import io.vedette.store.OutboxEntry;
import io.vedette.store.Store;
import io.vedette.target.Targets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One process: evaluator, targets and delivery on a store, as the application wires them. */
public final class Core {

    static final Duration MAX_AGE = Duration.ofDays(3);

    public final TestClock clock;
    final Store store;
    public final Watchlist watchlist = new Watchlist();
    public final Targets targets;
    public final Evaluator evaluator;
    public final Delivery delivery;
    final DeliveryOutcome outcome;
    public final MuteService mutes;
    private final Clockwork clockwork;

    public Core(TestClock clock, Store store, Duration groupWindow, String greeting) {
        this(clock, store, groupWindow, greeting, Connectivity.unguarded(clock));
    }

    public Core(TestClock clock, Store store, Duration groupWindow, String greeting, Connectivity connectivity) {
        this(clock, store, groupWindow, greeting, connectivity, ClockSteps.none(clock));
    }

    /** One whose clock is set now and then. */
    public Core(TestClock clock, Store store, Duration groupWindow, ClockSteps clockSteps) {
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
        this.evaluator = new Evaluator(watchlist, targets, store, clock, clock, connectivity, clockSteps);
        this.mutes = new MuteService(evaluator, watchlist, clock);
        this.clockwork = new Clockwork(watchlist, evaluator, connectivity);
        this.delivery = new Delivery(
                store,
                targets,
                evaluator,
                watchlist,
                clock,
                new Secrets(),
                new Delivery.Options(groupWindow, MAX_AGE, greeting, Links.NONE));
        this.outcome = new DeliveryOutcome(watchlist, store, clock, evaluator, MAX_AGE);
    }

    public Core(TestClock clock, Store store, Duration groupWindow) {
        this(clock, store, groupWindow, "");
    }

    public Watched watch(Check check) {
        return evaluator.watch(check, Optional.empty(), Checks.NO_RULE);
    }

    public Transition observe(String check, Status status) {
        Watched watched = watchlist.find(check).orElseThrow();
        return evaluator.take(watched, Checks.observation(clock.instant()), Checks.verdict(status));
    }

    /** Time alone does what it does. */
    public Core tick() {
        clockwork.tick();
        return this;
    }

    Health health(String check) {
        return store.find(check).orElseThrow().state().health();
    }

    public OutboxEntry entry(String check, String target) {
        return store.find(check).map(record -> record.entry(target)).orElse(OutboxEntry.EMPTY);
    }

    /** Takes what is to be told now, as a target that works. */
    public List<String> hear(String target) {
        Optional<Digest> digest = delivery.next(target);
        digest.ifPresent(one -> delivery.mark(target, one, Optional.empty(), Map.of()));
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
