package io.vedette.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The last call of the heartbeat address, or the lack of one.
 *
 * @param last when it came; empty when none came since watching began
 * @param failed whether it reported a failure
 * @param message what it said, as it was sent; empty when it said nothing
 * @param watchedSince since when a call would have been seen
 * @param missingSince when a call was found missing before a restart, if none came after it
 * @param gap the longest time without a call that ended since the calls were looked at before
 * @param looked when they were looked at before
 * @param unheard how much of the time since the last call, or since watching began, this process stood still: no call could
 *     come in it
 * @param started when a run began that has not ended; empty while none is known
 * @param ran how long the last run took; empty where that is not known
 */
public record Beat(
        Optional<Instant> last,
        boolean failed,
        String message,
        Instant watchedSince,
        Optional<Instant> missingSince,
        Optional<HeartbeatBook.Gap> gap,
        Optional<Instant> looked,
        Duration unheard,
        Optional<Instant> started,
        Optional<Duration> ran)
        implements Answer {}
