package io.vedette.config.values;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * Times by a cron expression of five fields, on the clock of a zone. A time that clocks skip in spring comes when they are set; one that
 * comes twice in autumn comes once, the first time.
 *
 * @param expression as written
 */
public record CronSchedule(String expression, ExecutionTime times, ZoneId zone) {

    private static final ZonedDateTime LONG_AGO = ZonedDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException with a message for the operator
     */
    public static CronSchedule of(String expression, ZoneId zone) {
        return new CronSchedule(expression, times(expression), zone);
    }

    /** Returns the zone of that name, such as {@code Europe/Zurich}. */
    public static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is not a time zone" + Nearest.hint(name, ZoneId.getAvailableZoneIds()));
        }
    }

    /** Returns the times of an expression, on a clock that is never set. */
    public static ExecutionTime times(String expression) {
        try {
            ExecutionTime times = ExecutionTime.forCron(
                    new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(expression));
            if (times.nextExecution(LONG_AGO).isEmpty()) {
                throw new IllegalArgumentException("it never comes");
            }
            return times;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + expression + "\" is not a cron expression: " + e.getMessage()
                    + "; write minute, hour, day of the month, month and day of the week, such as 0 2 * * *");
        }
    }

    /** Returns the first of its times after a moment. */
    public Instant after(Instant moment) {
        LocalDateTime wall = moment.atZone(zone).toLocalDateTime();
        Instant next = next(wall);
        while (!next.isAfter(moment)) { // An hour that comes twice.
            wall = wall.plusHours(1);
            next = next(wall);
        }
        return next;
    }

    private Instant next(LocalDateTime wall) {
        LocalDateTime next = times.nextExecution(wall.atZone(ZoneOffset.UTC))
                .map(ZonedDateTime::toLocalDateTime)
                .orElseThrow(() -> new IllegalStateException(expression + " never comes again"));
        return Optional.ofNullable(zone.getRules().getTransition(next))
                .filter(ZoneOffsetTransition::isGap)
                .map(ZoneOffsetTransition::getInstant)
                .orElseGet(() -> ZonedDateTime.ofLocal(next, zone, null)
                        .withEarlierOffsetAtOverlap()
                        .toInstant());
    }

    @Override
    public String toString() {
        return expression + " (" + zone + ")";
    }
}
