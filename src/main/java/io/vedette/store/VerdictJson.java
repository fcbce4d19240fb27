package io.vedette.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.rule.Failure;
import io.vedette.rule.JsonText;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes and reads verdicts as stored. Everything outside ASCII is escaped, so that no database's encoding can refuse it. */
final class VerdictJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private VerdictJson() {}

    static String write(Verdict verdict) {
        ObjectNode node = JSON.createObjectNode();
        node.put("status", verdict.status().name());
        verdict.reason().ifPresent(reason -> node.put("reason", reason.name()));
        node.put("message", verdict.message());
        ArrayNode failures = node.putArray("failures");
        verdict.failures()
                .forEach(failure -> failures.addObject()
                        .put("component", failure.component())
                        .put("status", failure.status())
                        .put("message", failure.message()));
        Verdict.Details details = verdict.details();
        node.put("process", details.process()).put("server", details.server());
        details.sleep()
                .ifPresent(sleep -> node.putObject("sleep")
                        .put("start", sleep.start().toString())
                        .put("end", sleep.end().toString()));
        ArrayNode warnings = node.putArray("warnings");
        details.warnings().forEach(warnings::add);
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }

    static Verdict read(String json) {
        JsonNode node;
        try {
            node = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a verdict", e);
        }
        List<String> warnings = new ArrayList<>();
        node.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        JsonNode sleep = node.path("sleep");
        return new Verdict(
                Status.valueOf(JsonText.field(node, "status")),
                Optional.of(JsonText.field(node, "reason"))
                        .filter(name -> !name.isEmpty())
                        .map(Reason::valueOf),
                JsonText.field(node, "message"),
                Failure.readAll(node.path("failures")),
                new Verdict.Details(
                        JsonText.field(node, "process"),
                        JsonText.field(node, "server"),
                        sleep.isObject()
                                ? Optional.of(new Verdict.Sleep(
                                        Instant.parse(JsonText.field(sleep, "start")),
                                        Instant.parse(JsonText.field(sleep, "end"))))
                                : Optional.empty(),
                        warnings));
    }
}
