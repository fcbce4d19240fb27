package io.vedette.camel.load;

import io.vedette.config.values.Durations;
import io.vedette.config.values.Problem;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.util.URISupport;

/**
 * How long the source of a check's route may be silent: the option {@value #OPTION}, or what follows from the period of the source
 * where it has one.
 *
 * @param every empty where it may be silent for ever
 * @param problem what is wrong with the option
 */
record Silence(Optional<Duration> every, Optional<Problem> problem) {

    /** The option of {@code vedette:observe}. */
    static final String OPTION = "expectEvery";

    /** It is looked at every second. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** A message that is under way is not missing yet: at least what a slow answer may take, at most what a person would wait. */
    private static final Duration LEAST_GRACE = Duration.ofMinutes(1);

    private static final Duration MOST_GRACE = Duration.ofHours(1);

    /** The sources that have a period: the option, what it is without one, and when the first message comes. */
    private enum Source {
        TIMER("period", Duration.ofSeconds(1), "delay", Duration.ofSeconds(1)),
        SCHEDULER("delay", Duration.ofMillis(500), "initialDelay", Duration.ofSeconds(1)),
        QUARTZ("trigger.repeatInterval", Duration.ZERO, "trigger.startDelay", Duration.ZERO);

        private final String period;
        private final Duration standard;
        private final String delay;
        private final Duration standardDelay;

        Source(String period, Duration standard, String delay, Duration standardDelay) {
            this.period = period;
            this.standard = standard;
            this.delay = delay;
            this.standardDelay = standardDelay;
        }

        static Optional<Source> of(String uri) {
            for (Source source : values()) {
                if (uri.startsWith(source.name().toLowerCase(Locale.ROOT) + ":")) {
                    return Optional.of(source);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Reads the option.
     *
     * @param options of the step, placeholders filled in
     * @param source the URI that its route begins with
     */
    static Silence of(Map<String, String> options, String source, CamelContext context) {
        String given = options.getOrDefault(OPTION, "").strip();
        if (given.isEmpty()) {
            return new Silence(byPeriod(source, context), Optional.empty());
        }
        if (given.equalsIgnoreCase("off")) {
            return new Silence(Optional.empty(), Optional.empty());
        }
        try {
            Duration every = Durations.parse(given);
            return every.isZero() || every.compareTo(SHORTEST) >= 0
                    ? new Silence(Optional.of(every).filter(some -> !some.isZero()), Optional.empty())
                    : wrong("\"" + given + "\" is too short: at least 1s, or 0 for none");
        } catch (IllegalArgumentException e) {
            return wrong(e.getMessage() + "; 0 or off turns it off");
        }
    }

    private static Silence wrong(String message) {
        return new Silence(Optional.empty(), Optional.of(Problem.error(null, 0, OPTION, message)));
    }

    CheckPlan in(CheckPlan plan) {
        return problem.map(plan::with).orElse(plan).expecting(every);
    }

    /**
     * One period and a grace of two more, which is no less than a minute and no more than an hour. A source that ends, as one with a
     * count of runs does, may be silent.
     */
    private static Optional<Duration> byPeriod(String given, CamelContext context) {
        String uri = filledIn(given, context);
        Optional<Source> source = Source.of(uri);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> options = options(uri);
        Duration period = time(options, source.get().period, source.get().standard, context);
        if (period.compareTo(Duration.ZERO) <= 0
                || isCounted(options, source.get())
                || options.containsKey("pattern")) {
            return Optional.empty();
        }
        Duration delay = time(options, source.get().delay, source.get().standardDelay, context);
        Duration grace = period.multipliedBy(2);
        grace = grace.compareTo(LEAST_GRACE) < 0 ? LEAST_GRACE : grace.compareTo(MOST_GRACE) > 0 ? MOST_GRACE : grace;
        return Optional.of(period.plus(grace).plus(delay.isNegative() ? Duration.ZERO : delay));
    }

    private static boolean isCounted(Map<String, Object> options, Source source) {
        return source == Source.QUARTZ
                ? options.containsKey("trigger.repeatCount")
                : options.containsKey("repeatCount")
                        && !options.get("repeatCount").equals("0");
    }

    /** What cannot be read Camel complains of when the route starts. */
    private static String filledIn(String uri, CamelContext context) {
        try {
            return context.resolvePropertyPlaceholders(uri);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static Map<String, Object> options(String uri) {
        int mark = uri.indexOf('?');
        try {
            return mark < 0 ? Map.of() : URISupport.parseQuery(uri.substring(mark + 1));
        } catch (URISyntaxException e) {
            return Map.of("pattern", ""); // The same.
        }
    }

    /** As Camel reads it: a number is of milliseconds, or of the unit that is named. */
    private static Duration time(Map<String, Object> options, String name, Duration standard, CamelContext context) {
        Object given = options.get(name);
        if (given == null) {
            return standard;
        }
        String text = String.valueOf(given);
        if (!text.matches("-?\\d{1,18}")) {
            Duration duration = context.getTypeConverter().tryConvertTo(Duration.class, text);
            return duration == null ? Duration.ZERO : duration; // Where it is none, the same.
        }
        try {
            TimeUnit unit = TimeUnit.valueOf(String.valueOf(options.getOrDefault("timeUnit", "MILLISECONDS")));
            return Duration.of(Long.parseLong(text), unit.toChronoUnit());
        } catch (IllegalArgumentException e) {
            return Duration.ZERO; // The same.
        }
    }
}
