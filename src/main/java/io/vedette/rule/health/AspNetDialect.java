package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.rule.health.HealthReport.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The components of an ASP.NET Core health report, in the shapes its writers give it: {@code entries} (the
 * UIResponseWriter of AspNetCore.Diagnostics.HealthChecks, and PORTOS), {@code results} (the writer of Microsoft's
 * documentation), a list {@code info} of keyed entries, a list {@code errors} of pairs of key and word. Keys come in any case,
 * statuses as words or as numbers of .NET's enum (0 unhealthy, 1 degraded, 2 healthy).
 */
final class AspNetDialect implements Dialect {

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        List<Component> components = new ArrayList<>();
        for (String container : List.of("entries", "results")) {
            components.addAll(Components.of(answer.field(container), answer.words(), true));
        }
        if (answer.field("info").isArray()) {
            components.addAll(Components.of(answer.field("info"), answer.words(), true));
        }
        components.addAll(Components.of(pairs(answer.field("errors")), answer.words(), true));
        return components.isEmpty() ? Optional.empty() : Optional.of(HealthReport.of(components));
    }

    /** Pairs of key and word as entries. */
    private static ArrayNode pairs(JsonNode errors) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        for (JsonNode pair : errors) {
            JsonNode key = HealthAnswer.field(pair, "key");
            JsonNode value = HealthAnswer.field(pair, "value");
            if (errors.isArray() && key.isTextual() && value.isTextual()) {
                ObjectNode entry = entries.addObject();
                entry.set("key", key);
                entry.set("status", value);
            }
        }
        return entries;
    }
}
