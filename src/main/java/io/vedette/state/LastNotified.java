package io.vedette.state;

import java.time.Instant;
import java.util.Optional;

/**
 * What one target was last notified of, for one check; only what was delivered counts.
 *
 * @param health what it was told: ok, degraded or error; ok for a target that was never told anything
 * @param problemAt when it was last told a problem or a reminder
 * @param flapping whether the last it was told is that the check flaps
 */
public record LastNotified(Health health, Optional<Instant> problemAt, boolean flapping) {

    /** Never notified. */
    public static final LastNotified NOTHING = new LastNotified(Health.OK, Optional.empty());

    /** Creates that of a target that was notified of a state, not that the check flaps. */
    public LastNotified(Health health, Optional<Instant> problemAt) {
        this(health, problemAt, false);
    }

    /** Returns what the target knows after an alert was delivered. */
    public LastNotified after(AlertKind kind, Health notified, Instant at) {
        return new LastNotified(notified, kind == AlertKind.RECOVERY ? problemAt : Optional.of(at));
    }

    /** Returns the same, when that alert said that the check flaps. */
    public LastNotified flapping(boolean said) {
        return new LastNotified(health, problemAt, said);
    }

    /** Returns the same after the clock was set. */
    public LastNotified moved(ClockStep step) {
        return new LastNotified(health, problemAt.map(step::past), flapping);
    }
}
