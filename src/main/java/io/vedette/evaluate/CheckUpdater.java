package io.vedette.evaluate;

import io.vedette.alert.Alert;
import io.vedette.check.Check;
import io.vedette.cluster.Fence;
import io.vedette.history.Recorder;
import io.vedette.history.Result;
import io.vedette.probe.Observation;
import io.vedette.process.Loggers;
import io.vedette.rule.Verdict;
import io.vedette.state.CheckState;
import io.vedette.state.ClockStep;
import io.vedette.state.StateMachine;
import io.vedette.state.Transition;
import io.vedette.store.CheckRecord;
import io.vedette.store.NotDecided;
import io.vedette.store.OutboxEntry;
import io.vedette.store.Store;
import io.vedette.target.Targets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;

/**
 * Changes a check's stored record in one step: its state, and the alerts that wait because of it. If a delivery or another node
 * changed the record meanwhile, the step is repeated on what they stored. Safe for several threads.
 */
public final class CheckUpdater {

    private static final Logger LOG = Loggers.CHECK;

    private final Store store;
    private final Clock clock;
    private final Reconciler reconciler;
    private final Acts acts;
    private final Recorder recorder;
    private final List<BiConsumer<Check, Transition>> listeners;
    private final ToldAlerts told = new ToldAlerts();

    /** @param listeners called after every stored change of a state */
    CheckUpdater(
            Store store,
            Clock clock,
            Targets targets,
            MutePolicy mutes,
            List<BiConsumer<Check, Transition>> listeners) {
        this.store = store;
        this.acts = new Acts(store, clock);
        this.clock = clock;
        this.reconciler =
                new Reconciler(targets, mutes, clock, () -> store.ownership().node());
        this.recorder = store.recorder();
        this.listeners = listeners;
    }

    Acts acts() {
        return acts;
    }

    /** Has every alert told that begins to wait, once for all targets; the listener must hand over at once. */
    public void onAlert(Consumer<Alert> listener) {
        told.listen(listener);
    }

    /** Forgets what was told of a check that is watched no more. */
    void forget(String check) {
        told.forget(check);
    }

    /** Corrects all recorded times after the clock was set. */
    void clockWasSet(ClockStep step) {
        recorder.clockWasSet(step);
    }

    /** Changes the state by a verdict. */
    Transition take(Watched watched, Verdict verdict) {
        return update(
                watched,
                state -> StateMachine.take(
                        state, verdict, watched.thresholds(), watched.flappingLimit(), clock.instant()));
    }

    /** Changes the state after all earlier changes of the check in this process are done. */
    Transition updateInOrder(Watched watched, Function<CheckState, Transition> change) {
        watched.order().enter();
        try {
            if (store.ownership().isShared()) {
                // What operators do starts from what is stored: another node may have acted just now.
                watched.keep(stored(watched.check().name()));
            }
            Optional<Fence> right = store.ownership().of(watched.check().name());
            return right.isPresent() ? decide(watched, change, right.get()) : changeForOwner(watched, change);
        } finally {
            watched.order().leave();
        }
    }

    /**
     * Changes the state, and repeats that until nobody else was first. All changes in this process are made in order, so a
     * repeated one starts from what deliveries, or another node, have stored since, never from a newer verdict.
     *
     * @throws NotDecided if nothing can be stored now, or another node decides about the check
     */
    Transition update(Watched watched, Function<CheckState, Transition> change) {
        String check = watched.check().name();
        Fence right = store.ownership()
                .of(check)
                .orElseThrow(() -> new NotDecided("this node does not decide about check " + check + " now"));
        return decide(watched, change, right);
    }

    /**
     * Whom to notify is decided by the node that asks the check; a change that another one makes is for it to consider. That one cannot
     * hear of what is only in the memory of this node, and would overwrite it.
     *
     * @throws NotDecided if it cannot be stored where others see it
     */
    private Transition changeForOwner(Watched watched, Function<CheckState, Transition> change) {
        while (true) {
            CheckRecord before = stored(watched.check().name());
            if (store.isLostHere()) {
                throw new NotDecided("this node does not reach the database, and another one decides about check "
                        + watched.check().name());
            }
            Transition transition = change.apply(before.state());
            if (before.state().equals(transition.after())) {
                watched.keep(before);
                return transition;
            }
            CheckRecord after = before.next(transition.after(), before.entries());
            if (store.commit(after)) {
                watched.keep(after);
                report(watched.check(), transition);
                return transition;
            }
        }
    }

    private Transition decide(Watched watched, Function<CheckState, Transition> change, Fence right) {
        CheckRecord before = current(watched);
        while (true) {
            Transition transition = change.apply(before.state());
            Reconciler.Outcome outcome = reconcile(watched, transition.after(), before.entries());
            if (before.says(transition.after(), outcome.entries())) {
                watched.keep(before);
                return transition;
            }
            CheckRecord after = before.next(transition.after(), outcome.entries());
            if (store.commit(after, right)) {
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

    /** Changes only the state, before the first verdict; gives up if somebody else was first, as it is called again. */
    void updateQuietly(Watched watched, Function<CheckState, Transition> change) {
        CheckRecord before = stored(watched.check().name());
        Transition transition = change.apply(before.state());
        CheckRecord after = before.next(transition.after(), before.entries());
        if (transition.isSeen() && store.commit(after)) {
            watched.keep(after);
            report(watched.check(), transition);
        }
    }

    /** Returns the current record; read again only while an alert waits, as only then a sender may have changed it. */
    private CheckRecord current(Watched watched) {
        CheckRecord known = watched.record();
        return known.hasWaiting() ? stored(known.check()) : known;
    }

    /** Returns the stored record of a check, or the record of a new one. */
    public CheckRecord stored(String check) {
        return store.find(check)
                .orElseGet(() -> new CheckRecord(check, 0, CheckState.pending(clock.instant()), Map.of()));
    }

    /** Compares a state with what each target was last notified of, and decides what each must be sent now. */
    public Reconciler.Outcome reconcile(Watched watched, CheckState state, Map<String, OutboxEntry> before) {
        return reconciler.reconcile(watched, state, before);
    }

    /** Records a result in the history. */
    void record(Watched watched, Observation observation, Verdict verdict) {
        recorder.result(new Result(
                watched.check().name(),
                observation.at(),
                verdict.status(),
                observation.took(),
                verdict.reasonCode(),
                verdict.message()));
    }

    /** Logs what is to be sent to targets, and has it told, once that is stored. */
    public void report(Reconciler.Outcome outcome) {
        told.tell(outcome.news());
    }

    private void report(Check check, Transition transition) {
        StateLog.tellFlapping(check, transition);
        if (transition.isSeen()) {
            listeners.forEach(listener -> listener.accept(check, transition));
        }
        if (transition.changed()) {
            StateLog.log(check, transition);
        }
    }
}
