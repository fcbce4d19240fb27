package io.vedette.rule.kind;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.config.values.Durations;
import io.vedette.rule.Dates;
import io.vedette.rule.Decimals;
import io.vedette.rule.JsonText;
import io.vedette.rule.Parsed;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import io.vedette.rule.Verdict.Sleep;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How far a last run may be from now, before and after: {@code stale} when it was earlier, {@code future} when it is
 * later; a run exactly at an end is fresh. A task that was fresh when a sleep began is given the same time once more
 * after the sleep's end before it counts as stale: it could not run meanwhile.
 *
 * @param margin the longest time between the last run and now
 * @param name what messages call the margin: {@code frequency}
 */
record Freshness(Duration margin, String name) {

    /** Minutes between two runs when a task does not tell. */
    static final int STANDARD_FREQUENCY = 10;

    private static final Pattern DAY_OR_MONTH = Pattern.compile("\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{2,4}");
    private static final String YEAR_FIRST = "where the year is not first, nobody can tell day and month apart";

    private static final Freshness STANDARD = new Freshness(Duration.ofMinutes(STANDARD_FREQUENCY), "frequency");
    /** Longer than between any two dates that can be read; keeps the arithmetic from overflow. */
    private static final Duration LONGEST = Duration.ofDays(366L * 20_000);

    /**
     * Returns the frequency that a task tells: minutes, as a number or as text that is one, fractions allowed; 10 when it is
     * missing or null; {@code bad-frequency} when it is zero, negative or no number.
     */
    public static Parsed<Freshness> frequency(JsonNode value, String name) {
        if (value.isMissingNode() || value.isNull()) {
            return Parsed.of(STANDARD);
        }
        Optional<BigDecimal> minutes = Decimals.read(value).filter(number -> number.signum() > 0);
        return minutes.<Parsed<Freshness>>map(
                        number -> Parsed.of(new Freshness(Decimals.minutes(number, LONGEST), "frequency")))
                .orElseGet(() -> Parsed.refused(
                        Reason.BAD_FREQUENCY, name + " is " + JsonText.of(value) + ", expected minutes over 0"));
    }

    /** Returns the margin that an operator sets. */
    public static Freshness maxAge(Duration age) {
        return new Freshness(age.compareTo(LONGEST) > 0 ? LONGEST : age, "maximum age");
    }

    /** Returns the date of the last run, see {@link Dates}; {@code missing-lastrun} or {@code bad-lastrun} without one. */
    public static Parsed<Instant> lastRun(JsonNode value, String name) {
        if (value.isMissingNode() || value.isNull()) {
            return Parsed.refused(Reason.MISSING_LASTRUN, name + " is " + JsonText.of(value) + ", expected a date");
        }
        return Dates.read(value)
                .map(Parsed::of)
                .orElseGet(() -> Parsed.refused(
                        Reason.BAD_LASTRUN,
                        name + " is " + JsonText.of(value) + ", expected a date such as 2018-06-28T11:37:48Z"
                                + (DAY_OR_MONTH.matcher(JsonText.plain(value)).lookingAt() ? "; " + YEAR_FIRST : "")));
    }

    /** Judges a last run as of {@code now}. */
    public Verdict judge(Instant lastRun, SleepWindows windows, Instant now) {
        if (lastRun.isAfter(now.plus(margin))) {
            return Verdict.error(Reason.FUTURE, message(lastRun, Duration.between(now, lastRun), "ahead"));
        }
        if (lastRun.isBefore(now.minus(margin)) && !isExcused(lastRun, windows, now)) {
            return Verdict.error(Reason.STALE, message(lastRun, Duration.between(lastRun, now), "ago"));
        }
        return Verdict.ok();
    }

    private boolean isExcused(Instant lastRun, SleepWindows windows, Instant now) {
        Optional<Sleep> sleep = windows.before(now);
        return sleep.isPresent()
                && !now.isAfter(sleep.get().end().plus(margin))
                && !lastRun.isBefore(sleep.get().start().minus(margin));
    }

    private String message(Instant lastRun, Duration distance, String direction) {
        return "last run " + lastRun + " is " + Durations.format(roundedUp(distance)) + ' ' + direction + ", over the "
                + name + " of " + Durations.format(margin);
    }

    // Rounded up, so that a hair over 10m does not read "10m, over the frequency of 10m".
    private static Duration roundedUp(Duration distance) {
        return distance.getNano() == 0 ? distance : Duration.ofSeconds(distance.getSeconds() + 1);
    }
}
