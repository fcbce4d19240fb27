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
 * Notices that the clock on the wall was set: it went on further, or less far, than the time that passed. The time for which
 * the machine slept passed too, though Java does not count it: Linux does ({@code /proc/uptime}); elsewhere a sleep is taken for a
 * clock that was set. Safe for several threads; whoever looks while a step is being followed waits until it was.
 */
public final class ClockSteps {

    /** What is less is corrected by and by, or makes no difference to anybody. */
    static final Duration LEAST = Duration.ofSeconds(5);

    private static final Path UPTIME = Path.of("/proc/uptime");

    /** A process that was stopped between two readings knows nothing by them. */
    private static final long LONGEST_READING = Duration.ofMillis(500).toNanos();

    private final Clock clock;
    private final LongSupplier nanos;
    private final Supplier<Optional<Duration>> uptime;
    private final boolean looks;
    private Instant seen;
    private long seenAt;
    /** How long the machine was up, asleep or not, when so many nanoseconds had passed; empty where nobody tells. */
    private Optional<Duration> upAtZero;

    /** Looks at a clock of this machine. */
    public static ClockSteps of(Clock clock) {
        return new ClockSteps(clock, System::nanoTime, ClockSteps::uptime, true);
    }

    /**
     * @param nanos the time that passes while the machine is awake, in nanoseconds, whatever is done to the clock
     * @param uptime the time since the machine was started, asleep or not; empty where that is not known
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

    /** Notices none: a clock that stands still, or that an application moves, is where it is on purpose. */
    public static ClockSteps none(Clock clock) {
        return new ClockSteps(clock, System::nanoTime, Optional::empty, false);
    }

    /** Returns whether it looks at all. */
    public boolean looks() {
        return looks;
    }

    /** Has a step followed, if there was one since the last look. */
    synchronized void look(Consumer<ClockStep> follow) {
        if (!looks) {
            return;
        }
        long before = nanos.getAsLong();
        Instant now = clock.instant();
        long after = nanos.getAsLong();
        if (after - before > LONGEST_READING) {
            return; // The next look tells.
        }
        Duration by = Duration.between(seen, now).minusNanos(after - seenAt);
        seen = now;
        seenAt = after;
        if (by.abs().compareTo(LEAST) < 0) {
            return;
        }
        Duration set = by.minus(asleep());
        if (set.abs().compareTo(LEAST) >= 0) {
            // What is known has milliseconds, and is to keep them.
            follow.accept(new ClockStep(set.truncatedTo(ChronoUnit.MILLIS), now));
        }
    }

    /** How long the machine slept since it was last asked. */
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
            return Optional.empty(); // Not Linux, or kept from us: then nobody can tell.
        }
    }
}
