package io.vedette.evaluate;

import io.vedette.probing.Connectivity;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import io.vedette.state.CheckState;
import io.vedette.state.StateMachine;
import io.vedette.state.Transition;
import io.vedette.store.NotDecided;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;

/**
 * Does what is due by time alone, without a new verdict: the clock is set; silences, pauses and maintenance windows end; checks stop
 * flapping; a dependency is back and its dependents are asked again; Vedette's own connection is tested; messages that are expected do not come. Called about once a second,
 * by one thread.
 */
public final class Clockwork {

    private static final Logger LOG = Loggers.HEALTH;

    /** The logger of checks, where operators look for their changes. */
    private static final Logger CHECKS = Loggers.CHECK;

    private final Watchlist watchlist;
    private final Evaluator evaluator;
    private final Connectivity connectivity;
    private final Clock clock;
    private final List<Runnable> more = new CopyOnWriteArrayList<>();

    public Clockwork(Watchlist watchlist, Evaluator evaluator, Connectivity connectivity) {
        this.watchlist = watchlist;
        this.evaluator = evaluator;
        this.connectivity = connectivity;
        this.clock = evaluator.clock();
    }

    /** Does something more at every tick. */
    public void onTick(Runnable task) {
        more.add(task);
    }

    /** Does everything that is due. Never throws: a failure for one check is logged and tried again the next time. */
    public void tick() {
        Defects.contain(LOG, "the clock cannot be read", evaluator::lookAtClock);
        Defects.contain(LOG, "the connection of this machine cannot be tested", connectivity::look);
        Defects.contain(LOG, "silences that are over cannot be removed", evaluator.silences()::tick);
        more.forEach(task -> Defects.contain(LOG, "what is looked at every second failed", task));
        Defects.contain(LOG, "messages that wait cannot be taken", evaluator.messages()::tick);
        watchlist.forEach(watched -> Defects.contain(
                LOG, "check " + watched.check().name() + " cannot be updated by time", () -> look(watched)));
    }

    private void look(Watched watched) {
        if (!evaluator.isMine(watched)) {
            return; // Another node does it.
        }
        try {
            lookAtMine(watched);
        } catch (NotDecided e) {
            watched.lookAt(clock.instant());
            LOG.debug("check {} is looked at later: {}", watched.check().name(), e.getMessage());
        }
    }

    private void lookAtMine(Watched watched) {
        if (watched.expectation().isPresent()) {
            evaluator.intake().lookForMessage(watched, watched.expectation().get());
        }
        passTime(watched);
    }

    /**
     * Does what is due for one check: when a mute ends, the state is compared with what was last notified, even if no verdict comes
     * for long. Before the first answer since the start the state is unknown, so nobody is notified of what was stored before.
     */
    private void passTime(Watched watched) {
        CheckState state = watched.record().state();
        boolean quiet = !state.health().isProblem()
                && !state.flapping().on()
                && watched.lookAt().equals(Instant.MAX)
                && state.silence().isEmpty()
                && state.pause().isEmpty();
        if (quiet) {
            return;
        }
        if (watched.latest().isEmpty()) {
            // A pause that ended before the first answer since the start: no longer shown, and nobody is notified.
            state.pause()
                    .filter(pause -> !pause.isOn(clock.instant()))
                    .ifPresent(over -> evaluator.updater().updateQuietly(watched, StateMachine::resume));
            return;
        }
        MuteStatus now = evaluator.muted(watched);
        if (now.awaitsAnswer()) {
            watched.askAgain();
        }
        boolean changes = now.mute() != watched.mute()
                || !clock.instant().isBefore(watched.lookAt())
                || !lookAgain(watched, state).after().equals(state);
        // A verdict that is being taken does the same; it is not waited for, because other checks wait here.
        if (changes && watched.order().tryEnter()) {
            try {
                Transition done = evaluator.updater().update(watched, stored -> lookAgain(watched, stored));
                if (done.before().pause().isPresent() && done.after().pause().isEmpty()) {
                    CHECKS.info("check {}: its pause has ended", watched.check().name());
                    watched.askAgain();
                }
            } finally {
                watched.order().leave();
            }
        }
    }

    private Transition lookAgain(Watched watched, CheckState state) {
        return StateMachine.lookAgain(state, watched.flappingLimit(), clock.instant());
    }
}
