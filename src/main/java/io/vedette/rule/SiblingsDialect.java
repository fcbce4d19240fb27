package io.vedette.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.HealthReport.Component;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Components that stand side by side at the top: Spring Boot 1.x ({@code {"status":"UP","db":{"status":"UP"}}}), and
 * Dropwizard Metrics, which has no overall word ({@code {"db":{"healthy":false,"message":"…"}}}). Without an overall
 * word every field must be a component, or the answer is something else.
 */
final class SiblingsDialect implements Dialect {

    private static final Dialect OVERALL = new StatusWordDialect();

    /** Containers of other dialects, and free values that may hold a status of something else. */
    private static final Set<String> OTHERS = Set.of(
            "components",
            "checks",
            "entries",
            "results",
            "details",
            "info",
            "error",
            "errors",
            "checkResults",
            "groups",
            "indices",
            "indicators",
            "data",
            "message",
            "detail",
            "meta",
            "metadata",
            "links",
            "_links");

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        boolean hasOverallWord = OVERALL.read(answer).isPresent();
        if (!answer.json().isObject() || !hasOverallWord && !onlyComponents(answer.json())) {
            return Optional.empty();
        }
        List<Component> components = Components.loose(answer.json(), OTHERS);
        return components.isEmpty() ? Optional.empty() : Optional.of(HealthReport.of(components));
    }

    private static boolean onlyComponents(JsonNode json) {
        for (JsonNode field : json) {
            if (!Components.isComponent(field)) {
                return false;
            }
        }
        return true;
    }
}
