package io.vedette.state;

import java.time.Instant;
import java.util.Optional;

/**
 * What one target was last told of one check; only what was delivered counts.
 *
 * @param health what it was told: ok, degraded or error; ok for a target that was never told anything
 * @param problemAt when it was last told a problem or a reminder
 */
public record Told(Health health, Optional<Instant> problemAt) {

    /** Never told anything. */
    public static final Told NOTHING = new Told(Health.OK, Optional.empty());

    /** What the target knows after an alert was delivered. */
    public Told after(AlertKind kind, Health told, Instant at) {
        return new Told(told, kind == AlertKind.RECOVERY ? problemAt : Optional.of(at));
    }
}
