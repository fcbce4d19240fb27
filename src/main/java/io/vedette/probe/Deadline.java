package io.vedette.probe;

import java.time.Duration;

/** The moment at which a probe gives up; it does not move when the wall clock does. */
public final class Deadline {

    private static final Duration MOST_LEAD = Duration.ofMillis(50);

    private final Duration timeout;
    private final long end;

    private Deadline(Duration timeout, Duration lead) {
        this.timeout = timeout;
        this.end = System.nanoTime() + timeout.minus(lead).toNanos();
    }

    /** Returns the end of a time that begins now. */
    public static Deadline in(Duration timeout) {
        return new Deadline(timeout, Duration.ZERO);
    }

    /**
     * Returns a moment just before the end of a time that begins now: whoever heard a part of what it waits for can still tell it
     * before it is cut short. A twentieth of the time, 50 ms at most.
     */
    public static Deadline justBefore(Duration timeout) {
        Duration twentieth = timeout.dividedBy(20);
        return new Deadline(timeout, twentieth.compareTo(MOST_LEAD) < 0 ? twentieth : MOST_LEAD);
    }

    /** Returns how long the whole probe may take. */
    public Duration timeout() {
        return timeout;
    }

    boolean isPast() {
        return nanosLeft() <= 0;
    }

    /** Returns what is left; zero once it is past. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, nanosLeft()));
    }

    /** Returns what one of several equal tries may take, as milliseconds for a socket: at least 1, because 0 means for ever. */
    public int millisFor(int tries) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, nanosLeft() / tries / 1_000_000));
    }

    private long nanosLeft() {
        return end - System.nanoTime();
    }
}
