package io.vedette.watch;

import io.vedette.alert.Alert;
import io.vedette.check.Check;
import io.vedette.probe.Observation;
import io.vedette.probe.Probe;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import io.vedette.state.AlertKind;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.Mute;
import io.vedette.state.StateMachine;
import io.vedette.state.Throttle;
import io.vedette.state.Transition;
import io.vedette.store.CheckRecord;
import io.vedette.store.Ledger;
import io.vedette.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes observations to state and outbox in one step: judge, change the state, compare what is true with what every
 * target was told, store both. Whoever else changed the record meanwhile (a delivery, another node) was first: the step
 * is then made anew on what they stored. A check is observed by one keeper at a time; one that takes it over watches it anew.
 * Safe for several threads.
 */
public final class Watchkeeper {

    private static final Logger LOG = LoggerFactory.getLogger(Watchkeeper.class);

    private final Watchlist watchlist;
    private final Targets targets;
    private final Store store;
    private final Clock clock;
    private final Clock judging;
    private final AlertWriter alerts;

    /** @param judging the time that rules see; another one than {@code clock} only for trying rules */
    public Watchkeeper(Watchlist watchlist, Targets targets, Store store, Clock clock, Clock judging) {
        this.judging = judging;
        this.watchlist = watchlist;
        this.targets = targets;
        this.store = store;
        this.clock = clock;
        this.alerts = new AlertWriter();
    }

    /** Takes a check up, or its new definition; its state goes on where it was. */
    public Watched watch(Check check, Optional<Probe> probe, Rule rule) {
        Instant now = clock.instant();
        CheckRecord record = store.find(check.name()).orElseGet(() -> fresh(check.name(), now));
        Watched watched = new Watched(check, probe, rule, record, now);
        watchlist.put(watched, now);
        return watched;
    }

    /** Watches a check no more; what is stored of it stays. */
    public void forget(String check) {
        watchlist.remove(check, clock.instant());
    }

    /** Judges an observation without any consequence. */
    public Verdict judge(Watched watched, Observation observation) {
        try {
            return watched.rule().judge(observation, judging.instant());
        } catch (RuntimeException e) {
            LOG.error(
                    "check {}: the rule failed on its answer; please report this",
                    watched.check().name(),
                    e);
            return Verdict.error(
                    Reason.MALFORMED_BODY,
                    "the answer could not be judged: " + e.getClass().getSimpleName());
        }
    }

    /** Takes what was observed and what it means. */
    public Transition take(Watched watched, Observation observation, Verdict verdict) {
        watched.count(verdict);
        Transition transition =
                step(watched, state -> StateMachine.take(state, verdict, watched.thresholds(), clock.instant()));
        watched.show(observation, verdict, transition.why());
        return transition;
    }

    /** Stops a check by an operator's word: verdicts are shown and change nothing, problems are not told. */
    public Transition pause(Watched watched) {
        return step(watched, state -> StateMachine.pause(state, clock.instant()));
    }

    /** Lets a paused check go on; its state is found out anew. */
    public Transition resume(Watched watched) {
        return step(watched, state -> StateMachine.resume(state, clock.instant()));
    }

    private Transition step(Watched watched, Function<CheckState, Transition> change) {
        CheckRecord before = current(watched);
        while (true) {
            Transition transition = change.apply(before.state());
            Map<String, Ledger> ledgers = reconcile(watched, transition.after(), before.ledgers());
            if (before.says(transition.after(), ledgers)) {
                watched.keep(before);
                return transition;
            }
            CheckRecord after = before.next(transition.after(), ledgers);
            if (store.commit(after)) {
                watched.keep(after);
                report(watched.check(), transition);
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
    CheckRecord stored(String check) {
        return store.find(check).orElseGet(() -> fresh(check, clock.instant()));
    }

    /** Compares what is true with what every target was told: what each is to be told now. */
    Map<String, Ledger> reconcile(Watched watched, CheckState state, Map<String, Ledger> before) {
        if (before.isEmpty() && !state.health().isProblem()) {
            return before; // Most checks most of the time: well, and nobody ever heard otherwise.
        }
        Instant now = clock.instant();
        Map<String, Ledger> after = new HashMap<>();
        before.forEach((target, ledger) ->
                after.put(target, isTold(watched.check(), target) || ledger.isClaimed(now) ? ledger : idle(ledger)));
        for (String target : targets.names()) {
            if (watched.check().tells(target)) {
                Ledger ledger = reconcile(watched, state, target, before.getOrDefault(target, Ledger.EMPTY));
                if (!ledger.equals(Ledger.EMPTY) || before.containsKey(target)) {
                    after.put(target, ledger);
                }
            }
        }
        return after;
    }

    private Ledger reconcile(Watched watched, CheckState state, String target, Ledger ledger) {
        Instant now = clock.instant();
        if (ledger.isUnsettled()) {
            return ledger; // In a sender's hand, or it was when the sender died; looked at again when it is settled.
        }
        Throttle.Why why = Throttle.decide(
                state.health(),
                mute(watched.check(), state),
                ledger.told(),
                watched.check().errorInterval(),
                now);
        if (why.kind().isEmpty()) {
            return isRecoveryOfPast(ledger, state) ? ledger : idle(ledger);
        }
        Optional<Alert> waiting =
                ledger.waiting().filter(alert -> alert.kind() == why.kind().get() && alert.to() == state.health());
        if (waiting.isPresent()) {
            return ledger;
        }
        Instant at = ledger.waiting()
                .filter(replaced ->
                        isOfProblem(replaced.kind()) && isOfProblem(why.kind().get()))
                .map(Alert::at)
                .orElse(now);
        Alert alert = alerts.write(watched, state, ledger.told(), why.kind().get(), at, now);
        LOG.info("alert for {}: {} {} ({})", target, alert.kind().code(), alert.check(), why);
        return ledger.waitingFor(alert);
    }

    /** One that takes another's place keeps its place in line: a check that goes from bad to bad is not put off for ever. */
    private static boolean isOfProblem(AlertKind kind) {
        return kind != AlertKind.RECOVERY;
    }

    /** A recovery that waits stays true when the check then goes to sleep or is paused: the problem told of is over. */
    private static boolean isRecoveryOfPast(Ledger ledger, CheckState state) {
        return !state.health().isProblem()
                && ledger.told().health().isProblem()
                && ledger.waiting()
                        .filter(alert -> alert.kind() == AlertKind.RECOVERY)
                        .isPresent();
    }

    private static Ledger idle(Ledger ledger) {
        return ledger.waiting().isPresent() ? ledger.withoutWaiting() : ledger;
    }

    private boolean isTold(Check check, String target) {
        return targets.has(target) && check.tells(target);
    }

    private Mute mute(Check check, CheckState state) {
        if (state.health() == Health.SLEEPING) {
            return Mute.SLEEPING;
        }
        if (state.health() == Health.PAUSED) {
            return Mute.PAUSED;
        }
        boolean dependencyFails = check.dependsOn()
                .flatMap(watchlist::find)
                .filter(other -> other.record().state().health() == Health.ERROR)
                .isPresent();
        return dependencyFails ? Mute.DEPENDENCY : Mute.NONE;
    }

    private static void report(Check check, Transition transition) {
        if (!transition.changed()) {
            return;
        }
        CheckState after = transition.after();
        String cause = after.cause()
                .filter(verdict -> after.health() != Health.OK)
                .map(verdict -> " (" + verdict.reasonCode() + "): " + verdict.message())
                .orElse("");
        if (after.health().isProblem()) {
            LOG.warn(
                    "check {}: {} -> {}{}",
                    check.name(),
                    transition.before().health().code(),
                    after.health().code(),
                    cause);
        } else {
            LOG.info(
                    "check {}: {} -> {}{}",
                    check.name(),
                    transition.before().health().code(),
                    after.health().code(),
                    cause);
        }
    }

    private static CheckRecord fresh(String check, Instant now) {
        return new CheckRecord(check, 0, CheckState.pending(now), Map.of());
    }
}
