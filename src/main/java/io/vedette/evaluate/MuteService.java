package io.vedette.evaluate;

import io.vedette.process.Loggers;
import io.vedette.rule.Text;
import io.vedette.state.CheckState;
import io.vedette.state.Pause;
import io.vedette.state.Silence;
import io.vedette.state.StateMachine;
import io.vedette.state.Transition;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;

/**
 * What operators mute, by the check's name, and which mute is on. All of it lasts over a restart. A name that no check has
 * gives an empty answer. Safe for several threads.
 */
public final class MuteService {

    /** The longest reason of a silence or a pause that is kept. */
    public static final int LONGEST_REASON = 500;

    /** The longest name of who muted a check that is kept. */
    public static final int LONGEST_NAME = 100;

    private static final Logger LOG = Loggers.CHECK;

    private final Evaluator evaluator;
    private final Watchlist watchlist;
    private final Clock clock;

    public MuteService(Evaluator evaluator, Watchlist watchlist, Clock clock) {
        this.evaluator = evaluator;
        this.watchlist = watchlist;
        this.clock = clock;
    }

    /**
     * Pauses a check: it is shown as paused and no problem of it is told; checking goes on, its state and its incident too.
     * Another pause takes the place of one that is on.
     *
     * @param until when it goes on by itself; empty for a pause that lasts until {@link #resume}
     * @param reason why, for others to read; one line of at most {@value #LONGEST_REASON} characters is kept
     * @param by who pauses it; one line of at most {@value #LONGEST_NAME} characters is kept
     * @throws IllegalArgumentException when the end is not in the future
     */
    public Optional<Transition> pause(String check, Optional<Instant> until, String reason, String by) {
        Instant now = clock.instant();
        until.filter(end -> !end.isAfter(now)).ifPresent(end -> {
            throw new IllegalArgumentException("a pause must end in the future, not at " + end);
        });
        Pause pause = new Pause(now, until, Text.bounded(reason, LONGEST_REASON), Text.bounded(by, LONGEST_NAME));
        return update(check, state -> StateMachine.pause(state, pause), (watched, transition) -> {
            if (transition.why() == Transition.Why.PAUSED) {
                String end = until.map(moment -> "until " + moment).orElse("until it is resumed");
                LOG.info("check {}: paused {}{}", check, end, who(pause.by(), pause.reason()));
            }
        });
    }

    /** Lets a paused check go on; what is true is compared with what was told, and found out anew where it runs by a schedule. */
    public Optional<Transition> resume(String check) {
        return update(check, StateMachine::resume, (watched, transition) -> {
            if (transition.why() == Transition.Why.RESUMED) {
                LOG.info("check {}: resumed", check);
                watched.askAgain();
            }
        });
    }

    /**
     * Tells no problem of a check for a time; checking goes on, and recoveries of what was told are told. Another silence
     * takes its place.
     *
     * @param until when it ends; then what is true is compared with what was told
     * @param reason why, for others to read; one line of at most {@value #LONGEST_REASON} characters is kept
     * @param by who silences it; one line of at most {@value #LONGEST_NAME} characters is kept
     * @throws IllegalArgumentException when the end is not in the future
     */
    public Optional<Transition> silence(String check, Instant until, String reason, String by) {
        if (!until.isAfter(clock.instant())) {
            throw new IllegalArgumentException("a silence must end in the future, not at " + until);
        }
        Silence silence = new Silence(until, Text.bounded(reason, LONGEST_REASON), Text.bounded(by, LONGEST_NAME));
        return update(
                check,
                state -> StateMachine.silence(state, silence),
                (watched, transition) ->
                        LOG.info("check {}: silenced until {}{}", check, until, who(silence.by(), silence.reason())));
    }

    /** Ends a silence; what is true is told at once. */
    public Optional<Transition> unsilence(String check) {
        return update(
                check, StateMachine::unsilence, (watched, transition) -> LOG.info("check {}: silenced no more", check));
    }

    /** Returns which mute is on for a check, until when and why. */
    public MuteStatus of(Watched watched) {
        return evaluator.muted(watched);
    }

    /** Returns whether a check changes its state so often that its changes are not told one by one. */
    public boolean isFlapping(Watched watched) {
        return watched.record().state().flapping().on();
    }

    private Optional<Transition> update(
            String check, Function<CheckState, Transition> change, BiConsumer<Watched, Transition> afterwards) {
        return watchlist.find(check).map(watched -> {
            Transition transition = evaluator.updater().updateInOrder(watched, change);
            afterwards.accept(watched, transition);
            return transition;
        });
    }

    private static String who(String by, String reason) {
        return (by.isEmpty() ? "" : " by " + by) + (reason.isEmpty() ? "" : ": " + reason);
    }
}
