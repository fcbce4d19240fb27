package io.vedette.rule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads one ISO 8601 date, or one as Go writes it, in a single pass. Written by hand because this runs for every answer: the formatters of
 * java.time know neither all the forms in use nor a refusal without an exception.
 */
final class IsoDate {

    private static final int SECONDS_A_DAY = 86_400;
    private static final int MOST_OFFSET = 18 * 3600;
    private static final int MOST_ZONE = 100;
    private static final int LONGEST_NAME = 6;

    private final String text;
    private int at;
    private boolean broken;

    private IsoDate(String text) {
        this.text = text;
    }

    static Optional<Instant> parse(String text) {
        return Optional.ofNullable(new IsoDate(text).read());
    }

    private Instant read() {
        int year = digits(4);
        char separator = skip('-') ? '-' : skip('/') ? '/' : skip('.') ? '.' : 0;
        boolean extended = separator != 0;
        int month = digits(2);
        expect(!extended || skip(separator));
        int day = digits(2);
        if (broken
                || month < 1
                || month > 12
                || day < 1
                || day > YearMonth.of(year, month).lengthOfMonth()) {
            return null;
        }
        LocalDate date = LocalDate.of(year, month, day);
        if (isAtEnd()) {
            // Eight digits alone would be a number, not a date.
            return extended ? date.atStartOfDay().toInstant(ZoneOffset.UTC) : null;
        }
        expect(skip('T') || skip('t') || skip(' '));
        return time(date, extended);
    }

    private Instant time(LocalDate date, boolean extended) {
        int hour = digits(2);
        expect(!extended || skip(':'));
        int minute = digits(2);
        int second = 0;
        int nanos = 0;
        if (extended ? skip(':') : isDigit()) {
            second = digits(2);
            nanos = skip('.') || skip(',') ? fraction() : 0;
        }
        // 24:00:00 is the end of the day, 23:59:60 a leap second; both are the start of the next day.
        boolean endOfDay = hour == 24 && minute == 0 && second == 0 && nanos == 0;
        boolean leap = second == 60;
        if (broken || hour > 23 && !endOfDay || minute > 59 || second > 59 && !leap) {
            return null;
        }
        LocalDateTime local = date.atTime(endOfDay ? 0 : hour, minute, leap ? 59 : second, nanos);
        Instant instant = zoned(endOfDay ? local.plusDays(1) : local);
        if (!leap || instant == null) {
            return instant;
        }
        Instant next = instant.plusSeconds(1);
        return Math.floorMod(next.getEpochSecond(), SECONDS_A_DAY) == 0 ? next : null;
    }

    private Instant zoned(LocalDateTime local) {
        boolean blank = skip(' ');
        boolean bare = isAtEnd() || text.charAt(at) == '[';
        int offset = bare ? 0 : offset();
        if (broken || blank && bare) {
            return null;
        }
        if (blank && skip(' ')) {
            zoneOfGo();
        }
        if (broken) {
            return null;
        }
        if (isAtEnd()) {
            return local.toInstant(ZoneOffset.ofTotalSeconds(offset));
        }
        ZoneId zone = zone();
        if (zone == null) {
            return null;
        }
        // An offset beside a zone decides the instant (RFC 9557).
        return bare ? local.atZone(zone).toInstant() : local.toInstant(ZoneOffset.ofTotalSeconds(offset));
    }

    private int offset() {
        if (skip('Z') || skip('z') || skipWord("UTC") || skipWord("GMT")) {
            return 0;
        }
        int sign = skip('-') ? -1 : 1;
        expect(sign < 0 || skip('+'));
        int seconds = digits(2) * 3600;
        boolean colon = skip(':');
        if (colon || isDigit()) {
            int minutes = digits(2);
            expect(minutes < 60);
            seconds += minutes * 60;
            if (colon ? skip(':') : isDigit()) {
                int rest = digits(2);
                expect(rest < 60);
                seconds += rest;
            }
        }
        expect(seconds <= MOST_OFFSET);
        return sign * seconds;
    }

    /** What Go writes after the offset: the zone's name, or the offset once more, and the reading of the monotonic clock. */
    private void zoneOfGo() {
        int start = at;
        while (!isAtEnd() && text.charAt(at) != ' ') {
            char c = text.charAt(at++);
            expect(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '-');
        }
        expect(at > start && at - start <= LONGEST_NAME);
        if (skip(' ')) {
            expect(skip('m') && skip('=') && (skip('+') || skip('-')) && isDigit());
            while (isDigit()) {
                at++;
            }
            if (skip('.')) {
                fraction();
            }
            expect(isAtEnd());
        }
    }

    private ZoneId zone() {
        if (!skip('[') || text.charAt(text.length() - 1) != ']' || text.length() - at > MOST_ZONE) {
            return null;
        }
        try {
            return ZoneId.of(text.substring(at, text.length() - 1));
        } catch (DateTimeException e) {
            // java.time has no other way to say that it does not know a zone.
            return null;
        }
    }

    private int digits(int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            expect(isDigit());
            number = broken ? 0 : number * 10 + text.charAt(at++) - '0';
        }
        return number;
    }

    private int fraction() {
        expect(isDigit());
        int nanos = 0;
        int unit = 100_000_000;
        while (isDigit()) {
            nanos += (text.charAt(at++) - '0') * unit;
            unit /= 10;
        }
        return nanos;
    }

    private boolean isDigit() {
        return !isAtEnd() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private boolean isAtEnd() {
        return at >= text.length();
    }

    private boolean skip(char c) {
        boolean there = !isAtEnd() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private boolean skipWord(String word) {
        boolean there = text.regionMatches(true, at, word, 0, word.length());
        at += there ? word.length() : 0;
        return there;
    }

    private void expect(boolean met) {
        broken |= !met;
    }
}
