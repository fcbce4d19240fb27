package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.health.HealthReport.Component;
import java.util.List;
import java.util.Optional;

/**
 * go-sundheit's map of results: a check with an {@code error} fails, one without passes; {@code ?type=short} gives
 * {@code PASS} or {@code FAIL} by name. There is no overall word. Source: AppsFlyer/go-sundheit.
 */
final class SundheitDialect implements Dialect {

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        if (!answer.json().isObject()
                || answer.json().isEmpty()
                || !answer.field("status").isMissingNode()) {
            return Optional.empty();
        }
        for (JsonNode result : answer.json()) {
            if (!Components.isSundheit(result) && !isShort(result)) {
                return Optional.empty();
            }
        }
        List<Component> components = answer.components(answer.json());
        return Optional.of(HealthReport.of(components));
    }

    private static boolean isShort(JsonNode result) {
        return result.isTextual()
                && (result.asText().equals("PASS") || result.asText().equals("FAIL"));
    }
}
