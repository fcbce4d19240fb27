package io.vedette.state;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a check changes its state too often to notify of every change. It starts to flap with more changes in the window than
 * the limit, and stops with fewer, or after one state has lasted as long as the limit calls steady. Only changes between ok,
 * degraded and error count: a job that falls asleep every hour does not flap.
 *
 * @param changes the times of the latest changes, oldest first; no more than are needed to decide
 * @param on whether it flaps
 */
public record Flapping(List<Instant> changes, boolean on) {

    /** No changes yet. */
    public static final Flapping NONE = new Flapping(List.of(), false);

    public Flapping {
        changes = List.copyOf(changes);
    }

    /**
     * The limit beyond which changes are flapping.
     *
     * @param changes more changes than these within the window are flapping; 0 turns it off
     * @param window the time in which changes are counted
     * @param steady a state that lasts so long is notified, however many changes came before it
     */
    public record Limit(int changes, Duration window, Duration steady) {

        /** No limit: nothing flaps. */
        public static final Limit OFF = new Limit(0, Duration.ZERO, Duration.ZERO);

        boolean isOff() {
            return changes == 0;
        }
    }

    /** Returns the flapping after a change from one state to another. */
    Flapping changed(Health from, Health to, Limit limit, Instant now) {
        if (limit.isOff() || !isCounted(from) || !isCounted(to)) {
            return at(limit, now);
        }
        List<Instant> all = Stream.concat(within(limit, now), Stream.of(now)).toList();
        int most = limit.changes() + 1;
        List<Instant> latest = all.subList(Math.max(0, all.size() - most), all.size());
        return new Flapping(latest, on).at(limit, now);
    }

    /** Returns the flapping now, without another change. */
    public Flapping at(Limit limit, Instant now) {
        if (limit.isOff()) {
            return NONE;
        }
        long count = within(limit, now).count();
        boolean lasts = count >= (on ? limit.changes() : limit.changes() + 1L) && !isSteady(limit, now);
        return lasts == on ? this : new Flapping(changes, lasts);
    }

    /** Returns the flapping with its times corrected after the clock was set. */
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

    /** Counts both sides of now: a clock that was set back by a day must not make a check flap for a day. */
    private Stream<Instant> within(Limit limit, Instant now) {
        return changes.stream()
                .filter(change -> Duration.between(change, now).abs().compareTo(limit.window()) < 0);
    }

    private static boolean isCounted(Health health) {
        return health == Health.OK || health.isProblem();
    }
}
