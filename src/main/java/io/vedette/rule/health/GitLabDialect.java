package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.rule.health.HealthReport.Component;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * GitLab's {@code /-/readiness?all=1}: fields named {@code db_check}, {@code redis_check} … hold a list of results (an
 * object in old versions), beside an overall status or without one. Source: the GitLab documentation, "Health Check".
 */
final class GitLabDialect implements Dialect {

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        ObjectNode checks = JsonNodeFactory.instance.objectNode();
        for (Iterator<Map.Entry<String, JsonNode>> fields = answer.json().fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (field.getKey().endsWith("_check") && field.getValue().isContainerNode()) {
                checks.set(field.getKey(), field.getValue());
            }
        }
        List<Component> components = answer.components(checks);
        return components.isEmpty() ? Optional.empty() : Optional.of(HealthReport.of(components));
    }
}
