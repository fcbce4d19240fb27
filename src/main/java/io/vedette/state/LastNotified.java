package io.vedette.state;

import java.time.Instant;
import java.util.Optional;

/**
 * What one target was last notified of about one check; only delivered alerts count.
 *
 * @param health the notified state: ok, degraded or error; ok for a target that was never notified
 * @param problemAt when the last problem or reminder was delivered
 * @param flapping whether the last alert said that the check flaps
 */
public record LastNotified(Health health, Optional<Instant> problemAt, boolean flapping) {

    /** The target was never notified. */
    public static final LastNotified NOTHING = new LastNotified(Health.OK, Optional.empty());

    /** Creates it for a target that was notified of a state, not of flapping. */
    public LastNotified(Health health, Optional<Instant> problemAt) {
        this(health, problemAt, false);
    }

    /** Returns what the target was last notified of after another alert was delivered. */
    public LastNotified after(AlertKind kind, Health notified, Instant at) {
        return new LastNotified(notified, kind == AlertKind.RECOVERY ? problemAt : Optional.of(at));
    }

    /** Returns the same with flapping set as that alert said. */
    public LastNotified flapping(boolean said) {
        return new LastNotified(health, problemAt, said);
    }

    /** Returns the same with its time corrected after the clock was set. */
    public LastNotified moved(ClockStep step) {
        return new LastNotified(health, problemAt.map(step::past), flapping);
    }
}
