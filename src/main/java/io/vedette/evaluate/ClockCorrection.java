package io.vedette.evaluate;

import io.vedette.config.values.Durations;
import io.vedette.process.Loggers;
import io.vedette.state.ClockStep;
import io.vedette.store.CheckRecord;
import io.vedette.store.OutboxEntry;
import io.vedette.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Moves what is known along with a clock that was set, so that what lasted 20 minutes still has lasted 20 minutes. Safe for
 * several threads.
 */
final class ClockCorrection {

    private static final Logger LOG = Loggers.HEALTH;

    /** A day that was measured a moment short is a day. */
    private static final long HALF_A_SECOND = 500;

    private final ClockSteps steps;
    private final Watchlist watchlist;
    private final Store store;
    private final List<Consumer<ClockStep>> followers = new CopyOnWriteArrayList<>();

    ClockCorrection(ClockSteps steps, Watchlist watchlist, Store store) {
        this.steps = steps;
        this.watchlist = watchlist;
        this.store = store;
    }

    /** Has every step told, before anything is decided by the time that the clock says since. */
    void onStep(Consumer<ClockStep> follower) {
        followers.add(follower);
    }

    /** Looks whether the clock was set, and moves what is known if so. */
    void look() {
        steps.look(this::follow);
    }

    private void follow(ClockStep step) {
        LOG.warn(
                "the clock of this machine was set {} by {} and says {} now; what Vedette knows was moved with it, so that"
                        + " problems, silences and pauses last as long as they do. Checks that compare times of others with it"
                        + " (tasks, certificates) may be wrong until it is right",
                step.by().isNegative() ? "back" : "forward",
                Durations.words(step.by().plusMillis(step.by().isNegative() ? -HALF_A_SECOND : HALF_A_SECOND)),
                step.now());
        followers.forEach(follower -> follower.accept(step));
        watchlist.forEach(watched -> move(watched, step));
    }

    private void move(Watched watched, ClockStep step) {
        watched.clockWasSet(step);
        while (true) {
            Optional<CheckRecord> before = store.find(watched.check().name());
            if (before.isEmpty()) {
                return; // Nothing is known of it yet.
            }
            Map<String, OutboxEntry> entries = new HashMap<>(before.get().entries());
            entries.replaceAll((target, entry) -> entry.moved(step));
            CheckRecord after = before.get().next(before.get().state().moved(step), entries);
            if (store.commit(after)) {
                watched.keep(after);
                return;
            }
        }
    }
}
