package io.vedette.state;

import java.time.Duration;
import java.time.Instant;

/**
 * That the clock on the wall was set while this process lived. What it noted before goes along with the clock, so that a
 * check that has been in error for 20 minutes still has been for 20 minutes.
 *
 * @param by how far it was set; negative when it was set back
 * @param now what it says since
 */
public record ClockStep(Duration by, Instant now) {

    /** What was noted after the clock was set and before anybody saw that is right as it is. */
    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(2);

    /** Returns a time that was noted before, as the clock of today would have noted it. Never after now. */
    public Instant past(Instant noted) {
        boolean notedSince = !noted.isAfter(now) && noted.isAfter(now.minus(NOTICED_WITHIN));
        if (notedSince) {
            return noted;
        }
        Instant moved = noted.plus(by);
        return moved.isAfter(now) ? now : moved;
    }

    /** Returns an end that was set before: as much of the time is left as there was. */
    public Instant future(Instant end) {
        return end.plus(by);
    }
}
