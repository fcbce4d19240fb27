package io.vedette.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/** Numbers that endpoints send, as numbers or as text, of any size. */
public final class Decimals {

    /** A longer text is taken for no number. */
    private static final int LONGEST = 100;

    private static final int EXPONENT_DIGITS = 3;
    private static final int WHOLE_DIGITS = 9;
    private static final long SECONDS_PER_MINUTE = 60;
    private static final BigDecimal NANOS_PER_MINUTE = BigDecimal.valueOf(60_000_000_000L);
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000L);

    private Decimals() {}

    /** Returns a JSON number, or text that is one: {@code 10}, {@code "7.5"}, {@code "1e3"}. */
    public static Optional<BigDecimal> read(JsonNode value) {
        if (value.isTextual()) {
            return parse(value.textValue());
        }
        if (!value.isNumber() || value.isFloatingPointNumber() && !value.isBigDecimal() && !isFinite(value)) {
            return Optional.empty();
        }
        return Optional.of(plain(value.decimalValue()));
    }

    /** Returns a decimal number with ASCII digits, blanks at its ends allowed. */
    static Optional<BigDecimal> parse(String text) {
        String number = text.length() > LONGEST ? "" : text.strip();
        return isNumber(number) ? Optional.of(plain(new BigDecimal(number))) : Optional.empty();
    }

    /** Returns how many digits the number has before the point; negative for small fractions. Tells size before arithmetic. */
    static long magnitude(BigDecimal number) {
        return number.signum() == 0 ? 0 : (long) number.precision() - number.scale();
    }

    /** Returns that many minutes to the nanosecond, at most {@code most}; the number must not be negative. */
    public static Duration minutes(BigDecimal number, Duration most) {
        long magnitude = magnitude(number);
        if (magnitude > 18) {
            return most;
        }
        if (magnitude < -18) {
            return Duration.ZERO;
        }
        if (number.scale() == 0 && magnitude <= WHOLE_DIGITS) { // As almost all are sent, at every run.
            long seconds = number.longValue() * SECONDS_PER_MINUTE;
            return seconds >= most.toSeconds() ? most : Duration.ofSeconds(seconds);
        }
        BigInteger[] seconds = number.multiply(NANOS_PER_MINUTE)
                .setScale(0, RoundingMode.HALF_UP)
                .toBigInteger()
                .divideAndRemainder(NANOS_PER_SECOND);
        if (seconds[0].compareTo(BigInteger.valueOf(most.toSeconds())) >= 0) {
            return most;
        }
        return Duration.ofSeconds(seconds[0].longValue(), seconds[1].longValue());
    }

    private static boolean isFinite(JsonNode value) {
        return Double.isFinite(value.doubleValue());
    }

    // Zero with a great exponent is still zero; keep it from arithmetic that would write its zeros out.
    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number;
    }

    private static boolean isNumber(String text) {
        int at = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int whole = digits(text, at);
        at += whole;
        int fraction = 0;
        if (at < text.length() && text.charAt(at) == '.') {
            fraction = digits(text, at + 1);
            at += 1 + fraction;
        }
        if (whole + fraction > 0 && at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            at += at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? 1 : 0;
            int exponent = digits(text, at);
            if (exponent == 0 || exponent > EXPONENT_DIGITS) {
                return false;
            }
            at += exponent;
        }
        return whole + fraction > 0 && at == text.length();
    }

    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at - from;
    }
}
