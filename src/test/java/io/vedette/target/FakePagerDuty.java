package io.vedette.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** PagerDuty's Events API v2: incidents by their key, and change events. */
public final class FakePagerDuty extends VendorServer {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final int LARGEST = 512 * 1024;

    private final Map<String, String> incidents = new LinkedHashMap<>();
    private final List<String> pages = new CopyOnWriteArrayList<>();

    @Override
    public TargetKind kind() {
        return TargetKind.PAGERDUTY;
    }

    @Override
    public Map<String, String> values() {
        return Map.of("routingKey", KEY, "url", address() + "/v2/enqueue");
    }

    @Override
    public Busy busy() {
        return new Busy(
                jsonAnswer(
                        429,
                        "{\"status\":\"throttle exceeded\",\"message\":\"Requests for this service are arriving too quickly.\"}"),
                Duration.ofMinutes(2));
    }

    @Override
    public Response refused() {
        return invalid("'routing_key' is invalid");
    }

    @Override
    public List<Response> refusedAtOk() {
        return List.of(Response.of(200, "text/html", "<html>proxy</html>"), jsonAnswer(202, ""));
    }

    @Override
    public Pattern alive() {
        return Pattern.compile("\r");
    }

    @Override
    public boolean opens() {
        return true;
    }

    @Override
    public synchronized List<String> open() {
        return new ArrayList<>(incidents.keySet());
    }

    /** Whom it woke: the first trigger of each incident. */
    public List<String> pages() {
        return pages;
    }

    /** What became of an open incident: triggered or acknowledged, and its severity. */
    public synchronized String state(String key) {
        return incidents.getOrDefault(key, "");
    }

    @Override
    protected synchronized Response answer(Request request) {
        JsonNode event = json(request.body());
        if (request.body().getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            return jsonAnswer(413, "{\"message\":\"too large\"}");
        }
        if (!event.path("routing_key").asText().equals(KEY)) {
            return refused();
        }
        JsonNode payload = event.path("payload");
        String summary = payload.path("summary").asText();
        if (summary.codePointCount(0, summary.length()) > 1_024) {
            return invalid("'payload.summary' is too long");
        }
        if (request.path().equals("/v2/change/enqueue")) {
            tell(summary, summary);
            return jsonAnswer(202, "{\"status\":\"success\",\"message\":\"Change event processed\"}");
        }
        if (!request.path().equals("/v2/enqueue")) {
            return jsonAnswer(404, "{}");
        }
        return event(event, payload, summary);
    }

    private Response event(JsonNode event, JsonNode payload, String summary) {
        String key = event.path("dedup_key").asText();
        String action = event.path("event_action").asText();
        if (key.isEmpty() || key.length() > 255) {
            return invalid("'dedup_key' is invalid");
        }
        switch (action) {
            case "trigger" -> {
                if (summary.isEmpty() || payload.path("source").asText().isEmpty()) {
                    return invalid("'payload' is incomplete");
                }
                if (!List.of("critical", "error", "warning", "info")
                        .contains(payload.path("severity").asText())) {
                    return invalid("'payload.severity' is invalid");
                }
                if (!incidents.containsKey(key)) {
                    pages.add(summary);
                }
                incidents.put(key, "triggered " + payload.path("severity").asText());
            }
            case "acknowledge" -> incidents.replace(key, "acknowledged");
            case "resolve" -> incidents.remove(key);
            default -> {
                return invalid("'event_action' is invalid");
            }
        }
        String details = payload.path("custom_details").path("details").asText();
        tell(details, details);
        return jsonAnswer(
                202, "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"" + key + "\"}");
    }

    private static Response invalid(String error) {
        return jsonAnswer(
                400,
                "{\"status\":\"invalid event\",\"message\":\"Event object is invalid\",\"errors\":[\"" + error
                        + "\"]}");
    }
}
