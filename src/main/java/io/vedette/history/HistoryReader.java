package io.vedette.history;

import io.vedette.config.settings.Settings;
import io.vedette.database.SqlDatabase;
import io.vedette.database.StoreFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads history from the database and from memory together. Throws {@link StoreFailed} if the database fails. */
final class HistoryReader {

    /** Of so many checks buckets are read at once: they take some megabytes. */
    private static final int AT_ONCE = 200;

    private static final int NONE = -1;

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

    /** Returns what a function makes of the buckets of each check, with two questions for some hundred of them. */
    <T> Map<String, T> buckets(
            Collection<String> checks, Instant from, Instant to, Instant now, Function<List<Bucket>, T> kept) {
        Map<String, T> found = new LinkedHashMap<>();
        List<String> all = List.copyOf(checks);
        for (int next = 0; next < all.size(); next += AT_ONCE) {
            List<String> some = all.subList(next, Math.min(all.size(), next + AT_ONCE));
            found.putAll(database.readers().reading(connection -> some(connection, some, from, to, now, kept)));
        }
        return found;
    }

    private <T> Map<String, T> some(
            Connection connection,
            List<String> checks,
            Instant from,
            Instant to,
            Instant now,
            Function<List<Bucket>, T> kept)
            throws SQLException {
        Map<String, TreeMap<Integer, Counts>> pending = new LinkedHashMap<>();
        checks.forEach(check -> pending.put(check, live.pending(check)));
        Map<String, Integer> ids = ids(connection, checks);
        int today = Resolution.DAY.number(now);
        int firstDay = Resolution.DAY.number(now.minus(Resolution.HOURS_KEPT));
        int oldest = Resolution.DAY.number(now.minus(limits.retention()));
        Map<Integer, TreeMap<Integer, Counts>> stored =
                HistoryQueries.buckets(connection, Resolution.HOUR, ids.values(), firstDay * 24, today * 24 + 47);
        Map<Integer, TreeMap<Integer, Counts>> days =
                HistoryQueries.buckets(connection, Resolution.DAY, ids.values(), oldest, today);
        Map<String, T> found = new LinkedHashMap<>();
        pending.forEach((check, hours) -> {
            int id = ids.getOrDefault(check, NONE);
            stored.getOrDefault(id, new TreeMap<>())
                    .forEach((hour, counts) ->
                            hours.computeIfAbsent(hour, number -> new Counts()).add(counts));
            keep(found, check, joined(hours, days.getOrDefault(id, new TreeMap<>()), from, to), kept);
        });
        return found;
    }

    /** Returns the same of what the database does not have yet. */
    <T> Map<String, T> pending(Collection<String> checks, Instant from, Instant to, Function<List<Bucket>, T> kept) {
        Map<String, T> found = new LinkedHashMap<>();
        checks.forEach(check -> keep(found, check, joined(live.pending(check), Map.of(), from, to), kept));
        return found;
    }

    static <T> void keep(Map<String, T> found, String check, List<Bucket> buckets, Function<List<Bucket>, T> kept) {
        if (!buckets.isEmpty()) {
            found.put(check, kept.apply(buckets));
        }
    }

    /** Returns all hours, and the days before the day of the first one. */
    private static List<Bucket> joined(
            TreeMap<Integer, Counts> hours, Map<Integer, Counts> days, Instant from, Instant to) {
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

    /** Returns incidents that began before a time, the latest first; of all checks where none is named. */
    List<Incident> incidents(Collection<String> checks, Optional<Boolean> open, Instant before, int most) {
        Map<String, Incident> merged = new LinkedHashMap<>();
        List<Incident> stored = database.readers().reading(connection -> {
            Collection<Integer> ids = ids(connection, checks).values();
            return checks.isEmpty() || !ids.isEmpty()
                    ? SqlIncidents.find(connection, ids, open, MemoryHistory.millis(before), most)
                    : List.of();
        });
        stored.forEach(incident -> merged.put(incident.id(), live.merged(incident)));
        live.incidents(checks, Optional.empty(), before, most)
                .forEach(incident -> merged.putIfAbsent(incident.id(), incident));
        return merged.values().stream()
                .filter(incident ->
                        open.isEmpty() || open.get() == incident.to().isEmpty())
                .sorted(IncidentBook.NEWEST_FIRST)
                .limit(most)
                .toList();
    }

    /** Returns the numbers of those checks that have one. */
    private Map<String, Integer> ids(Connection connection, Collection<String> checks) throws SQLException {
        Map<String, Integer> ids = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String check : checks) {
            Integer known = numbers.get(check);
            if (known == null) {
                unknown.add(check);
            } else {
                ids.put(check, known);
            }
        }
        ids.putAll(HistoryQueries.ids(connection, unknown));
        return ids;
    }

    private Optional<Integer> id(String check) {
        Integer known = numbers.get(check);
        return known == null
                ? database.readers().reading(connection -> HistoryQueries.id(connection, check))
                : Optional.of(known);
    }
}
