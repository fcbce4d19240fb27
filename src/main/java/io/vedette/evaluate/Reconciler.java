package io.vedette.evaluate;

import io.vedette.alert.Alert;
import io.vedette.check.Check;
import io.vedette.state.AlertKind;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.Mute;
import io.vedette.state.Throttle;
import io.vedette.store.OutboxEntry;
import io.vedette.target.Targets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares the state of a check with what each target was last notified of, and decides what each must be sent now. Stores nothing:
 * the caller stores the outcome together with the state. Safe for several threads.
 */
public final class Reconciler {

    private static final String LAST_RESORT = "log";

    private final Targets targets;
    private final MutePolicy mutes;
    private final Clock clock;
    private final AlertWriter alerts = new AlertWriter();

    Reconciler(Targets targets, MutePolicy mutes, Clock clock) {
        this.targets = targets;
        this.mutes = mutes;
        this.clock = clock;
    }

    /**
     * The outcome of a comparison, to be stored.
     *
     * @param entries by target
     * @param news the alerts that start to wait with it
     */
    public record Outcome(Map<String, OutboxEntry> entries, List<News> news) {}

    /** An alert that starts to wait for a target, and why. */
    record News(String target, Alert alert, Throttle.Why why) {}

    /** Compares a state with what each target was last notified of. */
    Outcome reconcile(Watched watched, CheckState state, Map<String, OutboxEntry> before) {
        Instant now = clock.instant();
        Mute mute = mutes.decide(watched, state, now).mute();
        watched.mute(mute);
        if (before.isEmpty() && !state.health().isProblem() && !state.flapping().on()) {
            // Most checks most of the time: ok, and nobody was ever notified of a problem.
            return new Outcome(before, List.of());
        }
        List<News> news = new ArrayList<>();
        Map<String, OutboxEntry> after = new HashMap<>();
        before.forEach((target, entry) ->
                after.put(target, isNotified(watched.check(), target) || entry.isClaimed(now) ? entry : idle(entry)));
        for (String target : targets.names()) {
            if (isNotified(watched.check(), target)) {
                OutboxEntry entry = reconcile(
                        watched, state, mute, target, before.getOrDefault(target, OutboxEntry.EMPTY), news::add);
                if (!entry.equals(OutboxEntry.EMPTY) || before.containsKey(target)) {
                    after.put(target, entry);
                }
            }
        }
        return new Outcome(after, news);
    }

    private OutboxEntry reconcile(
            Watched watched, CheckState state, Mute mute, String target, OutboxEntry entry, Consumer<News> news) {
        Instant now = clock.instant();
        if (entry.isOutcomeUnknown()) {
            return entry; // Being sent, or its sender died; decided again when the outcome is known.
        }
        Throttle.Why why = Throttle.decide(
                state.health(),
                state.flapping().on(),
                mute,
                entry.lastNotified(),
                watched.check().errorInterval(),
                now);
        if (why.kind().isEmpty()) {
            return isRecoveryOfPast(entry, state) ? entry : idle(entry);
        }
        boolean flaps = why == Throttle.Why.PROBLEM_FLAPS;
        Optional<Alert> waiting = entry.waiting()
                .filter(alert -> alert.kind() == why.kind().get()
                        && (flaps ? alert.isFlapping() : !alert.isFlapping() && alert.to() == state.health()));
        if (waiting.isPresent()) {
            return entry;
        }
        Instant at = entry.waiting()
                .filter(replaced ->
                        isOfProblem(replaced.kind()) && isOfProblem(why.kind().get()))
                .map(Alert::at)
                .orElse(now);
        Alert alert = alerts.write(watched, state, entry.lastNotified(), why, at, now);
        news.accept(new News(target, alert, why));
        return entry.waitingFor(alert);
    }

    /** An alert that replaces another keeps its place in the queue, so that a check that goes from bad to bad is not delayed for ever. */
    private static boolean isOfProblem(AlertKind kind) {
        return kind != AlertKind.RECOVERY;
    }

    /** A waiting recovery stays true if the check then falls asleep: the notified problem is over. */
    private static boolean isRecoveryOfPast(OutboxEntry entry, CheckState state) {
        return !state.health().isProblem()
                && state.health() != Health.OK // It flaps: a short recovery is not notified.
                && entry.lastNotified().health().isProblem()
                && entry.waiting()
                        .filter(alert -> alert.kind() == AlertKind.RECOVERY)
                        .isPresent();
    }

    private static OutboxEntry idle(OutboxEntry entry) {
        return entry.waiting().isPresent() ? entry.withoutWaiting() : entry;
    }

    private boolean isNotified(Check check, String target) {
        return targets.has(target) && (check.notifies(target) || isLastResort(check, target));
    }

    /** Returns whether the log replaces a check's own targets because none is active: not configured, or off by only-log. */
    private boolean isLastResort(Check check, String target) {
        return target.equals(LAST_RESORT) && check.targets().stream().noneMatch(targets::has);
    }
}
