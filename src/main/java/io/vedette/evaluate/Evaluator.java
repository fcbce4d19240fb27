package io.vedette.evaluate;

import io.vedette.check.Check;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.probing.Connectivity;
import io.vedette.process.Loggers;
import io.vedette.rule.Progress;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.state.ClockStep;
import io.vedette.state.Transition;
import io.vedette.store.CheckRecord;
import io.vedette.store.NotDecided;
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
    private final Store store;
    private final Clock clock;
    private final Judge judge;
    private final CheckUpdater updater;
    private final Connectivity connectivity;
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
        this.store = store;
        this.clock = clock;
        this.judge = new Judge(judging);
        this.connectivity = connectivity;
        this.silences = new Silences(store, clock);
        this.mutes = new MutePolicy(watchlist, connectivity, silences);
        this.updater = new CheckUpdater(
                store,
                clock,
                new Reconciler(targets, mutes, clock, () -> store.ownership().node()),
                listeners);
        this.correction = new ClockCorrection(clockSteps, watchlist, store);
        this.shared = new SharedRecords(watchlist, store, this, listeners);
        store.history().onOthers(new SharedResults(watchlist, this));
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
        watched.order().enter();
        try {
            return isMine(watched) && isCurrent(watched) && watched.order().takes(observation)
                    ? takeInOrder(watched, observation, verdict)
                    : drop(watched);
        } catch (NotDecided e) {
            Loggers.CHECK.info(
                    "check {}: a verdict is dropped: {}", watched.check().name(), e.getMessage());
            return drop(watched);
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
                    takeInOrder(watched, observation, missed);
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

    private Transition takeInOrder(Watched watched, Observation observation, Verdict verdict) {
        watched.count(observation, verdict);
        if (verdict.saysNobodyAnswered() && !watched.record().state().isProblem()) {
            watched.doubt(connectivity.doubt());
        }
        Transition transition = updater.take(watched, verdict);
        watched.show(observation, verdict, transition.why());
        updater.record(watched, observation, verdict);
        watched.rule().changesAt(observation).ifPresent(watched::askAt);
        return transition;
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
