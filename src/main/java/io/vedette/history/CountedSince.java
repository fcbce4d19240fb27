package io.vedette.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Since when results of one check are counted: when the first one was, or where only counts are left of it, when its hour or day began.
 * Not safe for several threads.
 */
final class CountedSince {

    private static final long NEVER = Long.MAX_VALUE;

    /** The first result that was seen one by one. */
    private long first = NEVER;
    /** When the first hour began of which the database has counts, of those that are kept as hours. */
    private long hour = NEVER;
    /** The same of days. */
    private long day = NEVER;

    void result(Instant at) {
        first = Math.min(first, at.toEpochMilli());
    }

    /** Takes when the first of the database's hours or days begins. */
    void bucket(Resolution resolution, Instant from) {
        if (resolution == Resolution.HOUR) {
            hour = from.toEpochMilli();
        } else {
            day = from.toEpochMilli();
        }
    }

    /** Forgets the first result after the clock was set: nobody knows when it was. */
    void clockWasSet() {
        first = NEVER;
    }

    Optional<Instant> instant() {
        boolean isOlder = day != NEVER
                && (hour == NEVER || hour - day >= Duration.ofDays(1).toMillis());
        long began = isOlder ? day : hour;
        long width = (isOlder ? Resolution.DAY : Resolution.HOUR).width().toMillis();
        long since = began == NEVER || first >= began && first - began < width ? first : began;
        return since == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(since));
    }
}
