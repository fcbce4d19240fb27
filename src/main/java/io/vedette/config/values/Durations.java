package io.vedette.config.values;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Durations as operators write them: {@code 60s}, {@code 8m}, {@code 2h30m}, {@code 3d}, {@code 250ms}, or a bare
 * number of seconds as in pinger.ini.
 */
public final class Durations {

    private static final Pattern WHOLE = Pattern.compile("(\\d{1,12}(\\.\\d{1,9})? *(ms|s|m|h|d) *){1,9}");
    private static final Pattern PART = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?) *(ms|s|m|h|d)");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}(\\.\\d{1,9})?");
    private static final Map<String, BigDecimal> NANOS = Map.of(
            "ms", BigDecimal.valueOf(1_000_000L),
            "s", BigDecimal.valueOf(1_000_000_000L),
            "m", BigDecimal.valueOf(60_000_000_000L),
            "h", BigDecimal.valueOf(3_600_000_000_000L),
            "d", BigDecimal.valueOf(86_400_000_000_000L));
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException with a message for the operator when the text is no duration
     */
    public static Duration parse(String text) {
        String compact = text.strip().toLowerCase(Locale.ROOT);
        Duration duration;
        if (SECONDS.matcher(compact).matches()) {
            duration = of(new BigDecimal(compact), "s");
        } else if (WHOLE.matcher(compact).matches()) {
            duration = Duration.ZERO;
            Matcher part = PART.matcher(compact);
            while (part.find()) {
                duration = duration.plus(of(new BigDecimal(part.group(1)), part.group(2)));
            }
        } else {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a duration; write 60s, 8m, 2h, 3d, 250ms or a number of seconds");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("\"" + text + "\" is longer than 100 years");
        }
        return duration;
    }

    /**
     * Reads a duration that a timer can wait for: at least a millisecond.
     *
     * @throws IllegalArgumentException with a message for the operator
     */
    public static Duration parsePositive(String text) {
        Duration duration = parse(text);
        if (duration.toMillis() == 0) {
            throw new IllegalArgumentException("\"" + text + "\" must be longer than 0s");
        }
        return duration;
    }

    /** Returns the shortest writing of a duration, cut to milliseconds: {@code 8m}, {@code 1h30m}, {@code 1.5s}, {@code 0s}. */
    public static String format(Duration duration) {
        if (duration.toMillis() == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder(duration.isNegative() ? "-" : "");
        Duration rest = duration.abs();
        text.append(part(rest.toDays(), "d"))
                .append(part(rest.toHoursPart(), "h"))
                .append(part(rest.toMinutesPart(), "m"));
        int millis = rest.toMillisPart();
        if (millis > 0 && rest.toSecondsPart() == 0) {
            text.append(millis).append("ms");
        } else if (millis > 0) {
            text.append(BigDecimal.valueOf(rest.toSecondsPart() * 1000L + millis, 3)
                            .stripTrailingZeros()
                            .toPlainString())
                    .append('s');
        } else {
            text.append(part(rest.toSecondsPart(), "s"));
        }
        return text.toString();
    }

    /** Returns a length of days for a sentence: {@code 3 days}, {@code 1 day}; below a day {@code 5 hours}. */
    public static String inWords(Duration duration) {
        if (duration.toHours() == 0) {
            return "less than an hour";
        }
        return duration.toDays() == 0 ? counted(duration.toHours(), "hour") : counted(duration.toDays(), "day");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    /** Returns a span of time as a person says it, its two largest units: {@code 2 min 5 s}, {@code 3 d 4 h}, {@code 0 s}. */
    public static String words(Duration duration) {
        Duration rest = duration.abs();
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("d", rest.toDays());
        units.put("h", (long) rest.toHoursPart());
        units.put("min", (long) rest.toMinutesPart());
        units.put("s", (long) rest.toSecondsPart());
        List<String> names = List.copyOf(units.keySet());
        int first = 0;
        while (first < names.size() - 1 && units.get(names.get(first)) == 0) {
            first++;
        }
        return names.subList(first, Math.min(first + 2, names.size())).stream()
                .filter(unit -> units.get(unit) > 0 || names.size() - 1 == names.indexOf(unit) && rest.toSeconds() == 0)
                .map(unit -> units.get(unit) + " " + unit)
                .collect(Collectors.joining(" "));
    }

    private static String part(long amount, String unit) {
        return amount == 0 ? "" : amount + unit;
    }

    private static Duration of(BigDecimal amount, String unit) {
        BigDecimal nanos = amount.multiply(NANOS.get(unit));
        BigDecimal[] seconds = nanos.divideAndRemainder(NANOS.get("s"));
        return Duration.ofSeconds(seconds[0].longValue(), seconds[1].longValue());
    }
}
