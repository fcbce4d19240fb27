package io.vedette.rule.health;

import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.health.HealthReport.Component;
import io.vedette.rule.health.HealthReport.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What Elasticsearch and OpenSearch add to their {@code status} green, yellow or red, which comes with HTTP 200 even
 * when red: shards without a node, a wait that timed out (at least degraded), and, where asked for, the indices
 * ({@code /_cluster/health?level=indices}) or the indicators ({@code /_health_report}). Source: the Elasticsearch API
 * documentation.
 */
final class ElasticsearchDialect implements Dialect {

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        if (!answer.json().path("cluster_name").isTextual()) {
            return Optional.empty();
        }
        List<Finding> findings = new ArrayList<>();
        if (answer.json().path("timed_out").asBoolean()) {
            findings.add(degraded("timed out waiting for the wanted state"));
        }
        long unassigned = answer.json().path("unassigned_shards").asLong();
        if (unassigned > 0
                && !"green".equalsIgnoreCase(answer.json().path("status").asText())) {
            findings.add(degraded(unassigned + " unassigned shards"));
        }
        List<Component> components =
                new ArrayList<>(answer.components(answer.json().path("indices")));
        components.addAll(answer.components(answer.json().path("indicators")));
        return findings.isEmpty() && components.isEmpty()
                ? Optional.empty()
                : Optional.of(new HealthReport(findings, components, false));
    }

    private static Finding degraded(String text) {
        return new Finding(Status.DEGRADED, Reason.STATUS, text);
    }
}
