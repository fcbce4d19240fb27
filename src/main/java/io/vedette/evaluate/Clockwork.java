package io.vedette.evaluate;

import io.vedette.probing.Connectivity;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import io.vedette.state.CheckState;
import io.vedette.state.StateMachine;
import io.vedette.state.Transition;
import java.time.Clock;
import org.slf4j.Logger;

/**
 * What changes by time alone, without a new verdict: the clock is set, silences, pauses and maintenance windows end, checks that flapped settle, a
 * dependency is back and those that depend on it are asked again, messages that are expected do not come, the own connection is to be looked at. To be wound
 * about once a second, by one thread.
 */
public final class Clockwork {

    private static final Logger LOG = Loggers.HEALTH;

    /** Where operators look for what becomes of checks. */
    private static final Logger CHECKS = Loggers.CHECK;

    private final Watchlist watchlist;
    private final Evaluator evaluator;
    private final Connectivity connectivity;
    private final Clock clock;

    public Clockwork(Watchlist watchlist, Evaluator evaluator, Connectivity connectivity) {
        this.watchlist = watchlist;
        this.evaluator = evaluator;
        this.connectivity = connectivity;
        this.clock = evaluator.clock();
    }

    /** Looks at everything once. Never throws: what goes wrong for one check is logged and tried again the next time. */
    public void tick() {
        Defects.contain(LOG, "the clock cannot be read", evaluator::lookAtClock);
        Defects.contain(LOG, "the connection of this machine cannot be tested", connectivity::look);
        watchlist.forEach(watched -> Defects.contain(
                LOG, "check " + watched.check().name() + " cannot be looked at again", () -> look(watched)));
    }

    private void look(Watched watched) {
        if (watched.expectation().isPresent()) {
            evaluator.lookForMessage(watched, watched.expectation().get());
        }
        passTime(watched);
    }

    /**
     * Does what is due by time alone: a mute that ends is followed by the comparison of what is true with what was told,
     * though no verdict comes for long. Before the first answer nobody knows what is true: it is not told from what was
     * stored before a restart.
     */
    private void passTime(Watched watched) {
        CheckState state = watched.record().state();
        boolean quiet = !state.health().isProblem()
                && !state.flapping().on()
                && state.silence().isEmpty()
                && state.pause().isEmpty();
        if (quiet) {
            return;
        }
        if (watched.latest().isEmpty()) {
            // A pause that ended before the first answer since the start: shown no more, and nothing is told by it.
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
                || !lookAgain(watched, state).after().equals(state);
        // A verdict that is being taken does the same, and is not waited for: other checks wait here.
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
