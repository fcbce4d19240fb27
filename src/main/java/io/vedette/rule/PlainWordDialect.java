package io.vedette.rule;

import io.vedette.rule.HealthReport.Finding;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One word in one line and nothing else, as text or as a JSON string: ASP.NET Core's {@code Healthy}, {@code Degraded},
 * {@code Unhealthy}, Kubernetes' {@code ok}, Loki's {@code ready}; or one of the sentences that well-known servers answer
 * to the letter (GitLab, Prometheus).
 */
final class PlainWordDialect implements Dialect {

    private static final Pattern WORD = Pattern.compile("[A-Za-z]+(_[A-Za-z]+){0,3}");
    private static final int LONGEST = 40;

    private static final Map<String, HealthWord> SENTENCES = Map.of(
            "GitLab OK", HealthWord.of("OK"),
            "Prometheus Server is Healthy.", HealthWord.of("Healthy"),
            "Prometheus Server is Ready.", HealthWord.of("Ready"),
            "Prometheus is Healthy.", HealthWord.of("Healthy"),
            "Prometheus is Ready.", HealthWord.of("Ready"));

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        String text = answer.json().isTextual() ? answer.json().asText().strip() : answer.text();
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        HealthWord word = SENTENCES.get(text);
        if (word == null && WORD.matcher(text).matches() && !isFlag(text)) {
            word = HealthWord.of(text);
        }
        return word == null || !word.known()
                ? Optional.empty()
                : Optional.of(HealthReport.of(Finding.word("", word, "")));
    }

    /** A bare true or false answers some question, but who knows which. */
    private static boolean isFlag(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }
}
