package io.vedette.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.state.ClockStep;
import java.time.Instant;
import java.util.Optional;

/** The health of a target as nodes tell it each other: JSON, times in milliseconds since 1970, what is unknown left out. */
public final class TargetText {

    private static final JsonMapper JSON = new JsonMapper();

    /** What nodes say to each other is short. */
    private static final int MOST_ERROR = 500;

    /** The end of the last year that is written with four digits. */
    private static final long LATEST = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    private TargetText() {}

    /**
     * Returns the health of a target as a text.
     *
     * @param now by the clock by which its times were noted
     */
    public static String write(Targets.Target target, Instant now) {
        ObjectNode node = JSON.createObjectNode()
                .put("delivered", target.delivered())
                .put("failed", target.failed())
                .put("givenUp", target.givenUp())
                .put("inARow", target.failuresInARow())
                .put("error", bounded(target.error()))
                .put("misconfigured", target.misconfigured());
        node.put("clock", now.toEpochMilli());
        put(node, "failingSince", target.failingSince());
        put(node, "lastDelivered", target.lastDelivered());
        put(node, "notBefore", target.notBefore());
        return node.toString();
    }

    /**
     * @param now by the clock of this node, by which the times are then
     * @throws IllegalArgumentException if it is no such text
     */
    static Targets.Target read(String name, Instant since, String text, Instant now) {
        JsonNode node = object(text);
        ClockStep step = ClockStep.between(time(node, "clock").orElse(now), now);
        return new Targets.Target(
                name,
                since,
                count(node, "delivered"),
                count(node, "failed"),
                count(node, "givenUp"),
                Math.toIntExact(Math.min(count(node, "inARow"), Integer.MAX_VALUE - 1)),
                time(node, "failingSince").map(step::past),
                time(node, "lastDelivered").map(step::past),
                time(node, "notBefore").map(step::future),
                bounded(node.path("error").asText()),
                node.path("misconfigured").asBoolean());
    }

    private static JsonNode object(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the health of a target: " + text, e);
        }
        throw new IllegalArgumentException("not the health of a target: " + text);
    }

    private static long count(JsonNode node, String field) {
        long count = node.path(field).asLong();
        if (count < 0) {
            throw new IllegalArgumentException(field + " is " + count);
        }
        return count;
    }

    private static String bounded(String error) {
        return error.length() <= MOST_ERROR ? error : error.substring(0, MOST_ERROR - 1) + "…";
    }

    private static void put(ObjectNode node, String field, Optional<Instant> time) {
        time.ifPresent(at -> node.put(field, at.toEpochMilli()));
    }

    private static Optional<Instant> time(JsonNode node, String field) {
        if (!node.has(field)) {
            return Optional.empty();
        }
        long millis = node.get(field).asLong();
        if (millis < 0 || millis > LATEST) {
            throw new IllegalArgumentException(field + " is at no time: " + millis);
        }
        return Optional.of(Instant.ofEpochMilli(millis));
    }
}
