package io.vedette.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was: results, uptime and incidents of every check, also of those that left the configuration, until their
 * retention ends. For showing only; nothing decides by it. Safe for several threads.
 */
public interface History {

    /** The windows that uptime is known for: 24 hours, 7, 30 and 90 days. */
    List<Duration> WINDOWS =
            List.of(Duration.ofHours(24), Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(90));

    /** Returns the newest results of a check before {@code before}, newest first, at most {@code most}. */
    List<Result> results(String check, Instant before, int most);

    /** Returns the newest results of many checks, each newest first; a check without any has no entry. */
    Map<String, List<Result>> latest(List<String> checks, int most);

    /** Returns how much a check was up in each of {@link #WINDOWS}, in their order. */
    List<Uptime> uptime(String check, Instant now);

    /** Returns how much many checks were up in one of {@link #WINDOWS}; a check without any result has no entry. */
    Map<String, Uptime> uptime(List<String> checks, Duration window, Instant now);

    /** Returns rolled-up results of a check between two times, oldest first: for charts over more than the single results kept. */
    List<Bucket> buckets(String check, Instant from, Instant to);

    /**
     * Returns incidents, the newest beginning first.
     *
     * @param check of this check alone; empty for all
     * @param open only those that go on, or only those that ended; empty for both
     * @param before that began before
     */
    List<Incident> incidents(Optional<String> check, Optional<Boolean> open, Instant before, int most);
}
