package io.vedette.probing;

import java.time.Duration;

/**
 * What a tick of a check's schedule is to do, however late it comes. Runs that were missed because this process stood still,
 * or had no processor, are not made up: all checks would be asked at once then.
 *
 * @param action what comes of the run that was due
 * @param missed how many runs are left out
 * @param due when the next one is due, as of {@link System#nanoTime}: the schedule continues unchanged
 */
public record DueTick(Action action, long missed, long due) {

    /** A busy machine is as late as that now and then. */
    private static final long ON_TIME = Duration.ofMillis(500).toNanos();

    /** What comes of a run. */
    public enum Action {
        /** It is on time. */
        RUN,
        /** It is late, and so may many others be: each waits for its turn. */
        RUN_IN_TURN,
        /** The next one comes soon enough. */
        LEAVE_OUT
    }

    /**
     * Decides for a tick.
     *
     * @param due when it was due
     * @param interval the time between two runs, in nanoseconds
     * @param now when it came, not before it was due
     */
    public static DueTick of(long due, long interval, long now) {
        long late = Math.max(0, now - due);
        long passed = late / interval;
        long next = due + (passed + 1) * interval;
        if (passed > 0) {
            return new DueTick(Action.LEAVE_OUT, passed + 1, next);
        }
        if (late <= ON_TIME) {
            return new DueTick(Action.RUN, 0, next);
        }
        return late > interval / 2 ? new DueTick(Action.LEAVE_OUT, 1, next) : new DueTick(Action.RUN_IN_TURN, 0, next);
    }
}
