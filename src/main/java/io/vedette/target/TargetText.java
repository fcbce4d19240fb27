package io.vedette.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** The health of a target as nodes tell it each other: JSON, times in milliseconds since 1970, what is unknown left out. */
public final class TargetText {

    private static final JsonMapper JSON = new JsonMapper();

    /** What nodes say to each other is short. */
    private static final int MOST_ERROR = 500;

    private TargetText() {}

    /** Returns the health of a target as a text. */
    public static String write(Targets.Target target) {
        ObjectNode node = JSON.createObjectNode()
                .put("delivered", target.delivered())
                .put("failed", target.failed())
                .put("givenUp", target.givenUp())
                .put("inARow", target.failuresInARow())
                .put("error", bounded(target.error()))
                .put("misconfigured", target.misconfigured());
        put(node, "failingSince", target.failingSince());
        put(node, "lastDelivered", target.lastDelivered());
        put(node, "notBefore", target.notBefore());
        return node.toString();
    }

    /** @throws IllegalArgumentException if it is no such text */
    static Targets.Target read(String name, Instant since, String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return new Targets.Target(
                    name,
                    since,
                    node.path("delivered").asLong(),
                    node.path("failed").asLong(),
                    node.path("givenUp").asLong(),
                    node.path("inARow").asInt(),
                    time(node, "failingSince"),
                    time(node, "lastDelivered"),
                    time(node, "notBefore"),
                    node.path("error").asText(),
                    node.path("misconfigured").asBoolean());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the health of a target: " + text, e);
        }
    }

    private static String bounded(String error) {
        return error.length() <= MOST_ERROR ? error : error.substring(0, MOST_ERROR - 1) + "…";
    }

    private static void put(ObjectNode node, String field, Optional<Instant> time) {
        time.ifPresent(at -> node.put(field, at.toEpochMilli()));
    }

    private static Optional<Instant> time(JsonNode node, String field) {
        return node.has(field)
                ? Optional.of(Instant.ofEpochMilli(node.get(field).asLong()))
                : Optional.empty();
    }
}
