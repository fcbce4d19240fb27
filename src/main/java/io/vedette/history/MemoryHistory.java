package io.vedette.history;

import io.vedette.alert.Alert;
import io.vedette.config.settings.Settings;
import io.vedette.state.ClockStep;
import io.vedette.state.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Keeps history in memory as long as the process lives: about 25 KB for a check that runs for 90 days. */
public final class MemoryHistory implements History, Recorder {

    private static final int MOST_ENDED_INCIDENTS = 10_000;

    private final Settings.History limits;
    private final Map<String, Past> pasts = new HashMap<>();
    private final IncidentBook incidents = new IncidentBook(MOST_ENDED_INCIDENTS);

    private static final class Past {

        private final Recent recent;
        private final CellRing cells = new CellRing();
        private final CountedSince since = new CountedSince();
        private final Map<Resolution, TreeMap<Integer, Counts>> rolled = new EnumMap<>(Resolution.class);

        Past(int results) {
            recent = new Recent(results);
            for (Resolution resolution : Resolution.values()) {
                rolled.put(resolution, new TreeMap<>());
            }
        }
    }

    public MemoryHistory(Settings.History limits) {
        this.limits = limits;
    }

    @Override
    public synchronized void result(Result result) {
        Past past = pasts.computeIfAbsent(result.check(), name -> new Past(limits.results()));
        past.recent.add(result);
        past.since.result(result.at());
        past.cells.add(result.at(), result.status(), result.took());
        for (Resolution resolution : Resolution.values()) {
            TreeMap<Integer, Counts> rolled = past.rolled.get(resolution);
            rolled.computeIfAbsent(resolution.number(result.at()), number -> new Counts())
                    .add(result.status(), result.took().toMillis());
            Duration kept = resolution == Resolution.HOUR ? Resolution.HOURS_KEPT : limits.retention();
            Instant oldest =
                    Resolution.DAY.from(Resolution.DAY.number(result.at().minus(kept)));
            rolled.headMap(resolution.number(oldest)).clear();
            past.since.bucket(resolution, resolution.from(rolled.firstKey()));
        }
    }

    @Override
    public synchronized void changed(String check, Transition transition) {
        incidents.changed(check, transition.after());
    }

    @Override
    public synchronized void clockWasSet(ClockStep step) {
        incidents.moved(step);
        pasts.values().forEach(past -> {
            past.cells.clear();
            past.since.clockWasSet();
        });
    }

    @Override
    public synchronized void delivered(String target, Alert alert, Instant at) {
        incidents.delivered(target, alert, at);
    }

    @Override
    public synchronized List<Result> results(String check, Instant before, int most) {
        Past past = pasts.get(check);
        return past == null ? List.of() : past.recent.before(check, millis(before), most);
    }

    @Override
    public synchronized Map<String, List<Result>> latest(List<String> checks, int most) {
        Map<String, List<Result>> latest = new LinkedHashMap<>();
        for (String check : checks) {
            List<Result> results = results(check, Instant.MAX, most);
            if (!results.isEmpty()) {
                latest.put(check, results);
            }
        }
        return latest;
    }

    @Override
    public synchronized List<Uptime> uptime(String check, Instant now) {
        return WINDOWS.stream().map(window -> uptime(check, window, now)).toList();
    }

    @Override
    public synchronized Map<String, Uptime> uptime(List<String> checks, Duration window, Instant now) {
        Map<String, Uptime> uptimes = new LinkedHashMap<>();
        checks.stream().filter(pasts::containsKey).forEach(check -> uptimes.put(check, uptime(check, window, now)));
        return uptimes;
    }

    private Uptime uptime(String check, Duration window, Instant now) {
        Counts sum = new Counts();
        Resolution resolution = Resolution.of(window);
        Past past = pasts.get(check);
        if (past != null) {
            past.rolled
                    .get(resolution)
                    .tailMap(resolution.firstWithin(window, now))
                    .values()
                    .forEach(sum::add);
        }
        return new Uptime(window, sum.up(), sum.down());
    }

    @Override
    public synchronized Map<String, Instant> since(Collection<String> checks) {
        Map<String, Instant> since = new LinkedHashMap<>();
        checks.stream()
                .filter(pasts::containsKey)
                .forEach(check -> pasts.get(check).since.instant().ifPresent(instant -> since.put(check, instant)));
        return since;
    }

    @Override
    public synchronized Map<String, List<Cell>> cells(List<String> checks, Instant now) {
        Map<String, List<Cell>> cells = new LinkedHashMap<>();
        checks.stream()
                .filter(pasts::containsKey)
                .forEach(check -> cells.put(check, pasts.get(check).cells.until(now)));
        return cells;
    }

    @Override
    public synchronized <T> Map<String, T> buckets(
            Collection<String> checks, Instant from, Instant to, Function<List<Bucket>, T> kept) {
        Map<String, T> found = new LinkedHashMap<>();
        checks.forEach(check -> HistoryReader.keep(found, check, buckets(check, from, to), kept));
        return found;
    }

    @Override
    public synchronized List<Bucket> buckets(String check, Instant from, Instant to) {
        Past past = pasts.get(check);
        if (past == null || !from.isBefore(to)) {
            return List.of();
        }
        TreeMap<Integer, Counts> hours = past.rolled.get(Resolution.HOUR);
        int firstDayInHours = Resolution.DAY.number(Resolution.HOUR.from(hours.firstKey()));
        List<Bucket> buckets = new ArrayList<>();
        past.rolled
                .get(Resolution.DAY)
                .headMap(firstDayInHours)
                .forEach((number, counts) -> addBucket(buckets, Resolution.DAY, number, counts, from, to));
        hours.forEach((number, counts) -> addBucket(buckets, Resolution.HOUR, number, counts, from, to));
        return buckets;
    }

    @Override
    public synchronized List<Incident> incidents(
            Collection<String> checks, Optional<Boolean> open, Instant before, int most) {
        return incidents.find(checks, open, before, most);
    }

    static void addBucket(
            List<Bucket> buckets, Resolution resolution, int number, Counts counts, Instant from, Instant to) {
        Instant begin = resolution.from(number);
        if (begin.plus(resolution.width()).isAfter(from) && begin.isBefore(to)) {
            buckets.add(counts.bucket(begin, resolution.width()));
        }
    }

    /** Returns a time in milliseconds since 1970; the nearest possible value if it is too far away. */
    static long millis(Instant time) {
        return time.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE)) ? Long.MAX_VALUE : time.toEpochMilli();
    }
}
