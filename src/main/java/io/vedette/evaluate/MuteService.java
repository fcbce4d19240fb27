package io.vedette.evaluate;

import io.vedette.process.Loggers;
import io.vedette.rule.Text;
import io.vedette.state.Acknowledgement;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
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
 * Pauses and silences checks by name, and says which mute is on. Pauses and silences survive a restart. For an unknown name all
 * methods return empty. Safe for several threads.
 */
public final class MuteService {

    /** The most characters of a reason that are kept. */
    public static final int LONGEST_REASON = 500;

    /** The most characters of an operator's name that are kept. */
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
     * Pauses a check: it is shown as paused and nobody is notified of its problems; it is still asked, and its state and incident
     * continue. Replaces an earlier pause.
     *
     * @param until when the pause ends; empty for a pause that lasts until {@link #resume}
     * @param reason why, for others to read; one line of at most {@value #LONGEST_REASON} characters is kept
     * @param by who pauses it; one line of at most {@value #LONGEST_NAME} characters is kept
     * @throws IllegalArgumentException if the end is not in the future
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

    /**
     * Notes that somebody has a check's problem in hand: no target is reminded of it and it escalates to none, until it is over
     * or gets worse; those that were notified of it are notified once of who has it. Another acknowledgement takes its place.
     *
     * @param reason what is being done; one line of at most {@value #LONGEST_REASON} characters is kept
     * @param by who has it; one line of at most {@value #LONGEST_NAME} characters is kept
     * @return why is {@link Transition.Why#UNCHANGED} where there is no problem
     */
    public Optional<Transition> acknowledge(String check, String reason, String by) {
        Instant now = clock.instant();
        String why = Text.bounded(reason, LONGEST_REASON);
        String who = Text.bounded(by, LONGEST_NAME);
        return update(
                check,
                state -> StateMachine.acknowledge(state, new Acknowledgement(now, problem(state), why, who)),
                (watched, transition) -> {
                    if (transition.why() == Transition.Why.ACKNOWLEDGED) {
                        LOG.info("check {}: acknowledged{}", check, who(who, why));
                    }
                });
    }

    /** Returns the problem that it has, or had when it fell asleep. */
    private static Health problem(CheckState state) {
        return state.health().isProblem() ? state.health() : state.previous();
    }

    /** Takes back that somebody has a check's problem in hand: reminders and escalation go by what is true again. */
    public Optional<Transition> unacknowledge(String check) {
        return update(check, StateMachine::unacknowledge, (watched, transition) -> {
            if (transition.why() == Transition.Why.UNACKNOWLEDGED) {
                LOG.info("check {}: acknowledgement taken back", check);
            }
        });
    }

    /** Ends a pause; the state is compared with what was last notified, and a scheduled check is asked at once. */
    public Optional<Transition> resume(String check) {
        return update(check, StateMachine::resume, (watched, transition) -> {
            if (transition.why() == Transition.Why.RESUMED) {
                LOG.info("check {}: resumed", check);
                watched.askAgain();
            }
        });
    }

    /**
     * Silences a check: nobody is notified of its problems, but recoveries are still sent; it is still asked. Replaces an earlier
     * silence.
     *
     * @param until when the silence ends; then the state is compared with what was last notified
     * @param reason why, for others to read; one line of at most {@value #LONGEST_REASON} characters is kept
     * @param by who silences it; one line of at most {@value #LONGEST_NAME} characters is kept
     * @throws IllegalArgumentException if the end is not in the future
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

    /** Ends a silence; targets are notified at once of what is true now. */
    public Optional<Transition> unsilence(String check) {
        return update(
                check,
                StateMachine::unsilence,
                (watched, transition) -> LOG.info("check {}: no longer silenced", check));
    }

    /** Returns the silences over checks, groups and tags. */
    public Silences silences() {
        return evaluator.silences();
    }

    /** Returns who did what. */
    public Acts acts() {
        return evaluator.updater().acts();
    }

    /** Returns which mute is on for a check, until when and why. */
    public MuteStatus of(Watched watched) {
        return evaluator.muted(watched);
    }

    /** Returns whether a check changes its state so often that its changes are not notified one by one. */
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
