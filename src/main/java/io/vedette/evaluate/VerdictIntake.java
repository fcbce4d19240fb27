package io.vedette.evaluate;

import io.vedette.probe.Observation;
import io.vedette.probing.Connectivity;
import io.vedette.process.Loggers;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.state.Transition;
import io.vedette.store.NotDecided;
import io.vedette.store.Store;
import java.time.Clock;

/** Takes verdicts in the order of their observations, one after the other for each check. Safe for several threads. */
final class VerdictIntake {

    private final Watchlist watchlist;
    private final Store store;
    private final Clock clock;
    private final CheckUpdater updater;
    private final Connectivity connectivity;

    VerdictIntake(Watchlist watchlist, Store store, Clock clock, CheckUpdater updater, Connectivity connectivity) {
        this.watchlist = watchlist;
        this.store = store;
        this.clock = clock;
        this.updater = updater;
        this.connectivity = connectivity;
    }

    /** Takes a verdict after all earlier ones; one that comes too late is dropped and counted, as it will be asked for again. */
    Transition take(Watched watched, Observation observation, Verdict verdict) {
        try {
            return isMine(watched) ? takeNow(watched, observation, verdict, true) : drop(watched);
        } catch (NotDecided e) {
            Loggers.CHECK.info(
                    "check {}: a verdict is dropped: {}", watched.check().name(), e.getMessage());
            return drop(watched);
        }
    }

    /**
     * Takes a verdict after all earlier ones; one that comes too late is dropped and counted.
     *
     * @param first whether it was not tried before, and is to be counted
     * @throws NotDecided if nothing can be stored now, or another node decides about the check
     */
    Transition takeNow(Watched watched, Observation observation, Verdict verdict, boolean first) {
        watched.order().enter();
        try {
            return isCurrent(watched) && watched.order().takes(observation)
                    ? takeInOrder(watched, observation, verdict, first)
                    : drop(watched);
        } finally {
            watched.order().leave();
        }
    }

    private static Transition drop(Watched watched) {
        watched.drop();
        CheckState state = watched.record().state();
        return new Transition(state, state, Transition.Why.OUTDATED);
    }

    /** Returns whether this node decides about the check. */
    boolean isMine(Watched watched) {
        return store.ownership().asks(watched.check().name());
    }

    /** Takes that a message which is expected has not come. While one is being taken nobody waits: it has come. */
    void lookForMessage(Watched watched, Expectation expected) {
        if (!watched.order().tryEnter()) {
            return;
        }
        try {
            expected.look(clock.instant()).filter(missed -> isCurrent(watched)).ifPresent(missed -> {
                Observation observation = Expectation.silence(missed, clock.instant());
                if (watched.order().takes(observation)) {
                    takeInOrder(watched, observation, missed, true);
                }
            });
        } finally {
            watched.order().leave();
        }
    }

    private boolean isCurrent(Watched watched) {
        return watchlist
                .find(watched.check().name())
                .filter(current -> current == watched)
                .isPresent();
    }

    private Transition takeInOrder(Watched watched, Observation observation, Verdict verdict, boolean first) {
        if (first) {
            watched.count(observation, verdict);
        }
        if (verdict.saysNobodyAnswered() && !watched.record().state().isProblem()) {
            watched.doubt(connectivity.doubt());
        }
        Transition transition = updater.take(watched, verdict);
        watched.show(observation, verdict, transition.why());
        updater.record(watched, observation, verdict);
        watched.rule().changesAt(observation).ifPresent(watched.runs()::at);
        return transition;
    }
}
