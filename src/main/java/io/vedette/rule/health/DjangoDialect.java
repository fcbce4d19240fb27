package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.HealthWord;
import io.vedette.rule.Status;
import io.vedette.rule.health.HealthReport.Component;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * django-health-check's map of names: {@code working}, or {@code warning: …}, {@code unavailable: …},
 * {@code unexpected result: …}, {@code unknown error: …}. There is no overall word. Source: the README and the
 * exceptions of codingjoe/django-health-check.
 */
final class DjangoDialect implements Dialect {

    private static final List<String> KINDS = List.of("warning", "unavailable", "unexpected result", "unknown error");

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        if (!answer.json().isObject()) {
            return Optional.empty();
        }
        boolean recognised = false;
        List<Component> components = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = answer.json().fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!field.getValue().isTextual()) {
                return Optional.empty();
            }
            String text = field.getValue().asText().strip();
            String kind = kind(text);
            recognised |= text.equals("working") || KINDS.contains(kind);
            components.add(component(field.getKey(), text, kind));
        }
        return recognised ? Optional.of(HealthReport.of(components)) : Optional.empty();
    }

    private static Component component(String name, String text, String kind) {
        if (text.equals("working")) {
            return Component.of(name, HealthWord.of(text), "");
        }
        Status status = kind.equals("warning") ? Status.DEGRADED : Status.ERROR;
        return KINDS.contains(kind)
                ? new Component(name, status, kind, text.substring(kind.length() + 1))
                : new Component(name, status, "", text);
    }

    /** What stands before the first colon, in lower case. */
    private static String kind(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
    }
}
