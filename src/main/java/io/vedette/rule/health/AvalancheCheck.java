package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vedette.rule.Dates;
import io.vedette.rule.Status;
import io.vedette.rule.Text;
import io.vedette.rule.health.HealthReport.Component;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One check of an Avalanche node. Newer nodes give the error as a string, older ones (go-sundheit) as an object with a
 * {@code message}; what passes has none.
 *
 * @param name the check's name: a chain's alias or ID, {@code bootstrapped}, {@code network} …
 * @param error what fails it; empty when it passes
 * @param inARow how many times in a row it failed; left out by newer nodes when 0
 * @param since when it failed first, as the node writes it; empty when unknown
 * @param at when it ran last; Go's zero time when never, empty when not readable
 */
record AvalancheCheck(String name, Optional<String> error, long inARow, String since, Optional<Instant> at) {

    /** Go's zero time: the check has not run yet. */
    private static final Instant NEVER = Instant.parse("0001-01-01T00:00:00Z");

    static List<AvalancheCheck> of(JsonNode checks) {
        List<AvalancheCheck> all = new ArrayList<>();
        if (checks.isObject()) {
            for (Iterator<Map.Entry<String, JsonNode>> fields = checks.fields(); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                all.add(of(field.getKey(), field.getValue()));
            }
        }
        for (JsonNode part : checks.isArray() ? checks : MissingNode.getInstance()) {
            all.addAll(of(part)); // As the signature in the node's documentation has it: a list of checks by name.
        }
        return all;
    }

    private static AvalancheCheck of(String name, JsonNode check) {
        JsonNode error = check.path("error");
        JsonNode inARow = check.path("contiguousFailures");
        JsonNode since = check.path("timeOfFirstFailure");
        boolean countable = inARow.isMissingNode() || inARow.isIntegralNumber() && inARow.canConvertToLong();
        return new AvalancheCheck(
                name,
                error.isMissingNode() || error.isNull() ? Optional.empty() : Optional.of(text(error, check)),
                countable ? inARow.asLong() : Long.MAX_VALUE,
                since.isTextual() || since.isNumber() ? Text.bounded(since.asText(), 64) : "",
                Dates.read(check.path("timestamp")));
    }

    /** The error, and the message where it is plain text or a list of it: the subnets that are still missing, say. */
    private static String text(JsonNode error, JsonNode check) {
        String text = ComponentText.text(error);
        String message = ComponentText.text(check.path("message"));
        if (text.isEmpty()) {
            return message.isEmpty() ? "an error without a text" : message;
        }
        return message.isEmpty() || message.equals(text) ? text : text + " (" + message + ")";
    }

    boolean hasNeverRun() {
        return at.equals(Optional.of(NEVER));
    }

    boolean isFailing() {
        return error.isPresent();
    }

    Component component() {
        StringBuilder text = new StringBuilder(error.orElse(""));
        if (inARow > 0 && inARow < Long.MAX_VALUE) {
            text.append("; ").append(inARow).append(inARow == 1 ? " failure" : " failures in a row");
            text.append(since.isEmpty() ? "" : " since " + since);
        }
        if (hasNeverRun() && !error.orElse("").contains("run")) {
            text.append("; not yet run");
        }
        return new Component(name, Status.ERROR, "failing", text.toString());
    }
}
