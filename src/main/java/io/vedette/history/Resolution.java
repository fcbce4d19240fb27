package io.vedette.history;

import java.time.Duration;
import java.time.Instant;

/** How wide the stretches are that results are rolled up to. In UTC: an hour or a day of all nodes is the same. */
enum Resolution {
    HOUR(Duration.ofHours(1)),
    DAY(Duration.ofDays(1));

    /** Hours are kept until the day in which this long ago is over, then days alone tell of them. */
    static final Duration HOURS_KEPT = Duration.ofDays(7);

    private final Duration width;

    Resolution(Duration width) {
        this.width = width;
    }

    /** Returns what a window of uptime is told from: hours up to seven days, else days. */
    static Resolution of(Duration window) {
        return window.compareTo(HOURS_KEPT) <= 0 ? HOUR : DAY;
    }

    Duration width() {
        return width;
    }

    /** Returns the number of the stretch that a time is in. */
    int number(Instant at) {
        return number(at.toEpochMilli());
    }

    int number(long millis) {
        return (int) Math.floorDiv(millis, width.toMillis());
    }

    Instant from(int number) {
        return Instant.ofEpochMilli(number * width.toMillis());
    }

    /** Returns the first stretch that lies in a window altogether: no window tells of more than its name says. */
    int firstWithin(Duration window, Instant now) {
        return number(now.minus(window).minusMillis(1)) + 1;
    }
}
