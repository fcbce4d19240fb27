package io.vedette.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.rule.Failure;
import io.vedette.rule.JsonText;
import io.vedette.state.Acknowledgement;
import io.vedette.state.AlertKind;
import io.vedette.state.Health;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes and reads alerts as JSON, for the webhook and for storage. A digest is {@code {"alerts":[…]}}; an announcement is
 * {@code {"alerts":[],"message":"…"}}. Times are ISO-8601 in UTC, durations whole seconds, words in lower case; an unknown
 * text is {@code ""}, an unknown time or duration is {@code null}. Everything outside ASCII is escaped, so that a wrong
 * character set on the way cannot spoil it.
 */
public final class AlertJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private AlertJson() {}

    /** Returns an alert as JSON, as it is kept. */
    public static String write(Alert alert) {
        ObjectNode node = node(alert);
        if (!alert.reference().isEmpty()) {
            node.put("reference", wellFormed(alert.reference()));
        }
        return text(node);
    }

    /**
     * Returns the fields of an alert by their names, with lists and maps in them, for texts of an operator's own. Times are as texts
     * show them in that wording's zone.
     */
    public static Map<String, Object> fields(Alert alert, Wording wording) {
        Map<String, Object> fields = JSON.convertValue(node(alert), new TypeReference<>() {});
        fields.put("at", wording.time(alert.at()));
        fields.put("since", wording.time(alert.since()));
        alert.problemSince().ifPresent(time -> fields.put("problemSince", wording.time(time)));
        return fields;
    }

    /** Returns a digest as JSON: {@code {"alerts":[…]}}. */
    public static String write(Digest digest) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode alerts = root.putArray("alerts");
        digest.alerts().forEach(alert -> alerts.add(node(alert)));
        if (digest.isAnnouncement()) {
            root.put("message", wellFormed(digest.announcement()));
        }
        return text(root);
    }

    /**
     * Reads what {@link #write(Alert)} wrote. Unknown fields are ignored, missing texts are empty.
     *
     * @throws IllegalArgumentException if the text is not an alert; the message shows none of it
     */
    public static Alert readAlert(String json) {
        return alert(parse(json));
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Returns the bytes to send. */
    static byte[] bytes(ObjectNode node) {
        return text(node).getBytes(StandardCharsets.UTF_8);
    }

    static JsonNode parse(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    private static ObjectNode node(Alert alert) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", wellFormed(alert.id()));
        node.put("kind", alert.kind().code());
        node.put("check", wellFormed(alert.check()));
        node.put("group", wellFormed(alert.group()));
        ArrayNode tags = node.putArray("tags");
        alert.tags().forEach(tag -> tags.add(wellFormed(tag)));
        node.put("url", wellFormed(alert.url()));
        node.put("from", alert.from().code());
        node.put("to", alert.to().code());
        node.put("reason", wellFormed(alert.reason()));
        node.put("message", wellFormed(alert.message()));
        node.put("process", wellFormed(alert.process()));
        node.put("server", wellFormed(alert.server()));
        node.put("at", alert.at().toString());
        node.put("since", alert.since().toString());
        ArrayNode failures = node.putArray("failures");
        for (Failure failure : alert.failures()) {
            failures.addObject()
                    .put("component", wellFormed(failure.component()))
                    .put("status", wellFormed(failure.status()))
                    .put("message", wellFormed(failure.message()));
        }
        node.put("consecutiveFailures", alert.consecutiveFailures());
        node.put("problemSince", alert.problemSince().map(Instant::toString).orElse(null));
        node.put("duration", alert.duration().map(Duration::toSeconds).orElse(null));
        node.put("link", wellFormed(alert.link()));
        alert.acknowledged()
                .ifPresentOrElse(
                        one -> node.putObject("acknowledged")
                                .put("by", wellFormed(one.by()))
                                .put("reason", wellFormed(one.reason()))
                                .put("at", one.at().toString())
                                .put("to", one.health().code()),
                        () -> node.putNull("acknowledged"));
        node.put("node", wellFormed(alert.node()));
        return node;
    }

    private static Alert alert(JsonNode node) {
        List<String> tags = new ArrayList<>();
        node.path("tags").forEach(tag -> tags.add(tag.asText()));
        try {
            return new Alert(
                    JsonText.field(node, "id"),
                    AlertKind.valueOf(JsonText.field(node, "kind").toUpperCase(Locale.ROOT)),
                    JsonText.field(node, "check"),
                    JsonText.field(node, "group"),
                    tags,
                    JsonText.field(node, "url"),
                    health(node, "from"),
                    health(node, "to"),
                    JsonText.field(node, "reason"),
                    JsonText.field(node, "message"),
                    JsonText.field(node, "process"),
                    JsonText.field(node, "server"),
                    Instant.parse(JsonText.field(node, "at")),
                    Instant.parse(JsonText.field(node, "since")),
                    Failure.readAll(node.path("failures")),
                    node.path("consecutiveFailures").asInt(),
                    // Alerts stored by versions before these fields have neither.
                    Optional.of(JsonText.field(node, "problemSince"))
                            .filter(time -> !time.isEmpty())
                            .map(Instant::parse),
                    node.path("duration").isNumber()
                            ? Optional.of(
                                    Duration.ofSeconds(node.path("duration").asLong()))
                            : Optional.empty(),
                    node.path("acknowledged").isObject()
                            ? Optional.of(acknowledgement(node.path("acknowledged")))
                            : Optional.empty(),
                    JsonText.field(node, "reference"),
                    JsonText.field(node, "link"),
                    Wording.BUILT_IN,
                    JsonText.field(node, "node"));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("not an alert: kind, state or time cannot be read", e);
        }
    }

    private static Acknowledgement acknowledgement(JsonNode node) {
        return new Acknowledgement(
                Instant.parse(JsonText.field(node, "at")),
                health(node, "to"),
                JsonText.field(node, "reason"),
                JsonText.field(node, "by"));
    }

    private static Health health(JsonNode node, String field) {
        return Health.valueOf(JsonText.field(node, field).toUpperCase(Locale.ROOT));
    }

    /** Returns the JSON to send: ASCII, so it has as many bytes as characters. */
    static String text(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values is always JSON", e);
        }
    }

    /** Replaces half surrogate pairs, which an endpoint may send: strict readers refuse a document with one. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
