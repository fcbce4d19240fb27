package io.vedette.discovery;

import java.time.Instant;
import java.util.Optional;

/**
 * How a source is doing, for operators.
 *
 * @param targets how many targets count
 * @param answered when it last answered; empty for those that are remembered from before a restart
 * @param failingSince since when it gives no answer, or none that can be taken whole
 * @param error why, secrets masked
 * @param heldSince since when an answer that would take away more than half of its targets waits for a second look
 */
public record SourceStatus(
        Source source,
        int targets,
        Optional<Instant> answered,
        Optional<Instant> failingSince,
        String error,
        Optional<Instant> heldSince) {}
