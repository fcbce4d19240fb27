package io.vedette.state;

import java.time.Duration;
import java.util.Optional;

/**
 * On which terms a target is notified, beside what is true of a check.
 *
 * @param minimum problems below it are not news: error, where degraded is none; degraded as a rule
 * @param after a problem that is younger is not news, nor one that somebody acknowledged before (escalation)
 * @param active whether it is notified at all now, by its hours
 * @param reminders the least time between two reminders, where it is longer than the check's error interval; empty for none
 */
public record Terms(Health minimum, Duration after, boolean active, Optional<Duration> reminders) {

    /** Every problem, at once, at any hour, with reminders by the check's error interval. */
    public static final Terms STANDARD = new Terms(Health.DEGRADED, Duration.ZERO, true, Optional.of(Duration.ZERO));

    boolean isBelow(Health health) {
        return minimum == Health.ERROR && health == Health.DEGRADED;
    }
}
