package io.vedette.evaluate;

import io.vedette.check.Check;
import io.vedette.history.Recorder;
import io.vedette.history.Result;
import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.probing.Connectivity;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import io.vedette.rule.Progress;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.state.ClockStep;
import io.vedette.state.Pause;
import io.vedette.state.Silence;
import io.vedette.state.StateMachine;
import io.vedette.state.Transition;
import io.vedette.store.CheckRecord;
import io.vedette.store.OutboxEntry;
import io.vedette.store.Store;
import io.vedette.target.Targets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;

/**
 * Takes observations to state and outbox in one step: judge, change the state, compare what is true with what every
 * target was told, store both. Whoever else changed the record meanwhile (a delivery, another node) was first: the step
 * is then made anew on what they stored. A check is observed by one keeper at a time; one that takes it over watches it anew.
 * Safe for several threads.
 */
public final class Evaluator {

    private static final Logger LOG = Loggers.CHECK;

    private final Watchlist watchlist;
    private final Store store;
    private final Clock clock;
    private final Clock judging;
    private final Reconciler reconciler;
    private final Recorder recorder;
    private final Connectivity connectivity;
    private final MutePolicy mutes;
    private final ClockCorrection correction;
    private final List<BiConsumer<Check, Transition>> listeners = new CopyOnWriteArrayList<>();

    /** @param judging the time that rules see; another one than {@code clock} only for trying rules */
    public Evaluator(Watchlist watchlist, Targets targets, Store store, Clock clock, Clock judging) {
        this(watchlist, targets, store, clock, judging, Connectivity.unguarded(clock));
    }

    /** @param connectivity whether what checks see can be believed */
    public Evaluator(
            Watchlist watchlist, Targets targets, Store store, Clock clock, Clock judging, Connectivity connectivity) {
        this(watchlist, targets, store, clock, judging, connectivity, ClockSteps.none(clock));
    }

    /**
     * @param connectivity whether what checks see can be believed
     * @param clockSteps notices when the clock is set
     */
    public Evaluator(
            Watchlist watchlist,
            Targets targets,
            Store store,
            Clock clock,
            Clock judging,
            Connectivity connectivity,
            ClockSteps clockSteps) {
        this.correction = new ClockCorrection(clockSteps, watchlist, store);
        this.connectivity = connectivity;
        this.mutes = new MutePolicy(watchlist, connectivity);
        this.judging = judging;
        this.watchlist = watchlist;
        this.store = store;
        this.clock = clock;
        this.reconciler = new Reconciler(targets, mutes, clock);
        this.recorder = store.recorder();
        onClockStep(recorder::clockWasSet);
        onClockStep(connectivity::clockWasSet);
        onClockStep(targets::clockWasSet);
    }

    /** Has every stored change of a state told; the listener must hand over at once. */
    public void onChange(BiConsumer<Check, Transition> listener) {
        listeners.add(listener);
    }

    /** Has every step of the clock told, before anything is decided by the time that it says since. */
    public void onClockStep(Consumer<ClockStep> follower) {
        correction.onStep(follower);
    }

    /** Looks whether the clock was set: what is known goes along with it then, so that what lasted still has lasted. */
    void lookAtClock() {
        correction.look();
    }

    /** Takes a check up, or its new definition; its state goes on where it was. */
    public Watched watch(Check check, Optional<Probe> probe, Rule rule) {
        Optional<Watched> before = watchlist.find(check.name());
        // What the definition before is storing just now would else be missing in what is read here.
        before.ifPresent(known -> known.order().enter());
        try {
            Instant now = clock.instant();
            CheckRecord record = store.find(check.name()).orElseGet(() -> fresh(check.name(), now));
            Watched watched = new Watched(check, probe, rule, record, now);
            watched.mute(mutes.decide(watched, record.state(), now).mute());
            before.ifPresent(watched::goOnFrom);
            watchlist.put(watched, now);
            return watched;
        } finally {
            before.ifPresent(known -> known.order().leave());
        }
    }

    /** Watches a check no more; what is stored of it stays. */
    public void forget(String check) {
        watchlist.remove(check, clock.instant());
    }

    /** Judges an observation without any consequence. */
    public Verdict judge(Watched watched, Observation observation) {
        return judge(watched, observation, Progress.UNSEEN);
    }

    /** Judges an observation without any consequence, and tells meanwhile what it is at. */
    public Verdict judge(Watched watched, Observation observation, Progress progress) {
        if (observation.answer() instanceof Answer.NotAsked) {
            throw new IllegalArgumentException("nobody was asked: there is nothing to judge");
        }
        try {
            return watched.rule().judge(observation, judging.instant(), progress);
        } catch (CancellationException e) {
            return Verdict.error(
                    Reason.TIMEOUT, "the judgement was stopped"); // Whoever stopped it has told so already.
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            Defects.report(
                    LOG, "check " + watched.check().name() + ": the rule failed on its answer; please report this", e);
            return Verdict.error(
                    Reason.MALFORMED_BODY,
                    "the answer could not be judged: " + e.getClass().getSimpleName());
        }
    }

    /**
     * Takes what was observed and what it means, when all that was observed of the check before is taken. A verdict that is
     * older than the last one taken, or of a definition that has been replaced, changes nothing: it is counted as dropped.
     */
    public Transition take(Watched watched, Observation observation, Verdict verdict) {
        lookAtClock();
        watched.order().enter();
        try {
            if (!isCurrent(watched) || !watched.order().takes(observation)) {
                watched.drop();
                CheckState state = watched.record().state();
                return new Transition(state, state, Transition.Why.OUTDATED);
            }
            return takeInOrder(watched, observation, verdict);
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

    private Transition takeInOrder(Watched watched, Observation observation, Verdict verdict) {
        watched.count(observation, verdict);
        if (verdict.saysNobodyAnswered() && !watched.record().state().health().isProblem()) {
            watched.doubt(connectivity.doubt());
        }
        Transition transition = step(
                watched,
                state -> StateMachine.take(
                        state, verdict, watched.thresholds(), watched.flappingLimit(), clock.instant()));
        watched.show(observation, verdict, transition.why());
        recorder.result(new Result(
                watched.check().name(),
                observation.at(),
                verdict.status(),
                observation.took(),
                verdict.reasonCode(),
                verdict.message()));
        watched.rule().changesAt(observation).ifPresent(watched::askAt);
        return transition;
    }

    /** Pauses a check by an operator's word: it is shown as paused and problems are not told; all else goes on. */
    public Transition pause(Watched watched, Pause pause) {
        Transition transition = stepInOrder(watched, state -> StateMachine.pause(state, pause));
        if (transition.why() == Transition.Why.PAUSED) {
            LOG.info(
                    "check {}: paused {}{}{}",
                    watched.check().name(),
                    pause.until().map(end -> "until " + end).orElse("until it is resumed"),
                    pause.by().isEmpty() ? "" : " by " + pause.by(),
                    pause.reason().isEmpty() ? "" : ": " + pause.reason());
        }
        return transition;
    }

    /** Lets a paused check go on: what is true is compared with what was told, and found out anew where it runs by a schedule. */
    public Transition resume(Watched watched) {
        Transition transition = stepInOrder(watched, StateMachine::resume);
        if (transition.why() == Transition.Why.RESUMED) {
            LOG.info("check {}: resumed", watched.check().name());
            watched.askAgain();
        }
        return transition;
    }

    /** Begins or ends a silence. */
    Transition silence(Watched watched, Optional<Silence> silence) {
        Transition transition = stepInOrder(
                watched,
                state -> silence.map(one -> StateMachine.silence(state, one))
                        .orElseGet(() -> StateMachine.unsilence(state)));
        LOG.info(
                "check {}: {}",
                watched.check().name(),
                silence.map(one -> "silenced until " + one.until() + (one.by().isEmpty() ? "" : " by " + one.by())
                                + (one.reason().isEmpty() ? "" : ": " + one.reason()))
                        .orElse("silence ended"));
        return transition;
    }

    /** Which mute is on. */
    MuteStatus muted(Watched watched) {
        return mutes.decide(watched, watched.record().state(), clock.instant());
    }

    /**
     * Does what is due by time alone: a mute that ends is followed by the comparison of what is true with what was told,
     * though no verdict comes for long. Before the first answer nobody knows what is true: it is not told from what was
     * stored before a restart.
     */
    void passTime(Watched watched) {
        CheckState state = watched.record().state();
        boolean quiet = !state.health().isProblem()
                && !state.flapping().on()
                && state.silence().isEmpty()
                && state.pause().isEmpty();
        if (quiet) {
            return;
        }
        if (watched.latest().isEmpty()) {
            state.pause().filter(pause -> !pause.isOn(clock.instant())).ifPresent(over -> unpause(watched));
            return;
        }
        MuteStatus now = muted(watched);
        if (now.awaitsAnswer()) {
            watched.askAgain();
        }
        Transition step = StateMachine.lookAgain(state, watched.flappingLimit(), clock.instant());
        // A verdict that is being taken does the same, and is not waited for: other checks wait here.
        if ((now.mute() != watched.mute() || !step.after().equals(state))
                && watched.order().tryEnter()) {
            try {
                lookAgain(watched);
            } finally {
                watched.order().leave();
            }
        }
    }

    private void lookAgain(Watched watched) {
        Transition done =
                step(watched, stored -> StateMachine.lookAgain(stored, watched.flappingLimit(), clock.instant()));
        if (done.before().pause().isPresent() && done.after().pause().isEmpty()) {
            LOG.info("check {}: its pause has ended", watched.check().name());
            watched.askAgain();
        }
    }

    /** Of a pause that ended before the first answer since the start: shown no more, and nothing is told by it. */
    private void unpause(Watched watched) {
        CheckRecord before = stored(watched.check().name());
        Transition transition = StateMachine.resume(before.state());
        CheckRecord after = before.next(transition.after(), before.ledgers());
        if (transition.isSeen() && store.commit(after)) {
            watched.keep(after);
            report(watched.check(), transition);
        }
    }

    private Transition stepInOrder(Watched watched, Function<CheckState, Transition> change) {
        watched.order().enter();
        try {
            return step(watched, change);
        } finally {
            watched.order().leave();
        }
    }

    /**
     * Changes the state as often as it takes to be first, in order with all that changes it here: so a change that is made
     * anew is made on what deliveries, or another node, have stored since, never on a newer verdict.
     */
    private Transition step(Watched watched, Function<CheckState, Transition> change) {
        CheckRecord before = current(watched);
        while (true) {
            Transition transition = change.apply(before.state());
            Reconciler.Outcome outcome = reconcile(watched, transition.after(), before.ledgers());
            if (before.says(transition.after(), outcome.ledgers())) {
                watched.keep(before);
                return transition;
            }
            CheckRecord after = before.next(transition.after(), outcome.ledgers());
            if (store.commit(after)) {
                watched.keep(after);
                report(watched.check(), transition);
                report(outcome);
                if (transition.changed()) {
                    recorder.changed(watched.check().name(), transition);
                }
                return transition;
            }
            before = stored(watched.check().name());
        }
    }

    /** While something waits, a sender may have changed the record; else nobody but this check does. */
    private CheckRecord current(Watched watched) {
        CheckRecord known = watched.record();
        boolean waits = known.ledgers().values().stream()
                .anyMatch(ledger -> ledger.waiting().isPresent());
        return waits ? stored(watched.check().name()) : known;
    }

    /** What is stored of a check, or what a new one begins with. */
    public CheckRecord stored(String check) {
        return store.find(check).orElseGet(() -> fresh(check, clock.instant()));
    }

    /** Compares what is true with what every target was told: what each is to be told now. */
    public Reconciler.Outcome reconcile(Watched watched, CheckState state, Map<String, OutboxEntry> before) {
        return reconciler.reconcile(watched, state, before);
    }

    /** Logs what targets are told anew, once that is stored. */
    public void report(Reconciler.Outcome outcome) {
        outcome.news()
                .forEach(news -> Loggers.ALERT.info(
                        "alert for {}: {} {} ({})",
                        news.target(),
                        news.alert().kind().code(),
                        news.alert().check(),
                        news.why()));
    }

    private void report(Check check, Transition transition) {
        StateLog.tellFlapping(check, transition);
        if (transition.isSeen()) {
            listeners.forEach(listener -> listener.accept(check, transition));
        }
        if (!transition.changed()) {
            return;
        }
        StateLog.tell(check, transition);
    }

    private static CheckRecord fresh(String check, Instant now) {
        return new CheckRecord(check, 0, CheckState.pending(now), Map.of());
    }
}
