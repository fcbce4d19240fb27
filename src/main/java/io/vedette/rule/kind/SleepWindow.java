package io.vedette.rule.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.Decimals;
import io.vedette.rule.JsonText;
import io.vedette.rule.Verdict.Sleep;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One window of every day.
 *
 * @param start when it begins, in seconds from midnight UTC
 * @param lasts how long it lasts; may be over a day
 */
record SleepWindow(int start, Duration lasts) {

    private static final int SECONDS_A_DAY = 86_400;
    private static final Pattern TIME_OF_DAY =
            Pattern.compile("([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\\.[0-9]{1,9})?)?[Zz]?");
    /** A window of a day or more never ends; this bounds only how far its end is shown. */
    private static final Duration LONGEST = Duration.ofDays(3_650);

    /** Reads {@code {"start": "22:00:00", "duration": 450}}; a mistake is reported, a duration of zero is no window. */
    static Optional<SleepWindow> read(JsonNode entry, Consumer<String> faults) {
        if (!entry.isObject()) {
            faults.accept("it is " + JsonText.of(entry) + ", expected an object with start and duration");
            return Optional.empty();
        }
        JsonNode time = entry.path("start");
        int start = time.isTextual() ? secondOfDay(time.textValue().strip()) : -1;
        if (start < 0) {
            faults.accept("start is " + JsonText.of(time) + ", expected a time of day such as \"22:00:00\"");
            return Optional.empty();
        }
        Optional<BigDecimal> minutes = Decimals.read(entry.path("duration"));
        if (minutes.isEmpty() || minutes.get().signum() < 0) {
            faults.accept("duration is " + JsonText.of(entry.path("duration")) + ", expected a number of minutes");
            return Optional.empty();
        }
        return minutes.map(number -> new SleepWindow(start, Decimals.minutes(number, LONGEST)))
                .filter(window -> !window.lasts.isZero());
    }

    /** Returns the sleep that began last, at {@code now} or before; or that of so many days later. */
    Sleep latest(Instant now, int daysLater) {
        long today = Math.floorDiv(now.getEpochSecond(), SECONDS_A_DAY) * SECONDS_A_DAY + start;
        long latest = today > now.getEpochSecond() ? today - SECONDS_A_DAY : today;
        Instant began = Instant.ofEpochSecond(latest + (long) daysLater * SECONDS_A_DAY);
        return new Sleep(began, began.plus(lasts));
    }

    /**
     * The second of the day that {@code 22:00:00}, {@code 22:00} or {@code 9:30} names; -1 when it names none. A
     * {@code Z} says what holds anyway; a fraction of the second, as some languages print it, does not count.
     */
    private static int secondOfDay(String text) {
        Matcher time = TIME_OF_DAY.matcher(text);
        if (!time.matches()) {
            return -1;
        }
        int hour = Integer.parseInt(time.group(1));
        int minute = Integer.parseInt(time.group(2));
        int second = time.group(3) == null ? 0 : Integer.parseInt(time.group(3));
        return hour < 24 && minute < 60 && second < 60 ? hour * 3600 + minute * 60 + second : -1;
    }
}
