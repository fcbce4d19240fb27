package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.Status;
import io.vedette.rule.health.HealthReport.Component;
import io.vedette.rule.health.HealthReport.Finding;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The components that a failing answer names with their text and without a word: {@code error} of godaddy/terminus,
 * {@code errors} of Ory's services, {@code failures} of hellofresh/health-go, {@code unhealthy} and {@code degraded} of
 * App Metrics, and the lists of RabbitMQ's health checks. They are as bad as the overall word; an answer that says that
 * all is well is not searched.
 */
final class FailuresDialect implements Dialect {

    private static final Dialect OVERALL = new StatusWordDialect();
    private static final List<String> MAPS = List.of("error", "errors", "failures", "unhealthy", "degraded");
    private static final List<String> LISTS = List.of("alarms", "queues", "virtual-hosts", "missing");
    private static final List<String> NAMES = List.of("resource", "readable_name", "name");

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        Status overall = OVERALL.read(answer).stream()
                .flatMap(report -> report.findings().stream())
                .map(Finding::status)
                .reduce(Status.OK, Status::worse);
        if (overall == Status.OK && answer.http().isSuccess()) {
            return Optional.empty();
        }
        Status status = overall == Status.OK ? Status.ERROR : overall;
        List<Component> components = new ArrayList<>();
        for (String map : MAPS) {
            named(answer.field(map), map.equals("degraded") ? Status.DEGRADED : status, components);
        }
        if (answer.field("reason").isTextual()) {
            for (String list : LISTS) {
                listed(list, answer.json().path(list), status, components);
            }
        }
        return components.isEmpty() ? Optional.empty() : Optional.of(HealthReport.of(components));
    }

    private static void named(JsonNode map, Status status, List<Component> components) {
        if (!map.isObject() || map.path("message").isTextual()) {
            return; // An object with a message is one error, reported with the overall word.
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = map.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (Components.wordOf(field.getValue(), HealthWords.KNOWN).isMissingNode()) {
                components.add(new Component(field.getKey(), status, "", ComponentText.shown(field.getValue())));
            }
        }
    }

    private static void listed(String list, JsonNode entries, Status status, List<Component> components) {
        for (JsonNode entry : entries.isArray() ? entries : List.of(entries)) {
            if (entry.isObject()) {
                components.add(new Component(name(list, entry), status, "", ComponentText.plainValues(entry)));
            } else if (entry.isTextual() || entry.isNumber()) {
                components.add(new Component(entry.asText(), status, list.equals("missing") ? list : "", ""));
            }
        }
    }

    private static String name(String list, JsonNode entry) {
        return NAMES.stream()
                .map(entry::path)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .orElse(list);
    }
}
