package io.vedette.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Returns past results, uptime and incidents of every check, also of removed ones, until their retention ends. For display
 * only: no decision depends on it. Safe for several threads.
 */
public interface History {

    /** The windows of uptime: 24 hours, 7, 30 and 90 days. */
    List<Duration> WINDOWS =
            List.of(Duration.ofHours(24), Duration.ofDays(7), Duration.ofDays(30), Duration.ofDays(90));

    /** Hands over the results that other processes have written, as they are read. */
    default void onOthers(Consumer<List<Result>> listener) {}

    /** Returns the latest results of a check before a time, newest first, at most {@code most}. */
    List<Result> results(String check, Instant before, int most);

    /** Returns the latest results of many checks, newest first; a check without results has no entry. */
    Map<String, List<Result>> latest(List<String> checks, int most);

    /** Returns the uptime of a check in each of {@link #WINDOWS}, in their order. */
    List<Uptime> uptime(String check, Instant now);

    /** Returns the uptime of many checks in one of {@link #WINDOWS}; a check without results has no entry. */
    Map<String, Uptime> uptime(List<String> checks, Duration window, Instant now);

    /**
     * Returns since when results of many checks are counted, at most 90 days: when the first one was, or when its hour or day began
     * where it is kept only as a count. A check of which that is not known has no entry.
     */
    default Map<String, Instant> since(Collection<String> checks) {
        return Map.of();
    }

    /**
     * Returns the last two hours of many checks in {@link Cell}s, the oldest first, the last one being that of now; a check without
     * results has no entry. After a restart they are made of the results that are stored.
     */
    Map<String, List<Cell>> cells(List<String> checks, Instant now);

    /** Returns the results of a check between two times, counted by hour or day, oldest first. */
    default List<Bucket> buckets(String check, Instant from, Instant to) {
        return buckets(List.of(check), from, to, Function.identity()).getOrDefault(check, List.of());
    }

    /**
     * Reads many checks at once, and keeps of each what a function makes of its buckets; a check without results has no entry.
     *
     * @param kept gets the results of a check between two times, counted by hour or day, oldest first
     */
    <T> Map<String, T> buckets(Collection<String> checks, Instant from, Instant to, Function<List<Bucket>, T> kept);

    /**
     * Returns incidents, the latest beginning first.
     *
     * @param checks only those of these checks; empty for all
     * @param open true for open incidents, false for ended ones; empty for both
     * @param before only those that began before this time
     */
    List<Incident> incidents(Collection<String> checks, Optional<Boolean> open, Instant before, int most);

    /** Returns the same of one check, or of all. */
    default List<Incident> incidents(Optional<String> check, Optional<Boolean> open, Instant before, int most) {
        return incidents(check.map(List::of).orElse(List.of()), open, before, most);
    }
}
