package io.vedette.status.api;

import io.vedette.status.http.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Pages through something that is asked for by time, newest first. Entries of the same millisecond may lie on both sides
 * of a page's end: the cursor is that millisecond and how many of it were shown.
 */
final class KeysetPage {

    private KeysetPage() {}

    /**
     * What was found.
     *
     * @param entries the newest that match
     * @param unseen before which nothing was looked at, so that more may be there; empty where all was
     */
    record Found<T>(List<T> entries, Optional<Instant> unseen) {

        static <T> Found<T> all(List<T> entries) {
            return new Found<>(entries, Optional.empty());
        }
    }

    /**
     * One page. Where not all was looked at it may have fewer entries than it could, or none, and there is another all the same.
     *
     * @param from the time that an entry is sorted by
     * @param read the newest entries before a time, so many at most
     */
    static <T> Paged<T> page(
            Query query, Function<T, Instant> from, Instant newest, BiFunction<Instant, Integer, Found<T>> read) {
        int limit = query.limit();
        Optional<Cursor> cursor = Cursor.given(query, 2);
        long millis = cursor.map(one -> one.number(0)).orElse(Long.MIN_VALUE);
        int shown = cursor.map(one -> (int) Math.min(Math.max(0, one.number(1)), 100_000))
                .orElse(0);
        Instant before = cursor.isEmpty() ? newest : Instant.ofEpochMilli(millis + 1);

        Found<T> answer = read.apply(before, shown + limit + 1);
        List<T> found = answer.entries();
        List<T> rest = found.subList(Math.min(shown, found.size()), found.size());
        List<T> page = rest.subList(0, Math.min(limit, rest.size()));
        if (rest.size() <= limit) {
            return Paged.of(page, null, limit, answer.unseen().map(time -> Cursor.of(time.toEpochMilli() - 1, 0)));
        }
        long last = from.apply(page.get(page.size() - 1)).toEpochMilli();
        long ofLast = page.stream()
                .filter(one -> from.apply(one).toEpochMilli() == last)
                .count();
        return Paged.of(page, null, limit, Optional.of(Cursor.of(last, last == millis ? shown + ofLast : ofLast)));
    }
}
