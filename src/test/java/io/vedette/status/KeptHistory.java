package io.vedette.status;

import io.vedette.config.settings.Settings;
import io.vedette.history.Bucket;
import io.vedette.history.Cell;
import io.vedette.history.History;
import io.vedette.history.Incident;
import io.vedette.history.MemoryHistory;
import io.vedette.history.Result;
import io.vedette.history.Uptime;
import io.vedette.rule.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A history in plain lists, as it is given. */
public final class KeptHistory implements History {

    public final List<Result> results = new ArrayList<>();
    public final List<Incident> incidents = new ArrayList<>();
    /** Since when results are counted, by check. */
    public final Map<String, Instant> since = new LinkedHashMap<>();
    /** How often buckets or incidents were read. */
    public final AtomicInteger reads = new AtomicInteger();

    @Override
    public List<Result> results(String check, Instant before, int most) {
        return results.stream()
                .filter(one -> one.check().equals(check) && one.at().isBefore(before))
                .sorted(Comparator.comparing(Result::at).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public Map<String, List<Result>> latest(List<String> checks, int most) {
        Map<String, List<Result>> latest = new LinkedHashMap<>();
        checks.forEach(check -> latest.put(check, results(check, Instant.MAX, most)));
        latest.values().removeIf(List::isEmpty);
        return latest;
    }

    @Override
    public List<Uptime> uptime(String check, Instant now) {
        return WINDOWS.stream().map(window -> share(check, window, now)).toList();
    }

    @Override
    public Map<String, Uptime> uptime(List<String> checks, Duration window, Instant now) {
        Map<String, Uptime> shares = new LinkedHashMap<>();
        checks.forEach(check -> shares.put(check, share(check, window, now)));
        shares.values().removeIf(share -> share.share().isEmpty());
        return shares;
    }

    private Uptime share(String check, Duration window, Instant now) {
        List<Result> within = results.stream()
                .filter(one -> one.check().equals(check) && !one.at().isBefore(now.minus(window)))
                .toList();
        long down = within.stream().filter(one -> one.status() == Status.ERROR).count();
        return new Uptime(window, within.size() - down, down);
    }

    @Override
    public Map<String, Instant> since(Collection<String> checks) {
        Map<String, Instant> known = new LinkedHashMap<>(since);
        known.keySet().retainAll(checks);
        return known;
    }

    @Override
    public Map<String, List<Cell>> cells(List<String> checks, Instant now) {
        MemoryHistory memory = new MemoryHistory(Settings.History.STANDARD);
        results.stream().sorted(Comparator.comparing(Result::at)).forEach(memory::result);
        return memory.cells(checks, now);
    }

    @Override
    public <T> Map<String, T> buckets(
            Collection<String> checks, Instant from, Instant to, Function<List<Bucket>, T> kept) {
        reads.incrementAndGet();
        Map<String, T> found = new LinkedHashMap<>();
        checks.forEach(check -> found.put(check, kept.apply(buckets(check, from, to))));
        return found;
    }

    @Override
    public List<Bucket> buckets(String check, Instant from, Instant to) {
        return results.stream()
                .filter(one -> one.check().equals(check)
                        && !one.at().isBefore(from)
                        && one.at().isBefore(to))
                .sorted(Comparator.comparing(Result::at))
                .map(one -> new Bucket(
                        one.at(),
                        Duration.ofMinutes(1),
                        one.status() == Status.OK ? 1 : 0,
                        one.status() == Status.DEGRADED ? 1 : 0,
                        one.status() == Status.ERROR ? 1 : 0,
                        0,
                        one.took(),
                        one.took()))
                .toList();
    }

    @Override
    public List<Incident> incidents(Collection<String> checks, Optional<Boolean> open, Instant before, int most) {
        reads.incrementAndGet();
        return incidents.stream()
                .filter(one -> checks.isEmpty() || checks.contains(one.check()))
                .filter(one -> open.map(wanted -> wanted == one.to().isEmpty()).orElse(true))
                .filter(one -> one.from().isBefore(before))
                .sorted(Comparator.comparing(Incident::from).reversed())
                .limit(most)
                .toList();
    }
}
