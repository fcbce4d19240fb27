package io.vedette.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Keeps the calls of watched jobs in memory. */
final class MemoryCalls implements KeptCalls {

    private final Map<String, JobCalls> calls = new ConcurrentHashMap<>();

    @Override
    public boolean keep(Collection<JobCalls> some, Instant now) {
        some.forEach(one -> calls.merge(one.check(), one, (before, after) -> newer(before, after, now)));
        return true;
    }

    @Override
    public Optional<JobCalls> find(String check) {
        return Optional.ofNullable(calls.get(check));
    }

    @Override
    public List<JobCalls> all() {
        return calls.values().stream()
                .map(one -> new JobCalls(one.check(), one.started(), one.ended(), Optional.empty()))
                .toList();
    }

    private static JobCalls newer(JobCalls before, JobCalls after, Instant now) {
        return new JobCalls(
                after.check(),
                newer(before.started(), after.started(), Function.identity(), now),
                newer(before.ended(), after.ended(), JobCalls.Ended::at, now),
                newer(before.output(), after.output(), JobCalls.Output::at, now));
    }

    private static <T> Optional<T> newer(Optional<T> before, Optional<T> after, Function<T, Instant> at, Instant now) {
        boolean stays = before.map(at)
                .filter(then -> !then.isAfter(now))
                .filter(then ->
                        after.map(at).filter(next -> !next.isBefore(then)).isEmpty())
                .isPresent();
        return stays || after.isEmpty() ? before : after;
    }
}
