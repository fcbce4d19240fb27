package io.vedette.target;

import io.vedette.state.ClockStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * The targets that alerts are routed to, and the health of each. A failing target is tried again after a growing pause, so that it
 * is not hammered; alerts of other targets never wait for it. Safe for several threads.
 */
public final class Targets {

    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /** Somebody may be repairing it right now, and a service that is just being installed looks misconfigured too. */
    private static final Duration FIRST_MISCONFIGURED_PAUSE = Duration.ofSeconds(5);

    private static final Duration LONGEST_MISCONFIGURED_PAUSE = Duration.ofMinutes(10);

    private final Map<String, Target> byName = new ConcurrentSkipListMap<>();
    private final Map<String, TargetOptions> options = new ConcurrentHashMap<>();
    private final Clock clock;
    private final RandomGenerator jitter;
    private final TargetCounts counts = new TargetCounts();
    private volatile Consumer<Target> listener = target -> {};

    /**
     * The health of one target, as the node sees it that notifies it.
     *
     * @param since when it was added here
     * @param delivered messages accepted since the start, whichever nodes sent them
     * @param failed messages refused since the start; every try counts
     * @param givenUp alerts given up since the start, because they were too old when the target refused them again
     * @param failuresInARow refused messages since the last accepted one, but for those that were divided
     * @param failingSince when the first of those was refused; empty while the target works
     * @param lastDelivered when it last accepted a message
     * @param notBefore the earliest time of the next try while it fails
     * @param error why it last refused; empty while it works
     * @param misconfigured whether it refuses because it is misconfigured
     */
    public record Target(
            String name,
            Instant since,
            long delivered,
            long failed,
            long givenUp,
            int failuresInARow,
            Optional<Instant> failingSince,
            Optional<Instant> lastDelivered,
            Optional<Instant> notBefore,
            String error,
            boolean misconfigured) {

        static Target fresh(String name, Instant now) {
            return new Target(name, now, 0, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty(), "", false);
        }

        private Target withDelivery(Instant now) {
            return new Target(
                    name,
                    since,
                    delivered + 1,
                    failed,
                    givenUp,
                    0,
                    Optional.empty(),
                    Optional.of(now),
                    Optional.empty(),
                    "",
                    false);
        }

        private Target withFailure(Instant now, Duration pause, String why, boolean wrong) {
            return failed(now, pause, why, wrong, failuresInARow + 1);
        }

        private Target withDivision(Instant now, Duration pause, String why) {
            return failed(now, pause, why, false, failuresInARow);
        }

        private Target failed(Instant now, Duration pause, String why, boolean wrong, int inARow) {
            return new Target(
                    name,
                    since,
                    delivered,
                    failed + 1,
                    givenUp,
                    inARow,
                    failingSince.or(() -> Optional.of(now)),
                    lastDelivered,
                    Optional.of(now.plus(pause)),
                    why,
                    wrong);
        }

        private Target resting(Instant until) {
            return paused(failuresInARow, Optional.of(until));
        }

        private Target changed() {
            return paused(0, Optional.empty());
        }

        private Target paused(int inARow, Optional<Instant> until) {
            return new Target(
                    name,
                    since,
                    delivered,
                    failed,
                    givenUp,
                    inARow,
                    failingSince,
                    lastDelivered,
                    until,
                    error,
                    misconfigured);
        }

        private Target moved(ClockStep step) {
            return new Target(
                    name,
                    step.past(since),
                    delivered,
                    failed,
                    givenUp,
                    failuresInARow,
                    failingSince.map(step::past),
                    lastDelivered.map(step::past),
                    notBefore.map(step::future),
                    error,
                    misconfigured);
        }

        private Target withGivenUp(int alerts) {
            return new Target(
                    name,
                    since,
                    delivered,
                    failed,
                    givenUp + alerts,
                    failuresInARow,
                    failingSince,
                    lastDelivered,
                    notBefore,
                    error,
                    misconfigured);
        }
    }

    public Targets(Clock clock, RandomGenerator jitter) {
        this.clock = clock;
        this.jitter = jitter;
    }

    /** Returns what this process sent itself, whoever notifies the targets now. */
    public TargetCounts counts() {
        return counts;
    }

    /** Has every change of a target's health told; the listener must hand over at once. */
    public void onChange(Consumer<Target> other) {
        listener = other;
    }

    /** Takes over the health of a target from the node that notifies it, as {@link TargetText} has it. */
    public void heard(String name, String text) {
        byName.computeIfPresent(name, (key, mine) -> TargetText.read(name, mine.since(), text, clock.instant()));
    }

    private void change(String name, UnaryOperator<Target> step) {
        Target after = byName.computeIfPresent(name, (key, target) -> step.apply(target));
        if (after != null) {
            listener.accept(after);
        }
    }

    /** Adds a target; one that exists keeps its health. */
    public void add(String name) {
        byName.putIfAbsent(name, Target.fresh(name, clock.instant()));
    }

    /** Adds a target, or takes other options for one that is there. */
    public void add(String name, TargetOptions wanted) {
        options.put(name, wanted);
        add(name);
    }

    /**
     * Ends the pause of a target that is made of something else now: the token or address that it refused may be the one that was
     * mended. It counts as failing until it takes a message.
     */
    public void changed(String name) {
        change(name, Target::changed);
    }

    public void remove(String name) {
        byName.remove(name);
        options.remove(name);
        counts.remove(name);
    }

    /** Returns what a target wants to be notified of, and when. */
    public TargetOptions options(String name) {
        return options.getOrDefault(name, TargetOptions.STANDARD);
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    public List<Target> all() {
        return List.copyOf(byName.values());
    }

    /** Returns whether a message may be sent now. */
    public boolean isOpen(String name) {
        Target target = byName.get(name);
        return target != null
                && target.notBefore().map(end -> !clock.instant().isBefore(end)).orElse(true);
    }

    /** Corrects all times after the clock was set, so that a failing target is tried again after the same pause. */
    public void clockWasSet(ClockStep step) {
        byName.replaceAll((name, target) -> target.moved(step));
    }

    /** Records that a target accepted a message, which ends its failures. */
    public void delivered(String name) {
        counts.delivered(name);
        change(name, target -> target.withDelivery(clock.instant()));
    }

    /** Counts alerts that were given up. */
    public void gaveUp(String name, int alerts) {
        counts.gaveUp(name, alerts);
        change(name, target -> target.withGivenUp(alerts));
    }

    /** Pauses a target for 5 s because of trouble that is not its own. */
    public void rest(String name) {
        change(name, target -> target.resting(clock.instant().plus(REST)));
    }

    /**
     * Records that a target did not accept a message, and pauses it: for 1 s, doubled with every failure in a row up to 5 minutes;
     * from 5 s up to 10 minutes if it is misconfigured.
     *
     * @param retryAfter how long the target asks to wait; used instead, but never less than the shortest pause
     */
    public void failed(String name, String error, Optional<Duration> retryAfter, boolean misconfigured) {
        counts.failed(name);
        change(name, target -> {
            int inARow = target.failuresInARow() + 1;
            Duration own = misconfigured
                    ? pause(inARow, FIRST_MISCONFIGURED_PAUSE, LONGEST_MISCONFIGURED_PAUSE)
                    : pause(inARow, FIRST_PAUSE, LONGEST_PAUSE);
            // A target that says when it will be back is believed, unless it asks for no pause at all.
            Duration least = misconfigured ? own : FIRST_PAUSE;
            Duration pause = retryAfter
                    .map(asked -> asked.compareTo(least) > 0 ? asked : least)
                    .orElse(own);
            return target.withFailure(clock.instant(), pause, error, misconfigured);
        });
    }

    /**
     * Records that a target did not accept a message that will be divided, and pauses it for 1 s, or as long as it asks: the next
     * message is another one, and what waits with the alert that cannot be read is not to wait for the search.
     */
    public void divided(String name, String error, Optional<Duration> retryAfter) {
        counts.failed(name);
        change(name, target -> {
            Duration pause =
                    retryAfter.filter(asked -> asked.compareTo(FIRST_PAUSE) > 0).orElse(FIRST_PAUSE);
            return target.withDivision(clock.instant(), pause, error);
        });
    }

    /** Returns a pause that doubles with every failure, and varies by a fifth so that nodes do not all try at once. */
    private Duration pause(int failuresInARow, Duration first, Duration longest) {
        long millis = first.toMillis() << Math.min(failuresInARow - 1, 20);
        double varied = Math.min(millis, longest.toMillis()) * (0.8 + 0.4 * jitter.nextDouble());
        return Duration.ofMillis(Math.round(varied));
    }
}
