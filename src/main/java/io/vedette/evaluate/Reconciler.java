package io.vedette.evaluate;

import io.vedette.alert.Alert;
import io.vedette.check.Check;
import io.vedette.state.AlertKind;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.Mute;
import io.vedette.state.Terms;
import io.vedette.state.Throttle;
import io.vedette.store.OutboxEntry;
import io.vedette.target.TargetOptions;
import io.vedette.target.Targets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Compares the state of a check with what each target was last notified of, and decides what each must be sent now. Stores nothing:
 * the caller stores the outcome together with the state. Safe for several threads.
 */
public final class Reconciler {

    private static final String LAST_RESORT = "log";

    /** How soon a target is looked at again outside its hours, though they begin later: they may be changed meanwhile. */
    private static final Duration LOOK_FOR_HOURS = Duration.ofMinutes(1);

    private final Targets targets;
    private final MutePolicy mutes;
    private final Clock clock;
    private final Supplier<String> node;
    private final AlertWriter alerts = new AlertWriter();

    /** @param node the name of this node */
    Reconciler(Targets targets, MutePolicy mutes, Clock clock, Supplier<String> node) {
        this.node = node;
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
            watched.lookAt(Instant.MAX);
            return new Outcome(before, List.of());
        }
        List<News> news = new ArrayList<>();
        Map<String, OutboxEntry> after = new HashMap<>();
        before.forEach((target, entry) ->
                after.put(target, isNotified(watched.check(), target) || entry.isClaimed(now) ? entry : idle(entry)));
        Instant lookAt = Instant.MAX;
        for (String target : targets.names()) {
            if (isNotified(watched.check(), target)) {
                OutboxEntry known = before.getOrDefault(target, OutboxEntry.EMPTY);
                Terms terms = targets.options(target).terms(now);
                Throttle.Why why = Throttle.decide(
                        state, mute, known.lastNotified(), watched.check().errorInterval(), terms, now);
                OutboxEntry entry = reconcile(watched, state, why, target, known, news::add);
                lookAt = earlier(lookAt, dueByTime(why, state, targets.options(target), now));
                if (!entry.equals(OutboxEntry.EMPTY) || before.containsKey(target)) {
                    after.put(target, entry);
                }
            }
        }
        watched.lookAt(lookAt);
        return new Outcome(after, news);
    }

    /** Returns when time alone may give something to tell, though no verdict comes for long: whoever is to be woken is woken then. */
    private static Instant dueByTime(Throttle.Why why, CheckState state, TargetOptions options, Instant now) {
        return switch (why) {
            case NOT_LONG_ENOUGH ->
                earlier(
                        now.plus(options.after()),
                        state.problemSince().orElse(state.since()).plus(options.after()));
            case OUTSIDE_HOURS -> earlier(now.plus(LOOK_FOR_HOURS), options.nextHours(now));
            default -> Instant.MAX;
        };
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private OutboxEntry reconcile(
            Watched watched,
            CheckState state,
            Throttle.Why why,
            String target,
            OutboxEntry entry,
            Consumer<News> news) {
        Instant now = clock.instant();
        if (entry.isOutcomeUnknown()) {
            return entry; // Being sent, or its sender died; decided again when the outcome is known.
        }
        if (why.kind().isEmpty()) {
            return isRecoveryOfPast(entry, state) ? entry : idle(entry);
        }
        boolean flaps = why == Throttle.Why.PROBLEM_FLAPS;
        Optional<Alert> waiting =
                entry.waiting().filter(alert -> alert.kind() == why.kind().get() && says(alert, state, flaps));
        if (waiting.isPresent()) {
            return entry;
        }
        // An alert that replaces another keeps its place in the queue: a check that goes from bad to bad is not delayed
        // for ever.
        Instant at = entry.waiting()
                .filter(replaced ->
                        replaced.kind().isOfProblem() && why.kind().get().isOfProblem())
                .map(Alert::at)
                .orElse(now);
        Alert alert =
                alerts.write(watched, state, entry.lastNotified(), why, at, now).by(node.get());
        news.accept(new News(target, alert, why));
        return entry.waitingFor(alert);
    }

    /** Returns whether an alert that waits says what is true, who has the problem in hand included. */
    private static boolean says(Alert alert, CheckState state, boolean flaps) {
        if (alert.kind() == AlertKind.ACKNOWLEDGED) {
            return alert.acknowledged().equals(state.acknowledgement());
        }
        return flaps ? alert.isFlapping() : !alert.isFlapping() && alert.to() == state.health();
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
        return targets.has(target)
                && (check.notifies(target) || isLastResort(check, target))
                && targets.options(target).takes(check.group(), check.tags());
    }

    /** Returns whether the log replaces a check's own targets because none is active: not configured, or off by only-log. */
    private boolean isLastResort(Check check, String target) {
        return target.equals(LAST_RESORT) && check.targets().stream().noneMatch(targets::has);
    }
}
