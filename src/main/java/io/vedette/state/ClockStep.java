package io.vedette.state;

import java.time.Duration;
import java.time.Instant;

/**
 * A step of the wall clock, which was set while this process ran. Times recorded before are corrected by it, so that a check
 * that has been in error for 20 minutes still has been for 20 minutes.
 *
 * @param by how far the clock was set; negative if it was set back
 * @param now the time after the step
 */
public record ClockStep(Duration by, Instant now) {

    /** Times recorded after the step but before it was noticed are right already. */
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(2);

    /** Clocks that differ by less are alike: what one node says takes a moment to reach another. */
    private static final Duration ALIKE = Duration.ofSeconds(2);

    /**
     * Returns the step from the clock of another machine to the one of this: none where they are alike.
     *
     * @param other what the other clock says
     * @param here what this one says at the same time
     */
    public static ClockStep between(Instant other, Instant here) {
        Duration by = Duration.between(other, here);
        return new ClockStep(by.abs().compareTo(ALIKE) < 0 ? Duration.ZERO : by, here);
    }

    /** Returns a recorded time as the corrected clock would have recorded it; never after now. */
    public Instant past(Instant noted) {
        boolean notedSince = !noted.isAfter(now) && noted.isAfter(now.minus(NOTICED_WITHIN));
        if (notedSince) {
            return noted;
        }
        Instant moved = noted.plus(by);
        return moved.isAfter(now) ? now : moved;
    }

    /** Returns a planned end, corrected so that as much time is left as before. */
    public Instant future(Instant end) {
        return end.plus(by);
    }
}
