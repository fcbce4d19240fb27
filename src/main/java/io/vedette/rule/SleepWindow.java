package io.vedette.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.Verdict.Sleep;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One window of every day.
 *
 * @param start when it begins, in seconds from midnight UTC
 * @param lasts how long it lasts; may be over a day
 */
record SleepWindow(int start, Duration lasts) {

    private static final int SECONDS_A_DAY = 86_400;
    /** A window of a day or more never ends; this bounds only how far its end is shown. */
    private static final Duration LONGEST = Duration.ofDays(3_650);

    /** Reads {@code {"start": "22:00:00", "duration": 450}}; a fault is told, a duration of zero is no window. */
    static Optional<SleepWindow> read(JsonNode entry, Consumer<String> faults) {
        if (!entry.isObject()) {
            faults.accept("it is " + Seen.of(entry) + ", expected an object with start and duration");
            return Optional.empty();
        }
        JsonNode time = entry.path("start");
        int start = time.isTextual() ? secondOfDay(time.textValue().strip()) : -1;
        if (start < 0) {
            faults.accept("start is " + Seen.of(time) + ", expected a time of day such as \"22:00:00\"");
            return Optional.empty();
        }
        Optional<BigDecimal> minutes = Decimals.read(entry.path("duration"));
        if (minutes.isEmpty() || minutes.get().signum() < 0) {
            faults.accept("duration is " + Seen.of(entry.path("duration")) + ", expected a number of minutes");
            return Optional.empty();
        }
        return minutes.map(number -> new SleepWindow(start, Decimals.minutes(number, LONGEST)))
                .filter(window -> !window.lasts.isZero());
    }

    /** The sleep that began last, at {@code now} or before; or that of so many days later. */
    Sleep latest(Instant now, int daysLater) {
        long today = Math.floorDiv(now.getEpochSecond(), SECONDS_A_DAY) * SECONDS_A_DAY + start;
        long latest = today > now.getEpochSecond() ? today - SECONDS_A_DAY : today;
        Instant began = Instant.ofEpochSecond(latest + (long) daysLater * SECONDS_A_DAY);
        return new Sleep(began, began.plus(lasts));
    }

    /** The second of the day that {@code 22:00:00}, {@code 22:00} or {@code 9:30} names; -1 when it names none. */
    private static int secondOfDay(String time) {
        String text = time.indexOf(':') == 1 ? '0' + time : time;
        boolean seconds = text.length() == 8 && text.charAt(5) == ':';
        if (!seconds && text.length() != 5 || text.charAt(2) != ':') {
            return -1;
        }
        int hour = twoDigits(text, 0);
        int minute = twoDigits(text, 3);
        int second = seconds ? twoDigits(text, 6) : 0;
        return hour < 24 && minute < 60 && second < 60 && hour >= 0 && minute >= 0 && second >= 0
                ? hour * 3600 + minute * 60 + second
                : -1;
    }

    private static int twoDigits(String text, int at) {
        int tens = text.charAt(at) - '0';
        int ones = text.charAt(at + 1) - '0';
        return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
    }
}
