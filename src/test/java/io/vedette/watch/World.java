package io.vedette.watch;

import io.vedette.alert.Alert;
import io.vedette.alert.DeliveryFailed;
import io.vedette.alert.Digest;
import io.vedette.alert.Refusal;
import io.vedette.check.Check;
import io.vedette.config.Secrets;
import io.vedette.contract.TestClock;
import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.state.Health;
import io.vedette.state.Transition;
import io.vedette.store.CheckRecord;
import io.vedette.store.Ledger;
import io.vedette.store.MemoryStore;
import io.vedette.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The real keeper, store, outbox and targets, with a clock that is set and people who note what they hear. */
final class World {

    /** What somebody heard. */
    record Heard(String target, Alert alert, Instant at, int message) {

        boolean isProblem() {
            return alert.to().isProblem();
        }
    }

    /** What a target makes of a message. */
    enum Reply {
        TAKEN,
        REFUSED,
        BUSY,
        MISCONFIGURED;

        private Optional<Exception> failure() {
            return switch (this) {
                case TAKEN -> Optional.empty();
                case REFUSED -> Optional.of(new java.io.IOException("connection refused"));
                case BUSY ->
                    Optional.of(
                            new DeliveryFailed(Refusal.busy("too many requests", Optional.of(Duration.ofSeconds(30)))));
                case MISCONFIGURED -> Optional.of(new DeliveryFailed(Refusal.misconfigured("invalid_auth")));
            };
        }
    }

    final TestClock clock = new TestClock();
    final Store store;
    final List<Heard> heard = new ArrayList<>();

    private final Duration window;
    private final Map<String, Check> checks = new LinkedHashMap<>();
    private final Map<String, Digest> inHand = new HashMap<>();
    private int messages;

    Watchlist watchlist;
    Targets targets;
    Watchkeeper keeper;
    Delivery delivery;

    World(Duration window) {
        this(window, new MemoryStore());
    }

    World(Duration window, Store store) {
        this.window = window;
        this.store = store;
        start(List.of());
    }

    private void start(List<String> known) {
        watchlist = new Watchlist();
        targets = new Targets(clock, halfway());
        keeper = new Watchkeeper(watchlist, targets, store, clock, clock);
        delivery = new Delivery(store, targets, keeper, watchlist, clock, new Secrets(), window, "");
        known.forEach(targets::add);
        checks.values().forEach(check -> keeper.watch(check, Optional.empty(), (seen, now) -> Verdict.ok()));
    }

    /** No jitter: neither earlier nor later. */
    static RandomGenerator halfway() {
        return () -> 1L << 63;
    }

    /** The process dies, with whatever was in its hand, and is started again on the same store. */
    World crash() {
        inHand.clear();
        start(targets.names());
        return this;
    }

    World target(String... names) {
        List.of(names).forEach(targets::add);
        return this;
    }

    World watch(Check check) {
        checks.put(check.name(), check);
        keeper.watch(check, Optional.empty(), (seen, now) -> Verdict.ok());
        return this;
    }

    /** The check's route is replaced: its definition is read anew. */
    World reload(String check) {
        return watch(checks.get(check));
    }

    Check check(String name) {
        return checks.get(name);
    }

    List<Check> checks() {
        return List.copyOf(checks.values());
    }

    Watched watched(String check) {
        return watchlist.find(check).orElseThrow();
    }

    Transition take(String check, Status status) {
        return take(check, verdict(status));
    }

    Transition take(String check, Verdict verdict) {
        Observation observation = new Observation(clock.instant(), Duration.ofMillis(5), new Answer.Connected());
        return keeper.take(watched(check), observation, verdict);
    }

    static Verdict verdict(Status status) {
        return status == Status.OK ? Verdict.ok() : Verdict.of(status, Reason.STATUS, "it says " + status.code());
    }

    World pass(Duration time) {
        clock.forward(time);
        return this;
    }

    /** Takes a target's next message in hand, unless one is there already. */
    List<Alert> claim(String target) {
        if (inHand.containsKey(target)) {
            return List.of();
        }
        Optional<Digest> next = delivery.next(target);
        next.ifPresent(digest -> inHand.put(target, digest));
        return next.map(Digest::alerts).orElse(List.of());
    }

    /** The target answers to the message in hand. */
    World settle(String target, Reply reply) {
        Digest digest = inHand.remove(target);
        if (digest == null) {
            return this;
        }
        if (reply == Reply.TAKEN) {
            int message = ++messages;
            digest.alerts().forEach(alert -> heard.add(new Heard(target, alert, clock.instant(), message)));
        }
        delivery.settle(target, digest, reply.failure());
        return this;
    }

    /** A target takes what there is for it, at once. */
    World deliver(String target) {
        claim(target);
        return settle(target, Reply.TAKEN);
    }

    List<String> inHand() {
        return List.copyOf(inHand.keySet());
    }

    Health health(String check) {
        return store.find(check).map(record -> record.state().health()).orElse(Health.PENDING);
    }

    /** Whether problems of a check are muted now, by the letter of the design. */
    boolean isMuted(String check) {
        Health health = health(check);
        return health == Health.SLEEPING
                || health == Health.PAUSED
                || check(check)
                        .dependsOn()
                        .filter(other -> health(other) == Health.ERROR)
                        .isPresent();
    }

    /** All alerts that wait, in hand or not. */
    List<Alert> waiting() {
        return checks.keySet().stream()
                .flatMap(check -> store.find(check).map(CheckRecord::ledgers).orElse(Map.of()).values().stream())
                .map(Ledger::waiting)
                .flatMap(Optional::stream)
                .toList();
    }

    List<Heard> heard(String target, String check) {
        return heard.stream()
                .filter(one ->
                        one.target().equals(target) && one.alert().check().equals(check))
                .toList();
    }

    /** What a target heard, as {@code problem check error}. */
    List<String> heardBy(String target) {
        return heard.stream()
                .filter(one -> one.target().equals(target))
                .map(one -> one.alert().kind().code() + " " + one.alert().check() + " "
                        + one.alert().to().code())
                .toList();
    }
}
