package io.vedette.history;

import java.time.Duration;
import java.time.Instant;

/** The width of the buckets that results are counted in. In UTC, so that an hour or a day is the same on all nodes. */
enum Resolution {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    /** Hours are kept so long, until the end of their day; after that there are only days. */
    static final Duration HOURS_KEPT = Duration.ofDays(7);

    private final Duration width;

    Resolution(Duration width) {
        this.width = width;
    }

    /** Returns what the uptime of a window is counted from: hours up to seven days, else days. */
    static Resolution of(Duration window) {
        return window.compareTo(HOURS_KEPT) <= 0 ? HOUR : DAY;
    }

    Duration width() {
        return width;
    }

    /** Returns the number of the hour or day of a time. */
    int number(Instant at) {
        return number(at.toEpochMilli());
    }

    int number(long millis) {
        return (int) Math.floorDiv(millis, width.toMillis());
    }

    Instant from(int number) {
        return Instant.ofEpochMilli(number * width.toMillis());
    }

    /** Returns the first hour or day that lies entirely in a window, so that no window counts more than its name says. */
    int firstWithin(Duration window, Instant now) {
        return number(now.minus(window).minusMillis(1)) + 1;
    }
}
