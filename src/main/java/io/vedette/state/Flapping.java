package io.vedette.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a check changes its state too often to tell of every change. It begins to flap with more changes than the limit
 * in the window, and settles with fewer, or when it has stayed as it is for as long as the limit calls steady. Only changes
 * between ok, degraded and error count: a job that falls asleep every hour does not flap.
 *
 * @param changes when the latest changes were, oldest first; no more than are needed to decide
 * @param on whether it flaps
 */
public record Flapping(List<Instant> changes, boolean on) {

    /** A check that never changed. */
    public static final Flapping NONE = new Flapping(List.of(), false);

    public Flapping {
        changes = List.copyOf(changes);
    }

    /**
     * When changes are too many.
     *
     * @param changes more than these within the window is flapping; 0 turns it off
     * @param window the time in which changes are counted
     * @param steady a state that lasts so long is told, however many changes there were before it
     */
    public record Limit(int changes, Duration window, Duration steady) {

        /** Nothing flaps. */
        public static final Limit OFF = new Limit(0, Duration.ZERO, Duration.ZERO);

        boolean isOff() {
            return changes == 0;
        }
    }

    /** Returns what it is after a change from one state to another. */
    Flapping changed(Health from, Health to, Limit limit, Instant now) {
        if (limit.isOff() || !isCounted(from) || !isCounted(to)) {
            return at(limit, now);
        }
        List<Instant> all = Stream.concat(within(limit, now), Stream.of(now)).toList();
        int most = limit.changes() + 1;
        List<Instant> latest = all.subList(Math.max(0, all.size() - most), all.size());
        return new Flapping(latest, on).at(limit, now);
    }

    /** Returns what is true now, without another change. */
    public Flapping at(Limit limit, Instant now) {
        if (limit.isOff()) {
            return NONE;
        }
        long count = within(limit, now).count();
        boolean lasts = count >= (on ? limit.changes() : limit.changes() + 1L) && !isSteady(limit, now);
        return lasts == on ? this : new Flapping(changes, lasts);
    }

    /** Returns the same after the clock was set. */
    Flapping moved(ClockStep step) {
        return changes.isEmpty()
                ? this
                : new Flapping(changes.stream().map(step::past).toList(), on);
    }

    /** Returns how many changes were within the window. */
    public int count(Limit limit, Instant now) {
        return (int) within(limit, now).count();
    }

    private boolean isSteady(Limit limit, Instant now) {
        return Duration.between(changes.get(changes.size() - 1), now).abs().compareTo(limit.steady()) > 0;
    }

    /** Either side of now: a clock that was set back by a day must not make a check flap for a day. */
    private Stream<Instant> within(Limit limit, Instant now) {
        return changes.stream()
                .filter(change -> Duration.between(change, now).abs().compareTo(limit.window()) < 0);
    }

    private static boolean isCounted(Health health) {
        return health == Health.OK || health.isProblem();
    }
}
