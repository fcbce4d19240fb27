package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.rule.HealthWord;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Text;
import io.vedette.rule.health.HealthReport.Component;
import io.vedette.rule.health.HealthReport.Finding;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dialects of single servers that take a few lines each, recognised by fields that no other has. */
final class ServerDialects {

    /** Kafka Connect's states of connectors and tasks. */
    private static final Map<String, Status> CONNECT = Map.of(
            "RUNNING", Status.OK,
            "PAUSED", Status.DEGRADED,
            "STOPPED", Status.DEGRADED,
            "RESTARTING", Status.DEGRADED,
            "UNASSIGNED", Status.DEGRADED,
            "FAILED", Status.ERROR);

    /** The states of Jira, Confluence and Bitbucket at {@code /status}. */
    private static final Map<String, Status> ATLASSIAN = Map.of(
            "RUNNING", Status.OK,
            "MAINTENANCE", Status.DEGRADED,
            "STARTING", Status.ERROR,
            "STOPPING", Status.ERROR,
            "FIRST_RUN", Status.ERROR,
            "ERROR", Status.ERROR);

    private ServerDialects() {}

    /** Returns {@code GET /connectors/{name}/status}: the connector's and its tasks' states, with the trace of a failed one. */
    static Optional<HealthReport> kafkaConnect(HealthAnswer answer) {
        JsonNode connector = answer.json().path("connector");
        if (!connector.path("state").isTextual() || !answer.json().path("tasks").isArray()) {
            return Optional.empty();
        }
        List<Component> components = new ArrayList<>();
        components.add(connect("connector", connector));
        for (JsonNode task : answer.json().path("tasks")) {
            components.add(connect("task " + task.path("id").asText("?"), task));
        }
        return Optional.of(HealthReport.of(components));
    }

    private static Component connect(String name, JsonNode part) {
        String state = part.path("state").asText("");
        Status status = CONNECT.getOrDefault(state, Status.ERROR);
        String trace = part.path("trace").asText("").lines().findFirst().orElse("");
        return new Component(name, status, state, status == Status.OK ? "" : trace);
    }

    /** Reads Jira, Confluence and Bitbucket: {@code {"state":"RUNNING"}} and nothing else. */
    static Optional<HealthReport> atlassian(HealthAnswer answer) {
        Status status = ATLASSIAN.get(answer.json().path("state").asText(""));
        return status == null || answer.json().size() != 1
                ? Optional.empty()
                : finding(status, "state " + answer.json().path("state").asText());
    }

    /** Reads Kibana's {@code GET /api/status}: the overall level, and those of its parts that are not available. */
    static Optional<HealthReport> kibana(HealthAnswer answer) {
        JsonNode status = answer.json().path("status");
        JsonNode overall = status.path("overall");
        JsonNode level = overall.has("level") ? overall.path("level") : overall.path("state");
        if (!level.isTextual()) {
            return Optional.empty();
        }
        List<Component> components = new ArrayList<>();
        for (String group : List.of("core", "plugins")) {
            for (Iterator<Map.Entry<String, JsonNode>> parts =
                            status.path(group).fields();
                    parts.hasNext(); ) {
                Map.Entry<String, JsonNode> part = parts.next();
                HealthWord word = answer.word(part.getValue().path("level").asText(""));
                components.add(Component.of(
                        part.getKey(), word, part.getValue().path("summary").asText("")));
            }
        }
        for (JsonNode part : status.path("statuses")) {
            HealthWord word = answer.word(part.path("state").asText(""));
            components.add(Component.of(
                    part.path("id").asText("?"), word, part.path("message").asText("")));
        }
        String summary = Text.masked(overall.path("summary").asText(""), Text.NAME);
        Finding finding = Finding.word("status", answer.word(level.textValue()), summary);
        return Optional.of(new HealthReport(List.of(finding), components, false));
    }

    /** Reads Quay's {@code /health/instance} and {@code /health/endtoend}: flags under {@code data.services}. */
    static Optional<HealthReport> quay(HealthAnswer answer) {
        JsonNode services = answer.json().path("data").path("services");
        if (!services.isObject() || services.isEmpty() || !answer.json().has("status_code")) {
            return Optional.empty();
        }
        return Optional.of(HealthReport.of(answer.components(services)));
    }

    /** Reads cloudflared's {@code /ready}: how many connections it has to the edge. */
    static Optional<HealthReport> cloudflared(HealthAnswer answer) {
        JsonNode ready = answer.json().path("readyConnections");
        return ready.isInt() && answer.json().path("status").isInt()
                ? finding(ready.intValue() > 0 ? Status.OK : Status.ERROR, "readyConnections " + ready.intValue())
                : Optional.empty();
    }

    /** Reads Nextcloud's and ownCloud's {@code status.php}, which comes with 200 during maintenance too. */
    static Optional<HealthReport> nextcloud(HealthAnswer answer) {
        JsonNode maintenance = answer.json().path("maintenance");
        JsonNode installed = answer.json().path("installed");
        if (!maintenance.isBoolean() || !installed.isBoolean() || !answer.json().has("versionstring")) {
            return Optional.empty();
        }
        if (!installed.booleanValue()) {
            return finding(Status.ERROR, "not installed");
        }
        if (maintenance.booleanValue()) {
            return finding(Status.DEGRADED, "maintenance is on");
        }
        return answer.json().path("needsDbUpgrade").asBoolean()
                ? finding(Status.DEGRADED, "its database needs an upgrade")
                : finding(Status.OK, "installed, no maintenance");
    }

    /** Returns the health monitor of Flask and others named healthcheck: {@code results} that passed or not, and their output. */
    static Optional<HealthReport> healthcheck(HealthAnswer answer) {
        JsonNode results = answer.json().path("results");
        if (!results.isArray() || !results.path(0).path("passed").isBoolean()) {
            return Optional.empty();
        }
        ObjectNode checkers = JsonNodeFactory.instance.objectNode();
        results.forEach(result -> checkers.set(result.path("checker").asText("?"), result));
        return Optional.of(HealthReport.of(answer.components(checkers)));
    }

    /** Reads django-watchman: flags {@code ok} of named parts, in lists by kind or alone. */
    static Optional<HealthReport> watchman(HealthAnswer answer) {
        ObjectNode parts = JsonNodeFactory.instance.objectNode();
        for (Iterator<Map.Entry<String, JsonNode>> kinds = answer.json().fields(); kinds.hasNext(); ) {
            Map.Entry<String, JsonNode> kind = kinds.next();
            if (kind.getValue().path("ok").isBoolean()) {
                parts.set(kind.getKey(), kind.getValue());
            } else if (!isListOfParts(kind, parts)) {
                return Optional.empty();
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(HealthReport.of(answer.components(parts)));
    }

    private static boolean isListOfParts(Map.Entry<String, JsonNode> kind, ObjectNode parts) {
        for (JsonNode entry : kind.getValue()) {
            for (Iterator<Map.Entry<String, JsonNode>> named = entry.fields(); named.hasNext(); ) {
                Map.Entry<String, JsonNode> part = named.next();
                if (!part.getValue().path("ok").isBoolean()) {
                    return false;
                }
                parts.set(kind.getKey() + "/" + part.getKey(), part.getValue());
            }
        }
        return kind.getValue().isArray();
    }

    private static Optional<HealthReport> finding(Status status, String text) {
        return Optional.of(HealthReport.of(new Finding(status, Reason.STATUS, text)));
    }
}
