package io.vedette.rule.health;

import io.vedette.rule.HealthWord;
import io.vedette.rule.health.HealthReport.Finding;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One word in one line and nothing else, as text or as a JSON string: ASP.NET Core's {@code Healthy}, {@code Degraded},
 * {@code Unhealthy}, Kubernetes' {@code ok}, Loki's {@code ready}.
 */
final class PlainWordDialect implements Dialect {

    private static final Pattern WORD = Pattern.compile("[A-Za-z]+(_[A-Za-z]+){0,3}");
    private static final int LONGEST = 40;

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        String text = answer.json().isTextual() ? answer.json().asText().strip() : answer.text();
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        HealthWord word = answer.word(text);
        boolean isWord = answer.words().added().containsKey(text.toLowerCase(Locale.ROOT))
                || WORD.matcher(text).matches() && !isFlag(text);
        return isWord && word.known() ? Optional.of(HealthReport.of(Finding.word("", word, ""))) : Optional.empty();
    }

    /** A bare true or false answers some question, but who knows which. */
    private static boolean isFlag(String text) {
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }
}
