package io.vedette.evaluate;

import io.vedette.config.values.Durations;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import io.vedette.state.ClockStep;
import io.vedette.store.CheckRecord;
import io.vedette.store.NotDecided;
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
 * Corrects recorded times after the clock was set, so that what has lasted 20 minutes still has lasted 20 minutes. Safe for
 * several threads.
 */
final class ClockCorrection {

    private static final Logger LOG = Loggers.HEALTH;

    /** Added before rounding, so that a day that was measured a moment short is a day. */
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

    /** Adds a listener that gets every step before anything is decided by the new time. */
    void onStep(Consumer<ClockStep> follower) {
        followers.add(follower);
    }

    /** Corrects all recorded times if the clock was set since the last call. */
    void look() {
        steps.look(this::follow);
    }

    private void follow(ClockStep step) {
        LOG.warn(
                "the clock of this machine was set {} by {} and now says {}; recorded times were corrected"
                        + " accordingly, so that problems, silences and pauses last as long as they do. Checks that"
                        + " compare times of others with it (tasks, certificates) may be wrong until it is right",
                step.by().isNegative() ? "back" : "forward",
                Durations.words(step.by().plusMillis(step.by().isNegative() ? -HALF_A_SECOND : HALF_A_SECOND)),
                step.now());
        followers.forEach(follower ->
                Defects.contain(LOG, "times cannot be corrected after the clock was set", () -> follower.accept(step)));
        watchlist.forEach(watched -> Defects.contain(
                LOG,
                "the times of check " + watched.check().name() + " cannot be corrected after the clock was set",
                () -> moveUnlessLocked(watched, step)));
    }

    private void moveUnlessLocked(Watched watched, ClockStep step) {
        try {
            move(watched, step);
        } catch (NotDecided e) {
            LOG.warn(
                    "check {}: its recorded times are those of the clock before it was set: {}",
                    watched.check().name(),
                    e.getMessage());
        }
    }

    private void move(Watched watched, ClockStep step) {
        watched.clockWasSet(step);
        if (!store.ownership().asks(watched.check().name())) {
            return; // What is recorded comes from the clock of another node.
        }
        while (true) {
            Optional<CheckRecord> before = store.find(watched.check().name());
            if (before.isEmpty()) {
                return; // Nothing is recorded yet.
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
