package io.vedette.check;

import io.vedette.config.values.CronSchedule;
import io.vedette.config.values.Durations;
import io.vedette.config.values.Nearest;
import io.vedette.process.OptionalLibrary;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a maintenance window as operators write it; see {@link Maintenance}. */
final class MaintenanceText {

    private static final Pattern CRON = Pattern.compile(
            "cron\\s+(?:\"([^\"]*)\"|'([^']*)')\\s+for\\s+(\\S+)(?:\\s+(\\S+))?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ONCE = Pattern.compile("([\\d-]+T[\\d:]+)\\s*/\\s*([\\d-]+T[\\d:]+)(?:\\s+(\\S+))?");
    private static final Pattern DAYS =
            Pattern.compile("(?:([A-Za-z][A-Za-z,\\- ]*?)\\s+)?([\\d:]+)\\s*-\\s*([\\d:]+)(?:\\s+(\\S+))?");
    private static final Pattern TIME = Pattern.compile("([01]?\\d|2[0-3]):([0-5]\\d)|24:00");
    private static final List<String> DAY_NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final String EXPECTED = "; write daily 02:00-04:00 Europe/Zurich, Sat,Sun 22:00-02:00,"
            + " cron \"0 2 * * *\" for 90m, or 2026-03-01T02:00/2026-03-01T06:00";

    private MaintenanceText() {}

    static MaintenanceWindow window(String text) {
        Matcher cron = CRON.matcher(text);
        if (cron.matches()) {
            String expression = cron.group(1) == null ? cron.group(2) : cron.group(1);
            OptionalLibrary.CRON.require();
            return new MaintenanceWindow.Cron(
                    CronSchedule.times(expression), length(cron.group(3)), zone(cron.group(4)));
        }
        Matcher once = ONCE.matcher(text);
        if (once.matches()) {
            LocalDateTime start = dateTime(once.group(1));
            LocalDateTime end = dateTime(once.group(2));
            if (!end.isAfter(start)) {
                throw new IllegalArgumentException("\"" + text + "\" ends before it begins");
            }
            return new MaintenanceWindow.Once(start, end, zone(once.group(3)));
        }
        Matcher weekly = DAYS.matcher(text);
        if (weekly.matches()) {
            return weekly(text, weekly);
        }
        throw new IllegalArgumentException("\"" + text + "\" is not a maintenance window" + EXPECTED);
    }

    private static MaintenanceWindow weekly(String text, Matcher parts) {
        Set<DayOfWeek> days = days(parts.group(1));
        boolean wholeDay = parts.group(3).equals("24:00");
        LocalTime start = time(parts.group(2));
        LocalTime end = time(parts.group(3));
        if (parts.group(2).equals("24:00")) {
            throw new IllegalArgumentException("\"24:00\" is the end of a day; write 00:00 for its start");
        }
        if (start.equals(end) && !wholeDay) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" begins when it ends; write 00:00-24:00 for a whole day");
        }
        return new MaintenanceWindow.Weekly(days, start, end, wholeDay, zone(parts.group(4)));
    }

    private static Duration length(String text) {
        return Durations.parsePositive(text);
    }

    private static Set<DayOfWeek> days(String text) {
        if (text == null || text.strip().equalsIgnoreCase("daily")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : text.split(",")) {
            String[] ends = part.strip().split("\\s*-\\s*", -1);
            if (ends.length > 2) {
                throw noDay(part.strip());
            }
            DayOfWeek last = day(ends[ends.length - 1]);
            DayOfWeek day = day(ends[0]);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        int day = DAY_NAMES.indexOf(name.toLowerCase(Locale.ROOT));
        return day >= 0
                ? DayOfWeek.of(day + 1)
                : Arrays.stream(DayOfWeek.values())
                        .filter(one -> one.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow(() -> noDay(name));
    }

    private static IllegalArgumentException noDay(String name) {
        return new IllegalArgumentException(
                "\"" + name + "\" is not a day; write daily, or Mon, Tue, Wed, Thu, Fri, Sat, Sun, or Mon-Fri");
    }

    private static LocalTime time(String text) {
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a time of day; write 00:00 to 24:00");
        }
        return time.group(1) == null
                ? LocalTime.MIDNIGHT
                : LocalTime.of(Integer.parseInt(time.group(1)), Integer.parseInt(time.group(2)));
    }

    private static LocalDateTime dateTime(String text) {
        try {
            return LocalDateTime.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not a date and time; write 2026-03-01T02:00");
        }
    }

    private static ZoneId zone(String name) {
        if (name == null) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"" + name + "\" is not a time zone; write one such as Europe/Zurich"
                    + Nearest.hint(name, ZoneId.getAvailableZoneIds()));
        }
    }
}
