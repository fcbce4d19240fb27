package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.config.values.Durations;
import io.vedette.rule.HealthWord;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.health.HealthReport.Component;
import io.vedette.rule.health.HealthReport.Finding;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stored results of spatie/laravel-health, also read by Oh Dear: {@code checkResults} with a word each (skipped ones
 * say nothing) and {@code finishedAt} in epoch seconds, without an overall word. The results are those of the last run
 * of a scheduled command, once a minute by its documentation; results older than ten minutes, ten missed runs, are
 * {@code stale}, whatever they say.
 */
final class LaravelDialect implements Dialect {

    static final Duration MAX_AGE = Duration.ofMinutes(10);

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        JsonNode results = answer.json().path("checkResults");
        if (!results.isArray()) {
            return Optional.empty();
        }
        List<Component> components = new ArrayList<>();
        for (JsonNode result : results) {
            String word = result.path("status").asText("");
            if (result.isObject() && !word.equalsIgnoreCase("skipped")) {
                HealthWord meaning = answer.word(word);
                String text = meaning.status() == Status.OK ? "" : text(result);
                components.add(Component.of(result.path("name").asText("unnamed"), meaning, text));
            }
        }
        List<Finding> findings = stale(answer.json().path("finishedAt"), answer.now());
        return components.isEmpty() && findings.isEmpty()
                ? Optional.empty()
                : Optional.of(new HealthReport(findings, components, false));
    }

    private static String text(JsonNode result) {
        String text = ComponentText.explanation(result);
        return text.isEmpty() ? result.path("shortSummary").asText("") : text;
    }

    private static List<Finding> stale(JsonNode finishedAt, Instant now) {
        if (!finishedAt.isIntegralNumber() || !finishedAt.canConvertToLong()) {
            return List.of();
        }
        try {
            Instant finished = Instant.ofEpochSecond(finishedAt.longValue());
            Duration age = Duration.between(finished, now);
            return age.compareTo(MAX_AGE) <= 0
                    ? List.of()
                    : List.of(new Finding(
                            Status.ERROR,
                            Reason.STALE,
                            "the results are from " + finished + ", more than " + Durations.format(MAX_AGE) + " ago"));
        } catch (DateTimeException | ArithmeticException e) {
            return List.of(new Finding(
                    Status.ERROR,
                    Reason.STALE,
                    "finishedAt " + finishedAt.asText() + " is not a time in epoch seconds"));
        }
    }
}
