package io.vedette.status;

import io.vedette.store.Bucket;
import io.vedette.store.History;
import io.vedette.store.Incident;
import io.vedette.store.Result;
import io.vedette.store.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Nothing was: where nobody keeps a history. */
public final class NoHistory implements History {

    @Override
    public List<Result> results(String check, Instant before, int most) {
        return List.of();
    }

    @Override
    public Map<String, List<Result>> latest(List<String> checks, int most) {
        return Map.of();
    }

    @Override
    public List<Uptime> uptime(String check, Instant now) {
        return WINDOWS.stream().map(window -> new Uptime(window, 0, 0)).toList();
    }

    @Override
    public Map<String, Uptime> uptime(List<String> checks, Duration window, Instant now) {
        return Map.of();
    }

    @Override
    public List<Bucket> buckets(String check, Instant from, Instant to) {
        return List.of();
    }

    @Override
    public List<Incident> incidents(Optional<String> check, Optional<Boolean> open, Instant before, int most) {
        return List.of();
    }
}
