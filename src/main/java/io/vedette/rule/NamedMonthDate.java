package io.vedette.rule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates that write the month as a word, so that no order of numbers has to be guessed: RFC 1123 and 2822 ({@code
 * Fri, 02 Jan 2026 03:04:05 GMT}, {@code 2 Jan 2026 03:04 +0100}), RFC 850 ({@code Friday, 02-Jan-26 03:04:05 GMT}), C's
 * and Unix's ({@code Fri Jan  2 03:04:05 2026}, with a zone before the year), JavaScript's ({@code Fri Jan 02 2026 03:04:05
 * GMT+0100 (CET)}), and {@code January 2, 2026 3:04 PM}. The day of the week is not compared. Without a zone it is UTC;
 * of names only those of RFC 822 are known, for others stand for several zones.
 */
final class NamedMonthDate {

    private static final int LONGEST = 120;
    private static final int DAY_AND_MORE = 24;
    private static final int NOON = 12;

    /** As in RFC 2822: two digits up to 49 are of this century. */
    private static final int FIRST_OF_LAST_CENTURY = 50;

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    /** Hours from UTC; source: RFC 822, 5.1. */
    private static final Map<String, Integer> ZONES = Map.ofEntries(
            Map.entry("", 0),
            Map.entry("Z", 0),
            Map.entry("UT", 0),
            Map.entry("UTC", 0),
            Map.entry("GMT", 0),
            Map.entry("EST", -5),
            Map.entry("EDT", -4),
            Map.entry("CST", -6),
            Map.entry("CDT", -5),
            Map.entry("MST", -7),
            Map.entry("MDT", -6),
            Map.entry("PST", -8),
            Map.entry("PDT", -7));

    private static final String WEEKDAY =
            "(?:(?:mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?\\.?,?\\s+)?";
    private static final String MONTH = "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
            + "|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
    private static final String DAY = "(?<day>\\d{1,2})";
    private static final String TIME =
            "(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::(?<second>\\d{2})(?:[.,](?<fraction>\\d{1,9}))?)?"
                    + "(?:\\s?(?<half>[ap])\\.?m\\.?)?";
    private static final String ZONE = "(?:\\s?(?<zone>[a-z]{1,4})?(?:\\s?(?<sign>[+-])(?<offset>\\d{2}:?\\d{2})"
            + "(?:\\s[a-z]{1,5})?)?(?:\\s\\([^()]{1,60}\\))?)?";

    private static final List<Pattern> FORMS = List.of(
            pattern(WEEKDAY + DAY + "[ -]" + MONTH + "[ -](?<year>\\d{4}|\\d{2})(?:,?\\s+" + TIME + ZONE + ")?"),
            pattern(WEEKDAY + MONTH + "\\s+" + DAY + ",?\\s+(?<year>\\d{4})(?:,?\\s+(?:at\\s+)?" + TIME + ZONE + ")?"),
            pattern(WEEKDAY + MONTH + "\\s+" + DAY + "\\s+" + TIME + ZONE + "\\s+(?<year>\\d{4})"));

    private NamedMonthDate() {}

    private static Pattern pattern(String form) {
        return Pattern.compile(form, Pattern.CASE_INSENSITIVE);
    }

    static Optional<Instant> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return FORMS.stream()
                .map(form -> form.matcher(text))
                .filter(Matcher::matches)
                .findFirst()
                .flatMap(NamedMonthDate::read);
    }

    private static Optional<Instant> read(Matcher date) {
        Optional<Integer> hour = hour(date);
        Optional<ZoneOffset> zone = zone(date);
        if (hour.isEmpty() || zone.isEmpty()) {
            return Optional.empty();
        }
        int month = MONTHS.indexOf(date.group("month").substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
        String fraction = (group(date, "fraction") + "000000000").substring(0, 9);
        int second = number(date, "second");
        boolean leap = second == 60;
        try {
            Instant read = LocalDateTime.of(
                            year(date.group("year")),
                            month,
                            number(date, "day"),
                            hour.get(),
                            number(date, "minute"),
                            leap ? 59 : second,
                            Integer.parseInt(fraction))
                    .toInstant(zone.get());
            return Optional.of(leap ? read.plusSeconds(1) : read);
        } catch (DateTimeException e) {
            // A day that its month has not, an hour that no day has: no date.
            return Optional.empty();
        }
    }

    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        if (digits.length() > 2) {
            return year;
        }
        return year < FIRST_OF_LAST_CENTURY ? 2000 + year : 1900 + year;
    }

    private static Optional<Integer> hour(Matcher date) {
        int hour = number(date, "hour");
        String half = group(date, "half").toLowerCase(Locale.ROOT);
        if (half.isEmpty()) {
            return hour < DAY_AND_MORE ? Optional.of(hour) : Optional.empty();
        }
        return hour < 1 || hour > NOON ? Optional.empty() : Optional.of(hour % NOON + (half.equals("p") ? NOON : 0));
    }

    private static Optional<ZoneOffset> zone(Matcher date) {
        Integer hours = ZONES.get(group(date, "zone").toUpperCase(Locale.ROOT));
        String offset = group(date, "offset").replace(":", "");
        if (hours == null || hours != 0 && !offset.isEmpty()) {
            return Optional.empty();
        }
        if (offset.isEmpty()) {
            return Optional.of(ZoneOffset.ofHours(hours));
        }
        int minutes = Integer.parseInt(offset.substring(0, 2)) * 60 + Integer.parseInt(offset.substring(2));
        return minutes > 18 * 60 || Integer.parseInt(offset.substring(2)) > 59
                ? Optional.empty()
                : Optional.of(ZoneOffset.ofTotalSeconds((date.group("sign").equals("-") ? -60 : 60) * minutes));
    }

    private static int number(Matcher date, String name) {
        String digits = group(date, name);
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static String group(Matcher date, String name) {
        String group = date.group(name);
        return group == null ? "" : group;
    }
}
