package io.vedette.evaluate;

import io.vedette.check.Check;
import io.vedette.cluster.Ownership;
import io.vedette.cluster.Segments;
import io.vedette.cluster.Signal;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import io.vedette.state.Act;
import io.vedette.state.CheckState;
import io.vedette.state.Transition;
import io.vedette.store.CheckRecord;
import io.vedette.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.slf4j.Logger;

/**
 * Follows what other nodes store: the records of their checks are shown here too, and what they did to a check of this node, an
 * operator's act or a delivery, is considered within a second. Called by one thread.
 */
public final class SharedRecords implements Ownership.Follower {

    private static final Logger LOG = Loggers.CLUSTER;

    /** So many records are read at once. */
    private static final int BATCH = 1_000;

    private final Watchlist watchlist;
    private final Store store;
    private final Evaluator evaluator;
    private final List<BiConsumer<Check, Transition>> listeners;
    private final List<Consumer<Signal>> others = new CopyOnWriteArrayList<>();
    private final List<Runnable> gaps = new CopyOnWriteArrayList<>();
    private final List<Consumer<Watched>> takeovers = new CopyOnWriteArrayList<>();
    private final Map<String, Instant> wanted = new ConcurrentHashMap<>();

    /** @param listeners called after every change of a state that another node stored */
    SharedRecords(
            Watchlist watchlist, Store store, Evaluator evaluator, List<BiConsumer<Check, Transition>> listeners) {
        this.watchlist = watchlist;
        this.store = store;
        this.evaluator = evaluator;
        this.listeners = listeners;
        store.history().onOthers(new SharedResults(watchlist, evaluator));
        evaluator.updater().acts().onAct(this::note);
    }

    /** Hands over what other nodes say of other things than records. */
    public void onSignal(Consumer<Signal> listener) {
        others.add(listener);
    }

    /** Tells that what other nodes said may not have been heard. */
    public void onMissed(Runnable listener) {
        gaps.add(listener);
    }

    /** Tells of every check that this node is about to take over. */
    public void onTakeover(Consumer<Watched> listener) {
        takeovers.add(listener);
    }

    @Override
    public void gained(IntPredicate segments) {
        List<Watched> mine = watchlist.all().stream()
                .filter(one -> segments.test(Segments.ofCheck(one.check().name())))
                .toList();
        read(mine.stream().map(one -> one.check().name()).toList());
        mine.forEach(one -> takeovers.forEach(listener -> listener.accept(one)));
    }

    /** Whoever was to run a check may be gone before it did: the one that takes the check over does. */
    private void note(Act act) {
        if (act.kind() == Act.Kind.RUN) {
            watchlist.find(act.what()).ifPresent(watched -> wanted.put(act.what(), act.at()));
        }
    }

    @Override
    public void taken(IntPredicate segments) {
        watchlist.forEach(one -> {
            if (segments.test(Segments.ofCheck(one.check().name()))) {
                Instant run = wanted.getOrDefault(one.check().name(), Instant.MIN);
                one.runs().takeOver(run.isAfter(one.asked()) ? Instant.MIN : one.asked());
            }
        });
    }

    @Override
    public boolean heard(List<Signal> signals) {
        Set<String> changed = new LinkedHashSet<>();
        for (Signal signal : signals) {
            if (signal instanceof Signal.Changed one) {
                changed.add(one.check());
            }
        }
        boolean complete = isRead(() -> read(List.copyOf(changed)));
        for (Signal signal : signals) {
            if (signal instanceof Signal.Silences) {
                complete &= isRead(evaluator.silences()::readAgain);
            } else if (signal instanceof Signal.Done done) {
                Defects.contain(
                        LOG,
                        "acts cannot be read",
                        () -> evaluator.updater().acts().heard(done.act()));
            } else if (signal instanceof Signal.Observed observed) {
                Defects.contain(
                        LOG,
                        "a message that another node was sent cannot be taken",
                        () -> evaluator.messages().heard(observed));
            } else if (!(signal instanceof Signal.Changed)) {
                others.forEach(listener ->
                        Defects.contain(LOG, "what another node says failed here", () -> listener.accept(signal)));
            }
        }
        return complete;
    }

    @Override
    public boolean missed() {
        gaps.forEach(Runnable::run);
        return isRead(() -> {
            read(watchlist.all().stream().map(one -> one.check().name()).toList());
            evaluator.silences().readAgain();
        });
    }

    private static boolean isRead(Runnable reading) {
        AtomicBoolean done = new AtomicBoolean();
        Defects.contain(LOG, "what other nodes have stored cannot be read; it is read again soon", () -> {
            reading.run();
            done.set(true);
        });
        return done.get();
    }

    private void read(List<String> checks) {
        List<String> known = new ArrayList<>(checks);
        known.removeIf(check -> watchlist.find(check).isEmpty());
        for (int from = 0; from < known.size(); from += BATCH) {
            store.read(known.subList(from, Math.min(known.size(), from + BATCH)))
                    .forEach(record -> watchlist
                            .find(record.check())
                            .ifPresent(watched -> Defects.contain(
                                    LOG,
                                    "check " + record.check() + " cannot be followed",
                                    () -> follow(watched, record))));
        }
    }

    private void follow(Watched watched, CheckRecord record) {
        CheckRecord before = watched.record();
        if (record.version() <= before.version()) {
            return;
        }
        watched.keep(record);
        Transition seen = new Transition(before.state(), record.state(), why(before.state(), record.state()));
        if (seen.isSeen()) {
            listeners.forEach(listener -> listener.accept(watched.check(), seen));
        }
        if (store.ownership().asks(record.check())) {
            consider(watched, before.state(), record.state());
        }
    }

    /** Has it decided anew whom to notify, by the clockwork: the thread of this must not wait for rows that are locked. */
    private void consider(Watched watched, CheckState before, CheckState after) {
        watched.lookAt(evaluator.clock().instant());
        if (before.pause().isPresent() && after.pause().isEmpty()) {
            watched.askAgain();
        }
    }

    private static Transition.Why why(CheckState before, CheckState after) {
        if (before.pause().isPresent() != after.pause().isPresent()) {
            return after.pause().isPresent() ? Transition.Why.PAUSED : Transition.Why.RESUMED;
        }
        return before.health() == after.health() ? Transition.Why.UNCHANGED : Transition.Why.TAKEN;
    }
}
