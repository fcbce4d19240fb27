package io.vedette;

import io.vedette.target.Targets;
import java.time.Instant;
import java.util.Optional;

/**
 * A target as it is at one moment.
 *
 * @param name its name
 * @param delivered messages that it took since the start
 * @param failed messages that it refused since the start
 * @param waiting alerts that it has not taken yet
 * @param failingSince when the first of the refusals that go on was; empty while all is well
 * @param lastDelivered when it last took a message since the start
 * @param error why it refused last, or empty
 */
public record TargetStatus(
        String name,
        long delivered,
        long failed,
        int waiting,
        Optional<Instant> failingSince,
        Optional<Instant> lastDelivered,
        String error) {

    static TargetStatus of(Targets.Target target, int waiting) {
        return new TargetStatus(
                target.name(),
                target.delivered(),
                target.failed(),
                waiting,
                target.failingSince(),
                target.lastDelivered(),
                target.error());
    }
}
