package io.vedette.status.page;

import io.vedette.evaluate.Watched;
import io.vedette.history.Bucket;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import io.vedette.state.Mute;
import io.vedette.status.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What outsiders may know of a published check, and nothing else: a name, a group, a state since when, and shares of time.
 *
 * @param kind error, degraded, maintenance, ok, sleeping, or none where nothing is known
 * @param since when it entered that state, or its problem began
 * @param watched since when its results are counted, as far as that is known
 * @param days the share of each of 90 days (UTC), the oldest first
 */
record PublicService(String name, String group, String kind, Instant since, Optional<Instant> watched, List<Day> days) {

    static final int DAYS = 90;

    /** The results of one day. */
    record Day(LocalDate date, long up, long down) {

        OptionalDouble share() {
            return up + down == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) up / (up + down));
        }
    }

    /** Returns what may be known of many; their past is read at once. */
    static List<PublicService> of(Sources sources, List<Watched> published, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        Instant from = today.minusDays(DAYS - 1).atStartOfDay().toInstant(ZoneOffset.UTC);
        List<String> names = published.stream().map(one -> one.check().name()).toList();
        Map<String, List<Day>> days =
                sources.history().buckets(names, from, now.plusSeconds(1), buckets -> days(buckets, today));
        Map<String, Instant> watched = sources.history().since(names);
        return published.stream()
                .map(one -> of(
                        sources,
                        one,
                        Optional.ofNullable(watched.get(one.check().name())),
                        days.getOrDefault(one.check().name(), days(List.of(), today))))
                .toList();
    }

    private static PublicService of(Sources sources, Watched watched, Optional<Instant> since, List<Day> days) {
        CheckState state = watched.record().state();
        String shown = watched.check().publicName().isEmpty()
                ? watched.check().name()
                : watched.check().publicName();
        return new PublicService(
                shown,
                watched.check().group(),
                kind(sources, watched, state),
                state.isProblem() ? state.problemSince().orElse(state.since()) : state.since(),
                since,
                days);
    }

    private static String kind(Sources sources, Watched watched, CheckState state) {
        if (sources.mutes().of(watched).mute() == Mute.MAINTENANCE) {
            return "maintenance";
        }
        Health health = state.shown();
        return health == Health.PAUSED || health == Health.PENDING ? "none" : health.code();
    }

    /** Returns the share of all days; empty when nothing is known. */
    OptionalDouble up() {
        long up = days.stream().mapToLong(Day::up).sum();
        long down = days.stream().mapToLong(Day::down).sum();
        return new Day(LocalDate.EPOCH, up, down).share();
    }

    /** Returns the days on which something is known: what the share is of. */
    List<Day> known() {
        return days.stream().filter(day -> day.share().isPresent()).toList();
    }

    /** Returns how many days the share is of: those on which something is known, of which the first may not be over. */
    long whole(Instant now) {
        long known = known().size();
        return watched.filter(since -> known < DAYS) // Of all days the first may have begun before it is counted.
                .map(since -> Duration.between(since, now).toDays())
                .map(over -> Math.min(known, Math.max(1, over)))
                .orElse(known);
    }

    private static List<Day> days(List<Bucket> buckets, LocalDate today) {
        Map<LocalDate, long[]> byDay = new HashMap<>();
        for (Bucket bucket : buckets) {
            long[] counts =
                    byDay.computeIfAbsent(LocalDate.ofInstant(bucket.from(), ZoneOffset.UTC), day -> new long[2]);
            counts[0] += bucket.ok() + bucket.degraded();
            counts[1] += bucket.error();
        }
        return IntStream.range(0, DAYS)
                .mapToObj(i -> today.minusDays(DAYS - 1L - i))
                .map(day -> {
                    long[] counts = byDay.getOrDefault(day, new long[2]);
                    return new Day(day, counts[0], counts[1]);
                })
                .toList();
    }
}
