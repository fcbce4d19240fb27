package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.HealthWord;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.health.HealthReport.Component;
import io.vedette.rule.health.HealthReport.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Consul's lists: checks ({@code /v1/health/checks/…}, {@code /state/…}), services with their checks
 * ({@code /v1/health/service/…}) and services with an aggregated status ({@code /v1/agent/health/service/name/…}, whose
 * 429 means warning and 503 critical). The map of {@code /v1/agent/checks} reads like other {@link SiblingsDialect
 * siblings}. An empty list of Consul's, told by its headers, is an error: no such service. Other lists of named statuses
 * or flags are read the same way: Dropwizard's health ({@code [{"name":"database","healthy":true}]}), PlugCheckup, PD; an
 * empty one says that nothing fails. Sources: the documentation of Consul's API, "Health", and of Dropwizard, "Health".
 */
final class ConsulDialect implements Dialect {

    private static final String HEADERS = "x-consul-";

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        JsonNode json = answer.json();
        if (json.isArray() && json.isEmpty()) {
            return Optional.of(HealthReport.of(
                    answer.http().headers().keySet().stream().anyMatch(name -> name.startsWith(HEADERS))
                            ? new Finding(Status.ERROR, Reason.STATUS, "an empty list: Consul knows no such service")
                            : new Finding(Status.OK, Reason.STATUS, "an empty list of checks")));
        }
        if (!json.isArray()) {
            return Optional.empty();
        }
        List<Component> components = new ArrayList<>();
        boolean aggregated = false;
        for (JsonNode entry : json) {
            if (!read(entry, answer.words(), components)) {
                return Optional.empty();
            }
            aggregated |= entry.has("AggregatedStatus");
        }
        boolean explained = aggregated && (answer.status() == 429 || answer.status() == 503);
        return components.isEmpty()
                ? Optional.empty()
                : Optional.of(new HealthReport(List.of(), components, explained));
    }

    /** Reads one element of the list; false when it has no status at all. */
    private static boolean read(JsonNode entry, HealthWords words, List<Component> components) {
        if (entry.path("Checks").isArray() && entry.has("Service")) {
            for (JsonNode check : entry.path("Checks")) {
                components.add(component(check, node(entry, check), HealthAnswer.field(check, "Status"), words));
            }
            return true;
        }
        JsonNode word =
                entry.has("AggregatedStatus") ? entry.path("AggregatedStatus") : Components.wordOf(entry, words);
        if (!word.isTextual() && !word.isBoolean()) {
            return false;
        }
        components.add(component(entry, node(entry, entry), word, words));
        return true;
    }

    private static Component component(JsonNode check, String node, JsonNode value, HealthWords words) {
        HealthWord word = words.of(value, false);
        String name = node.isEmpty() ? name(check) : node + "/" + name(check);
        return Component.of(name, word, word.status() == Status.OK ? "" : ComponentText.of(check));
    }

    /** The node of a service's entry, or of the check itself. */
    private static String node(JsonNode entry, JsonNode check) {
        JsonNode node = entry.path("Node");
        return node.isObject()
                ? node.path("Node").asText("")
                : check.path("Node").asText("");
    }

    private static String name(JsonNode check) {
        JsonNode service = check.path("Service");
        for (JsonNode name : List.of(
                HealthAnswer.field(check, "Name"),
                check.path("CheckID"),
                service.path("ID"),
                service.path("Service"),
                HealthAnswer.field(check, "id"))) {
            if (name.isTextual() && !name.asText().isBlank()) {
                return name.asText();
            }
        }
        return "unnamed";
    }
}
