package io.vedette.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.alert.Alerts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Alertmanager's API v2: alerts by their labels, until they end. */
public final class FakeAlertmanager extends VendorServer {

    private final Map<String, Instant> ends = new LinkedHashMap<>();

    @Override
    public TargetKind kind() {
        return TargetKind.ALERTMANAGER;
    }

    @Override
    public Map<String, String> values() {
        return Map.of(
                "url",
                address() + "/am/",
                "username",
                "vedette",
                "password",
                "pa:ss",
                "labels",
                "team=shop, region = eu");
    }

    @Override
    public List<String> secrets() {
        return List.of("pa:ss", basic());
    }

    private static String basic() {
        return Base64.getEncoder().encodeToString("vedette:pa:ss".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Busy busy() {
        return new Busy(Response.of(503, "text/plain", "busy").with("Retry-After", "7"), Duration.ofSeconds(7));
    }

    @Override
    public Response refused() {
        return jsonAnswer(400, "\"\\\"check\\\" is not a valid label name\"");
    }

    @Override
    public boolean needsTheWholeAnswer() {
        return false;
    }

    @Override
    public Pattern alive() {
        return Pattern.compile("\r");
    }

    @Override
    public boolean opens() {
        return true;
    }

    /** The alerts that fire at the time of tests, by their labels. */
    @Override
    public synchronized List<String> open() {
        return ends.entrySet().stream()
                .filter(one -> one.getValue().isAfter(Alerts.AT))
                .map(Map.Entry::getKey)
                .toList();
    }

    public synchronized Instant end(String labels) {
        return ends.get(labels);
    }

    @Override
    protected synchronized Response answer(Request request) {
        if (!request.header("Authorization").equals("Basic " + basic())) {
            return Response.of(401, "text/plain", "Unauthorized");
        }
        JsonNode all = json(request.body());
        if (!request.path().equals("/am/api/v2/alerts") || !all.isArray() || all.isEmpty()) {
            return jsonAnswer(422, "{\"code\":601,\"message\":\"no alerts\"}");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode one : all) {
            Instant from = Instant.parse(one.path("startsAt").asText());
            Instant to = Instant.parse(one.path("endsAt").asText());
            if (from.isAfter(to) || !isLabelled((ObjectNode) one.path("labels"))) {
                return jsonAnswer(400, "\"start time must be before end time, at least one label pair required\"");
            }
            ends.put(one.path("labels").toString(), to);
            texts.add(one.path("annotations")
                    .path(one.path("annotations").has("description") ? "description" : "summary")
                    .asText());
        }
        String text = String.join("\n", texts);
        tell(text, text);
        return Response.of(200, "application/json", "");
    }

    private static boolean isLabelled(ObjectNode labels) {
        boolean valid = !labels.isEmpty();
        for (Map.Entry<String, JsonNode> label : labels.properties()) {
            valid &= label.getKey().matches("[a-zA-Z_][a-zA-Z0-9_]*")
                    && !label.getValue().asText().isEmpty();
        }
        return valid;
    }

    /** How long an alert goes on after the time of tests. */
    public Duration goesOn(String labels) {
        return Duration.between(Alerts.AT, end(labels));
    }
}
