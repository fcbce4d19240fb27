package io.vedette.evaluate;

import io.vedette.state.ClockStep;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Notices that the wall clock was set: it moved by more, or less, than the time that passed. The time for which the machine slept
 * counts as passed; Java does not count it, but Linux does ({@code /proc/uptime}). Elsewhere a sleep is taken for a clock that was
 * set. Safe for several threads; a look during the handling of a step waits for its end.
 */
public final class ClockSteps {

    /** The smallest step: less is the gradual correction of a clock, or makes no difference. */
    static final Duration LEAST = Duration.ofSeconds(5);

    private static final Path UPTIME = Path.of("/proc/uptime");

    /** The longest time between two readings that belong together: if the process was stopped in between, they are useless. */
    private static final long LONGEST_READING = Duration.ofMillis(500).toNanos();

    private final Clock clock;
    private final LongSupplier nanos;
    private final Supplier<Optional<Duration>> uptime;
    private final boolean looks;
    private Instant seen;
    private long seenAt;
    /** The machine's uptime, sleep included, at nanosecond 0; empty where it is unknown. */
    private Optional<Duration> upAtZero;

    /** Returns what notices steps of a clock of this machine. */
    public static ClockSteps of(Clock clock) {
        return new ClockSteps(clock, System::nanoTime, ClockSteps::uptime, true);
    }

    /**
     * @param nanos the time while the machine is awake, in nanoseconds, whatever is done to the clock
     * @param uptime the time since the machine was started, sleep included; empty where it is unknown
     */
    ClockSteps(Clock clock, LongSupplier nanos, Supplier<Optional<Duration>> uptime) {
        this(clock, nanos, uptime, true);
    }

    private ClockSteps(Clock clock, LongSupplier nanos, Supplier<Optional<Duration>> uptime, boolean looks) {
        this.clock = clock;
        this.nanos = nanos;
        this.uptime = uptime;
        this.looks = looks;
        this.seenAt = nanos.getAsLong();
        this.seen = clock.instant();
        this.upAtZero = looks ? upAtZero() : Optional.empty();
    }

    /** Returns what notices no steps, for a clock that stands still or is moved by an application on purpose. */
    public static ClockSteps none(Clock clock) {
        return new ClockSteps(clock, System::nanoTime, Optional::empty, false);
    }

    /** Returns whether it can notice steps. */
    public boolean looks() {
        return looks;
    }

    /** Calls {@code follow} if the clock was set since the last call. */
    synchronized void look(Consumer<ClockStep> follow) {
        if (!looks) {
            return;
        }
        long before = nanos.getAsLong();
        Instant now = clock.instant();
        long after = nanos.getAsLong();
        if (after - before > LONGEST_READING) {
            return; // The next look will show it.
        }
        Duration by = Duration.between(seen, now).minusNanos(after - seenAt);
        seen = now;
        seenAt = after;
        if (by.abs().compareTo(LEAST) < 0) {
            return;
        }
        Duration set = by.minus(asleep());
        if (set.abs().compareTo(LEAST) >= 0) {
            // Recorded times have milliseconds, and keep them.
            follow.accept(new ClockStep(set.truncatedTo(ChronoUnit.MILLIS), now));
        }
    }

    /** Returns how long the machine slept since the last call. */
    private Duration asleep() {
        Optional<Duration> before = upAtZero;
        upAtZero = upAtZero();
        return before.isEmpty() || upAtZero.isEmpty()
                ? Duration.ZERO
                : upAtZero.get().minus(before.get());
    }

    private Optional<Duration> upAtZero() {
        return uptime.get().map(up -> up.minusNanos(nanos.getAsLong()));
    }

    private static Optional<Duration> uptime() {
        try {
            String seconds = Files.readString(UPTIME).split(" ")[0];
            return Optional.of(
                    Duration.ofMillis(new BigDecimal(seconds).movePointRight(3).longValue()));
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // Not Linux, or not readable: then it is unknown.
        }
    }
}
