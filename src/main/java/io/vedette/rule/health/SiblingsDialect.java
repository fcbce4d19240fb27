package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.rule.health.HealthReport.Component;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Components that stand side by side at the top: Spring Boot 1.x ({@code {"status":"UP","db":{"status":"UP"}}}), and
 * without an overall word Dropwizard Metrics ({@code {"db":{"healthy":false,"message":"…"}}}), Nomad, OkComputer and
 * Airflow, whose parts that are not deployed have a status of null. Without an overall word every field must be a
 * component, or the answer is something else.
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
        if (!answer.json().isObject()) {
            return Optional.empty();
        }
        List<Component> components = OVERALL.read(answer).isPresent()
                ? Components.loose(answer.json(), answer.words(), OTHERS)
                : answer.components(onlyComponents(answer));
        return components.isEmpty() ? Optional.empty() : Optional.of(HealthReport.of(components));
    }

    /** The fields that are components; none when another field is no component at all. */
    private static ObjectNode onlyComponents(HealthAnswer answer) {
        ObjectNode components = JsonNodeFactory.instance.objectNode();
        for (Iterator<Map.Entry<String, JsonNode>> fields = answer.json().fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            JsonNode word = Components.wordOf(field.getValue(), answer.words());
            if (!word.isTextual() && !word.isBoolean() && !word.isNull()) {
                return JsonNodeFactory.instance.objectNode();
            }
            if (!word.isNull() && !OTHERS.contains(field.getKey())) {
                components.set(field.getKey(), field.getValue());
            }
        }
        return components;
    }
}
