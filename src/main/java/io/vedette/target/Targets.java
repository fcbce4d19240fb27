package io.vedette.target;

import io.vedette.state.ClockStep;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.random.RandomGenerator;

/**
 * Knows the targets that alerts are routed to, and how each is doing. One that fails is tried again after a pause that grows, so
 * that a target that is down is not hammered; another one's alerts never wait for it. Safe for several threads.
 */
public final class Targets {

    private static final Duration REST = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /**
     * A target that refuses because it is set up wrongly gets no better by asking often; yet somebody may be setting it up
     * right now, and a service that is being installed answers as if it were not there at all.
     */
    private static final Duration FIRST_MISCONFIGURED_PAUSE = Duration.ofSeconds(5);

    private static final Duration LONGEST_MISCONFIGURED_PAUSE = Duration.ofMinutes(10);

    private final Map<String, Target> byName = new ConcurrentSkipListMap<>();
    private final Clock clock;
    private final RandomGenerator jitter;

    /**
     * Says how one target is doing, as this process sees it.
     *
     * @param since when it was taken up
     * @param delivered messages taken since the start
     * @param failed messages refused since the start
     * @param givenUp alerts given up since the start, because they were too old when the target refused them again
     * @param failuresInARow refused messages since the last taken one
     * @param failingSince when the first of those was refused; empty while all is well
     * @param lastDelivered when it last took one
     * @param notBefore when it is tried again at the earliest, while it fails
     * @param error why it refused last; empty while all is well
     * @param misconfigured whether it refuses because it is set up wrongly
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
            return new Target(
                    name,
                    since,
                    delivered,
                    failed + 1,
                    givenUp,
                    failuresInARow + 1,
                    failingSince.or(() -> Optional.of(now)),
                    lastDelivered,
                    Optional.of(now.plus(pause)),
                    why,
                    wrong);
        }

        private Target resting(Instant until) {
            return new Target(
                    name,
                    since,
                    delivered,
                    failed,
                    givenUp,
                    failuresInARow,
                    failingSince,
                    lastDelivered,
                    Optional.of(until),
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

    /** Adds a target unless it is there: then what is known of it stays. */
    public void add(String name) {
        byName.putIfAbsent(name, Target.fresh(name, clock.instant()));
    }

    public void remove(String name) {
        byName.remove(name);
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

    /** Moves all times after the clock was set: a target that fails is tried again when it was to be. */
    public void clockWasSet(ClockStep step) {
        byName.replaceAll((name, target) -> target.moved(step));
    }

    /** Notes that a target took a message: its failures are over. */
    public void delivered(String name) {
        byName.computeIfPresent(name, (key, target) -> target.withDelivery(clock.instant()));
    }

    /** Counts alerts that were given up. */
    public void gaveUp(String name, int alerts) {
        byName.computeIfPresent(name, (key, target) -> target.withGivenUp(alerts));
    }

    /** Leaves a target alone for 5 s, for trouble that is not its own. */
    public void rest(String name) {
        byName.computeIfPresent(
                name, (key, target) -> target.resting(clock.instant().plus(REST)));
    }

    /**
     * Notes that a target did not take a message, and leaves it alone: from 1 s on, doubled with every failure in a row up to 5
     * minutes; from 5 s up to 10 minutes where it is set up wrongly.
     *
     * @param retryAfter how long the target asks to be left alone; it is granted, the shortest pause at least
     */
    public void failed(String name, String error, Optional<Duration> retryAfter, boolean misconfigured) {
        byName.computeIfPresent(name, (key, target) -> {
            int inARow = target.failuresInARow() + 1;
            Duration own = misconfigured
                    ? pause(inARow, FIRST_MISCONFIGURED_PAUSE, LONGEST_MISCONFIGURED_PAUSE)
                    : pause(inARow, FIRST_PAUSE, LONGEST_PAUSE);
            // A target that knows when it will be back is believed, but for being asked again without any pause.
            Duration least = misconfigured ? own : FIRST_PAUSE;
            Duration pause = retryAfter
                    .map(asked -> asked.compareTo(least) > 0 ? asked : least)
                    .orElse(own);
            return target.withFailure(clock.instant(), pause, error, misconfigured);
        });
    }

    /** Doubles with every failure, and varies by a fifth so that several nodes do not come at once. */
    private Duration pause(int failuresInARow, Duration first, Duration longest) {
        long millis = first.toMillis() << Math.min(failuresInARow - 1, 20);
        double varied = Math.min(millis, longest.toMillis()) * (0.8 + 0.4 * jitter.nextDouble());
        return Duration.ofMillis(Math.round(varied));
    }
}
