package io.vedette.status.page;

import io.vedette.evaluate.Watched;
import io.vedette.history.Bucket;
import io.vedette.history.Uptime;
import io.vedette.state.Health;
import io.vedette.state.Mute;
import io.vedette.status.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What outsiders may know of a published check, and nothing else: it is made of a name, a group, a state and shares of
 * time.
 *
 * @param state in words: {@code works}, {@code works with limitations}, {@code is down}, {@code rests}, {@code under
 *     maintenance}, {@code not known}
 * @param up the share of 90 days, empty when nothing is known
 * @param days the share of each of 90 days, the oldest first
 */
record PublicState(String name, String group, String kind, String state, OptionalDouble up, List<Day> days) {

    static final int DAYS = 90;

    /** The share of one day; empty when nothing is known. */
    record Day(LocalDate date, OptionalDouble up) {}

    static List<PublicState> all(Sources sources) {
        Instant now = sources.clock().instant();
        List<Watched> published = sources.watchlist().all().stream()
                .filter(one -> one.check().published())
                .sorted(Comparator.comparing((Watched one) -> one.check().group())
                        .thenComparing(one -> one.check().name()))
                .toList();
        List<String> names = published.stream().map(one -> one.check().name()).toList();
        Map<String, Uptime> uptime = sources.history().uptime(names, Duration.ofDays(DAYS), now);
        return published.stream().map(one -> of(sources, one, uptime, now)).toList();
    }

    private static PublicState of(Sources sources, Watched watched, Map<String, Uptime> uptime, Instant now) {
        String name = watched.check().name();
        Health health = watched.record().state().shown();
        boolean maintained = sources.mutes().of(watched).mute() == Mute.MAINTENANCE;
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Instant from = today.minusDays(DAYS - 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return new PublicState(
                name,
                watched.check().group(),
                maintained ? "maintenance" : health.code(),
                maintained ? "under maintenance" : words(health),
                Optional.ofNullable(uptime.get(name)).map(Uptime::share).orElse(OptionalDouble.empty()),
                days(sources.history().buckets(name, from, now), today));
    }

    private static String words(Health health) {
        return switch (health) {
            case OK -> "works";
            case DEGRADED -> "works with limitations";
            case ERROR -> "is down";
            case SLEEPING -> "rests";
            case PAUSED, PENDING -> "not known";
        };
    }

    private static List<Day> days(List<Bucket> buckets, LocalDate today) {
        Map<LocalDate, long[]> byDay = new HashMap<>();
        for (Bucket bucket : buckets) {
            long[] counts =
                    byDay.computeIfAbsent(LocalDate.ofInstant(bucket.from(), ZoneOffset.UTC), day -> new long[2]);
            counts[0] += bucket.ok() + bucket.degraded();
            counts[1] += bucket.ok() + bucket.degraded() + bucket.error();
        }
        return IntStream.range(0, DAYS)
                .mapToObj(i -> today.minusDays(DAYS - 1L - i))
                .map(day -> new Day(day, share(byDay.get(day))))
                .toList();
    }

    private static OptionalDouble share(long[] counts) {
        return counts == null || counts[1] == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) counts[0] / counts[1]);
    }
}
