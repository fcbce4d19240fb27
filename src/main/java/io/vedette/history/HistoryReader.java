package io.vedette.history;

import io.vedette.config.settings.Settings;
import io.vedette.database.SqlDatabase;
import io.vedette.database.StoreFailed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads history from the database and from memory together. Throws {@link StoreFailed} if the database fails. */
final class HistoryReader {

    private final SqlDatabase database;
    private final Settings.History limits;
    private final LiveHistory live;
    private final Map<String, Integer> numbers;

    /** @param numbers the checks' numbers in the database, as far as known */
    HistoryReader(SqlDatabase database, Settings.History limits, LiveHistory live, Map<String, Integer> numbers) {
        this.database = database;
        this.limits = limits;
        this.live = live;
        this.numbers = numbers;
    }

    /** Returns the results of a check before a time, newest first; {@code newest} are those in memory. */
    List<Result> results(String check, Instant before, int most, List<Result> newest) {
        Map<Instant, Result> merged = new TreeMap<>(Comparator.reverseOrder());
        id(check)
                .map(id -> database.readers().reading(connection -> HistoryQueries.recent(connection, id)))
                .ifPresent(lines -> ResultLines.last(lines, limits.results())
                        .lines()
                        .map(line -> ResultLines.read(check, line))
                        .filter(result -> result.at().isBefore(before))
                        .forEach(result -> merged.put(result.at(), result)));
        newest.forEach(result -> merged.put(result.at(), result));
        return merged.values().stream().limit(Math.min(most, limits.results())).toList();
    }

    /** Returns the results of a check between two times, counted by hour or day, oldest first. */
    List<Bucket> buckets(String check, Instant from, Instant to, Instant now) {
        TreeMap<Integer, Counts> hours = live.pending(check);
        Map<Integer, Counts> days = new TreeMap<>();
        id(check)
                .ifPresent(id -> database.readers().reading(connection -> {
                    int today = Resolution.DAY.number(now);
                    int firstDay = Resolution.DAY.number(now.minus(Resolution.HOURS_KEPT));
                    int oldest = Resolution.DAY.number(now.minus(limits.retention()));
                    HistoryQueries.buckets(connection, Resolution.HOUR, id, firstDay * 24, today * 24 + 47)
                            .forEach((hour, counts) -> hours.computeIfAbsent(hour, number -> new Counts())
                                    .add(counts));
                    days.putAll(HistoryQueries.buckets(connection, Resolution.DAY, id, oldest, today));
                    return true;
                }));
        return joined(hours, days, from, to);
    }

    /** Returns all hours, and the days before the day of the first one. */
    static List<Bucket> joined(TreeMap<Integer, Counts> hours, Map<Integer, Counts> days, Instant from, Instant to) {
        int firstDay = hours.isEmpty() ? Integer.MAX_VALUE : Rollup.dayOf(hours.firstKey());
        List<Bucket> buckets = new ArrayList<>();
        if (from.isBefore(to)) {
            days.forEach((day, counts) -> {
                if (day < firstDay) {
                    MemoryHistory.addBucket(buckets, Resolution.DAY, day, counts, from, to);
                }
            });
            hours.forEach((hour, counts) -> MemoryHistory.addBucket(buckets, Resolution.HOUR, hour, counts, from, to));
        }
        return buckets;
    }

    /** Returns incidents that began before a time, the latest first. */
    List<Incident> incidents(Optional<String> check, Optional<Boolean> open, Instant before, int most) {
        Map<String, Incident> merged = new LinkedHashMap<>();
        Optional<Integer> id = check.flatMap(this::id);
        if (check.isEmpty() || id.isPresent()) {
            database.readers()
                    .reading(connection -> SqlIncidents.find(connection, id, open, MemoryHistory.millis(before), most))
                    .forEach(incident -> merged.put(incident.id(), live.merged(incident)));
        }
        live.incidents(check, Optional.empty(), before, most)
                .forEach(incident -> merged.putIfAbsent(incident.id(), incident));
        return merged.values().stream()
                .filter(incident ->
                        open.isEmpty() || open.get() == incident.to().isEmpty())
                .sorted(IncidentBook.NEWEST_FIRST)
                .limit(most)
                .toList();
    }

    private Optional<Integer> id(String check) {
        Integer known = numbers.get(check);
        return known == null
                ? database.readers().reading(connection -> HistoryQueries.id(connection, check))
                : Optional.of(known);
    }
}
