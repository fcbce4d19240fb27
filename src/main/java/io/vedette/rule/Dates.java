package io.vedette.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/**
 * Dates as endpoints write them.
 *
 * <ul>
 *   <li>Text: ISO 8601, and RFC 9557's zone after it: {@code 2018-06-28T11:37:48Z}, {@code …T13:37:48.123+02:00},
 *       {@code +0200}, {@code +02}, {@code [Europe/Zurich]}; without a zone it is UTC; {@code 2018-06-28} is the start of
 *       that day in UTC. A blank may stand for the {@code T}, {@code 2018/06/28} or {@code 2018.06.28} for the date; a
 *       fraction may have any length and counts to the nanosecond. Go adds the zone's name and its monotonic clock:
 *       {@code 2018-06-28 13:37:48.1 +0200 CEST m=+0.1}.
 *   <li>Text with the month as a word, such as RFC 1123's {@code Thu, 28 Jun 2018 11:37:48 GMT}: see {@link NamedMonthDate}.
 *   <li>A number, or text that is one: seconds since 1970, or milliseconds from 100,000,000,000 on (which as seconds
 *       would be the year 5138). Fractions are allowed.
 * </ul>
 *
 * <p>Years 0 to 9999. Whatever else comes is no date; {@code 01/02/2026} least of all, which is a day in January here and
 * in February there.
 */
public final class Dates {

    private static final BigDecimal FIRST_MILLIS = BigDecimal.valueOf(100_000_000_000L);
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000L);
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final int MOST_DIGITS = 15;

    private Dates() {}

    /** Returns the date in a JSON value; nothing when it holds none. */
    public static Optional<Instant> read(JsonNode value) {
        return value.isTextual()
                ? parse(value.textValue())
                : Decimals.read(value).flatMap(Dates::sinceEpoch).filter(Dates::isInRange);
    }

    /** Returns the date in a text; nothing when it holds none. */
    public static Optional<Instant> parse(String text) {
        String stripped = text.strip();
        Optional<BigDecimal> number = Decimals.parse(stripped);
        return (number.isPresent()
                        ? number.flatMap(Dates::sinceEpoch)
                        : IsoDate.parse(stripped).or(() -> NamedMonthDate.parse(stripped)))
                .filter(Dates::isInRange);
    }

    private static Optional<Instant> sinceEpoch(BigDecimal number) {
        long magnitude = Decimals.magnitude(number);
        if (magnitude > MOST_DIGITS) {
            return Optional.empty();
        }
        if (magnitude < -MOST_DIGITS) {
            return Optional.of(Instant.EPOCH);
        }
        int toNanos = number.abs().compareTo(FIRST_MILLIS) < 0 ? 9 : 6;
        BigInteger[] seconds = number.movePointRight(toNanos)
                .setScale(0, RoundingMode.HALF_UP)
                .toBigInteger()
                .divideAndRemainder(NANOS_PER_SECOND);
        return Optional.of(Instant.ofEpochSecond(seconds[0].longValue(), seconds[1].longValue()));
    }

    private static boolean isInRange(Instant date) {
        return !date.isBefore(EARLIEST) && !date.isAfter(LATEST);
    }
}
