package io.vedette.rule.health;

import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Text;
import io.vedette.rule.health.HealthReport.Finding;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Texts that a server sends to the letter, in any case and with any blanks between their words.
 *
 * @param texts what each of them means
 */
record TextDialect(Map<String, Status> texts) implements Dialect {

    private static final int LONGEST = 200;

    TextDialect {
        Map<String, Status> keys = new HashMap<>();
        texts.forEach((text, status) -> keys.put(key(text), status));
        texts = Map.copyOf(keys);
    }

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        String text = answer.json().isTextual() ? answer.json().asText() : answer.text();
        Status status = text.length() > LONGEST ? null : texts.get(key(text));
        return status == null
                ? Optional.empty()
                : Optional.of(HealthReport.of(new Finding(status, Reason.STATUS, Text.bounded(text, LONGEST))));
    }

    private static String key(String text) {
        return text.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
