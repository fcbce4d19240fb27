package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.HealthWord;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.health.HealthReport.Component;
import io.vedette.rule.health.HealthReport.Finding;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object of texts by name without an overall word. In a good answer each is a health word: heptiolabs/healthcheck,
 * Grafana, Terraform Enterprise. In a bad one the others tell why: a container registry sends {@code {}} while nothing
 * fails, then {@code {"storage":"connection refused"}}. Fields that only describe the server say nothing; where one is
 * named like an explanation, the object is a report of an error. Sources: distribution/distribution, "health"; heptiolabs/healthcheck.
 */
final class NamedTextsDialect implements Dialect {

    /** What an answer tells beside its health: the last part of the name in lower case. */
    private static final Set<String> DESCRIBING = Set.of(
            "version",
            "commit",
            "name",
            "service",
            "timestamp",
            "time",
            "date",
            "host",
            "hostname",
            "environment",
            "env",
            "uptime",
            "build",
            "id",
            "instance",
            "region");

    /** Names that make it something else: an overall word, a report of an error. */
    private static final Set<String> OTHERS = Set.of(
            "status",
            "state",
            "outcome",
            "health",
            "globalstatus",
            "code",
            "title",
            "detail",
            "type",
            "path",
            "errorcode",
            "statuscode");

    @Override
    public Optional<HealthReport> read(HealthAnswer answer) {
        boolean good = answer.http().isSuccess();
        if (!answer.json().isObject()) {
            return Optional.empty();
        }
        if (answer.json().isEmpty()) {
            return good
                    ? Optional.of(
                            HealthReport.of(new Finding(Status.OK, Reason.STATUS, "an empty object: nothing fails")))
                    : Optional.empty();
        }
        List<Component> components = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = answer.json().fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            String key = field.getKey().toLowerCase(Locale.ROOT);
            if (!field.getValue().isTextual() || OTHERS.contains(key) || ComponentText.isKey(key)) {
                return Optional.empty();
            }
            HealthWord word = answer.word(field.getValue().textValue());
            if (describes(field.getKey())) {
                continue;
            }
            if (!word.known() && good) {
                return Optional.empty();
            }
            components.add(
                    word.known()
                            ? Component.of(field.getKey(), word, "")
                            : new Component(field.getKey(), Status.ERROR, "", word.text()));
        }
        return components.isEmpty() ? Optional.empty() : Optional.of(HealthReport.of(components));
    }

    /** Whether a field describes the server: {@code version}, {@code enterpriseCommit}, {@code request_id}. */
    private static boolean describes(String name) {
        String last = name.replaceAll(".*[^A-Za-z]|.*(?=[A-Z][a-z])", "");
        return DESCRIBING.contains(last.toLowerCase(Locale.ROOT));
    }
}
