package io.vedette.check;

import com.cronutils.model.time.ExecutionTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One window of {@link Maintenance}, once or again and again. */
sealed interface MaintenanceWindow {

    /** Returns when it ends, if it is on. */
    Optional<Instant> onUntil(Instant now);

    /** Returns when it next begins, after now; empty if it never does. */
    Optional<Instant> nextStart(Instant now);

    /** Returns whether it was, and never comes again. */
    default boolean isPast(Instant now) {
        return false;
    }

    /**
     * From a time of day to a time of day, over midnight when the end is not after the start.
     *
     * @param days the days on which it begins
     * @param wholeDay whether the end is written as 24:00: midnight at the end of the day
     */
    record Weekly(Set<DayOfWeek> days, LocalTime start, LocalTime end, boolean wholeDay, ZoneId zone)
            implements MaintenanceWindow {

        @Override
        public Optional<Instant> onUntil(Instant now) {
            LocalDate today = now.atZone(zone).toLocalDate();
            return Stream.of(today.minusDays(1), today)
                    .filter(day -> days.contains(day.getDayOfWeek()))
                    .map(day -> once(day))
                    .flatMap(window -> window.onUntil(now).stream())
                    .max(Comparator.naturalOrder());
        }

        @Override
        public Optional<Instant> nextStart(Instant now) {
            LocalDate today = now.atZone(zone).toLocalDate();
            return IntStream.rangeClosed(0, 8)
                    .mapToObj(today::plusDays)
                    .filter(day -> days.contains(day.getDayOfWeek()))
                    .map(day -> first(day.atTime(start), zone))
                    .filter(now::isBefore)
                    .min(Comparator.naturalOrder());
        }

        private Once once(LocalDate day) {
            boolean overMidnight = wholeDay || !end.isAfter(start);
            return new Once(
                    day.atTime(start), day.plusDays(overMidnight ? 1 : 0).atTime(end), zone);
        }
    }

    /** From one date and time to another. */
    record Once(LocalDateTime start, LocalDateTime end, ZoneId zone) implements MaintenanceWindow {

        @Override
        public Optional<Instant> nextStart(Instant now) {
            return Optional.of(first(start, zone)).filter(now::isBefore);
        }

        @Override
        public boolean isPast(Instant now) {
            return !now.isBefore(last(end, zone));
        }

        @Override
        public Optional<Instant> onUntil(Instant now) {
            Instant over = last(end, zone);
            return !now.isBefore(first(start, zone)) && now.isBefore(over) ? Optional.of(over) : Optional.empty();
        }
    }

    /** From each time that a cron expression names, for a while. */
    record Cron(ExecutionTime starts, Duration lasts, ZoneId zone) implements MaintenanceWindow {

        @Override
        public Optional<Instant> onUntil(Instant now) {
            return latestStart(now).map(start -> start.plus(lasts)).filter(now::isBefore);
        }

        @Override
        public Optional<Instant> nextStart(Instant now) {
            return starts.nextExecution(passed(now).atZone(ZoneOffset.UTC))
                    .map(start -> first(start.toLocalDateTime(), zone));
        }

        /**
         * The expression is asked on a clock that is never set, so that a start which clocks skip is not lost and one
         * that comes twice is taken once; which moment a start then is decides the zone.
         */
        private Optional<Instant> latestStart(Instant now) {
            ZonedDateTime justAfter = passed(now).plusNanos(1).atZone(ZoneOffset.UTC);
            return starts.lastExecution(justAfter).map(start -> first(start.toLocalDateTime(), zone));
        }

        /** Returns up to which time by the clock all starts have been. */
        private LocalDateTime passed(Instant now) {
            LocalDateTime wall = now.atZone(zone).toLocalDateTime();
            ZoneOffsetTransition twice = zone.getRules().getTransition(wall);
            // In an hour that comes a second time all its starts have been, also those later by the clock.
            boolean again = twice != null && twice.isOverlap() && !now.isBefore(twice.getInstant());
            return again ? twice.getDateTimeBefore().minusNanos(1) : wall;
        }
    }

    private static Instant first(LocalDateTime wall, ZoneId zone) {
        return skipped(wall, zone)
                .orElseGet(() -> ZonedDateTime.ofLocal(wall, zone, null)
                        .withEarlierOffsetAtOverlap()
                        .toInstant());
    }

    private static Instant last(LocalDateTime wall, ZoneId zone) {
        return skipped(wall, zone)
                .orElseGet(() -> ZonedDateTime.ofLocal(wall, zone, null)
                        .withLaterOffsetAtOverlap()
                        .toInstant());
    }

    private static Optional<Instant> skipped(LocalDateTime wall, ZoneId zone) {
        return Optional.ofNullable(zone.getRules().getTransition(wall))
                .filter(ZoneOffsetTransition::isGap)
                .map(ZoneOffsetTransition::getInstant);
    }
}
