package io.vedette.evaluate;

import io.vedette.check.Check;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.probing.Connectivity;
import io.vedette.rule.Progress;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import io.vedette.state.ClockStep;
import io.vedette.state.Transition;
import io.vedette.store.CheckRecord;
import io.vedette.store.Store;
import io.vedette.target.Targets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Takes observations to state and outbox in one step: judges, changes the state, compares it with what each target was last notified
 * of, and stores both. A check has one evaluator at a time; another one that takes it over watches it anew. Safe for several threads.
 */
public final class Evaluator {

    private final Watchlist watchlist;
    private final Clock clock;
    private final Judge judge;
    private final CheckUpdater updater;
    private final VerdictIntake intake;
    private final MessageIntake messages;
    private final MutePolicy mutes;
    private final Silences silences;
    private final ClockCorrection correction;
    private final SharedRecords shared;
    private final List<BiConsumer<Check, Transition>> listeners = new CopyOnWriteArrayList<>();

    /**
     * @param judging the time that rules see; differs from {@code clock} only for trying rules
     * @param connectivity whether this machine is connected, so that failures can be believed
     * @param clockSteps notices that the clock was set
     */
    public Evaluator(
            Watchlist watchlist,
            Targets targets,
            Store store,
            Clock clock,
            Clock judging,
            Connectivity connectivity,
            ClockSteps clockSteps) {
        this.watchlist = watchlist;
        this.clock = clock;
        this.judge = new Judge(judging);
        this.silences = new Silences(store, clock);
        this.mutes = new MutePolicy(watchlist, connectivity, silences);
        this.updater = new CheckUpdater(store, clock, targets, mutes, listeners);
        this.intake = new VerdictIntake(watchlist, store, clock, updater, connectivity);
        this.messages = new MessageIntake(watchlist, store, clock, intake);
        this.correction = new ClockCorrection(clockSteps, watchlist, store);
        this.shared = new SharedRecords(watchlist, store, this, listeners);
        onClockStep(updater::clockWasSet);
        onClockStep(silences::clockWasSet);
        onClockStep(connectivity::clockWasSet);
        onClockStep(targets::clockWasSet);
    }

    /** Adds a listener that gets every stored change of a state; it must return at once. */
    public void onChange(BiConsumer<Check, Transition> listener) {
        listeners.add(listener);
    }

    /** Adds a listener that gets every step of the clock before anything is decided by the new time. */
    public void onClockStep(Consumer<ClockStep> follower) {
        correction.onStep(follower);
    }

    /** Corrects all recorded times if the clock was set since the last call. */
    void lookAtClock() {
        correction.look();
    }

    /** Starts to watch a check, or takes its new definition; its state stays what it was. */
    public Watched watch(Check check, Optional<Probe> probe, Rule rule) {
        Optional<Watched> before = watchlist.find(check.name());
        // Otherwise what the previous definition is storing right now would be missing in what is read here.
        before.ifPresent(known -> known.order().enter());
        try {
            Instant now = clock.instant();
            CheckRecord record = updater.stored(check.name());
            Watched watched = new Watched(check, probe, rule, record, now);
            watched.mute(mutes.decide(watched, record.state(), now).mute());
            before.ifPresent(watched::goOnFrom);
            watchlist.put(watched, now);
            return watched;
        } finally {
            before.ifPresent(known -> known.order().leave());
        }
    }

    /** Stops watching a check; its record stays in the store. */
    public void forget(String check) {
        watchlist.remove(check, clock.instant());
        updater.forget(check);
    }

    /** Returns the verdict on an observation, without any other effect. */
    public Verdict judge(Watched watched, Observation observation) {
        return judge(watched, observation, Progress.UNSEEN);
    }

    /** Returns the verdict on an observation, without any other effect, and reports its progress meanwhile. */
    public Verdict judge(Watched watched, Observation observation, Progress progress) {
        return judge.judge(watched, observation, progress);
    }

    /**
     * Takes an observation and its verdict, after all earlier observations of the check. A verdict that is older than the last one
     * taken, or of a definition that has been replaced, changes nothing and is counted as dropped.
     */
    public Transition take(Watched watched, Observation observation, Verdict verdict) {
        lookAtClock();
        return intake.take(watched, observation, verdict);
    }

    /**
     * Takes a message's observation and verdict as {@link #take} does, but for what cannot be taken now: as nobody sends the message
     * again, that waits, or is handed to the node that decides about the check.
     */
    public Transition takeMessage(Watched watched, Observation observation, Verdict verdict) {
        lookAtClock();
        return messages.take(watched, observation, verdict);
    }

    /** Returns where messages are taken that nobody sends again. */
    MessageIntake messages() {
        return messages;
    }

    /** Returns whether this node decides about the check. */
    boolean isMine(Watched watched) {
        return intake.isMine(watched);
    }

    /** Returns where verdicts are taken in their order. */
    VerdictIntake intake() {
        return intake;
    }

    /** Returns what follows the records that other nodes store. */
    public SharedRecords shared() {
        return shared;
    }

    /** Returns the updater of checks' records. */
    public CheckUpdater updater() {
        return updater;
    }

    /** Returns the silences over checks, groups and tags. */
    public Silences silences() {
        return silences;
    }

    Clock clock() {
        return clock;
    }

    /** Returns which mute is on. */
    MuteStatus muted(Watched watched) {
        return mutes.decide(watched, watched.record().state(), clock.instant());
    }
}
