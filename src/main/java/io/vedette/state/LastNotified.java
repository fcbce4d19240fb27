package io.vedette.state;

import java.time.Instant;
import java.util.Optional;

/**
 * What one target was last told of one check; only what was delivered counts.
 *
 * @param health what it was told: ok, degraded or error; ok for a target that was never told anything
 * @param problemAt when it was last told a problem or a reminder
 * @param flapping whether the last it was told is that the check flaps
 */
public record LastNotified(Health health, Optional<Instant> problemAt, boolean flapping) {

    /** Never told anything. */
    public static final LastNotified NOTHING = new LastNotified(Health.OK, Optional.empty());

    /** Told a state, not that it flaps. */
    public LastNotified(Health health, Optional<Instant> problemAt) {
        this(health, problemAt, false);
    }

    /** What the target knows after an alert was delivered. */
    public LastNotified after(AlertKind kind, Health notified, Instant at) {
        return new LastNotified(notified, kind == AlertKind.RECOVERY ? problemAt : Optional.of(at));
    }

    /** The same, when that alert said that the check flaps. */
    public LastNotified flapping(boolean said) {
        return new LastNotified(health, problemAt, said);
    }

    /** The same after the clock was set. */
    public LastNotified moved(ClockStep step) {
        return new LastNotified(health, problemAt.map(step::past), flapping);
    }
}
