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
public record Told(Health health, Optional<Instant> problemAt, boolean flapping) {

    /** Never told anything. */
    public static final Told NOTHING = new Told(Health.OK, Optional.empty());

    /** Told a state, not that it flaps. */
    public Told(Health health, Optional<Instant> problemAt) {
        this(health, problemAt, false);
    }

    /** What the target knows after an alert was delivered. */
    public Told after(AlertKind kind, Health told, Instant at) {
        return new Told(told, kind == AlertKind.RECOVERY ? problemAt : Optional.of(at));
    }

    /** The same, when that alert said that the check flaps. */
    public Told flapping(boolean said) {
        return new Told(health, problemAt, said);
    }

    /** The same after the clock was set. */
    public Told moved(ClockStep step) {
        return new Told(health, problemAt.map(step::past), flapping);
    }
}
