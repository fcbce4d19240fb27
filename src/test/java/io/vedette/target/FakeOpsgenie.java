package io.vedette.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opsgenie's Alert API. */
public final class FakeOpsgenie extends VendorServer {

    private static final String KEY = "01234567-89ab-cdef-0123-456789abcdef";
    private static final Pattern ACTION =
            Pattern.compile("/v2/alerts/([A-Za-z0-9-]+)/(close|acknowledge)\\?identifierType=alias");

    private final Map<String, String> alerts = new LinkedHashMap<>();

    @Override
    public TargetKind kind() {
        return TargetKind.OPSGENIE;
    }

    @Override
    public Map<String, String> values() {
        return Map.of("apiKey", KEY, "url", address() + "/v2/alerts", "teams", "ops, web");
    }

    @Override
    public Busy busy() {
        return new Busy(
                jsonAnswer(429, "{\"message\":\"You are making too many requests!\",\"took\":0.1,\"requestId\":\"r\"}")
                        .with("X-RateLimit-Period-In-Sec", "60"),
                Duration.ofSeconds(60));
    }

    @Override
    public Response refused() {
        return jsonAnswer(401, "{\"message\":\"Could not authenticate\",\"took\":0.0,\"requestId\":\"r\"}");
    }

    @Override
    public List<Response> refusedAtOk() {
        return List.of(Response.of(200, "text/html", "<html>proxy</html>"), jsonAnswer(202, "{\"result\":\"?\"}"));
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
        return new ArrayList<>(alerts.keySet());
    }

    public synchronized String state(String alias) {
        return alerts.getOrDefault(alias, "");
    }

    @Override
    protected synchronized Response answer(Request request) {
        if (!request.header("Authorization").equals("GenieKey " + KEY)) {
            return refused();
        }
        JsonNode body = json(request.body());
        Matcher action = ACTION.matcher(request.path());
        if (action.matches()) {
            if (action.group(2).equals("close")) {
                alerts.remove(action.group(1));
            } else {
                alerts.replace(
                        action.group(1), "acknowledged by " + body.path("user").asText());
            }
            tell(body.path("note").asText(), body.path("note").asText());
            return taken();
        }
        if (!request.path().equals("/v2/alerts")) {
            return jsonAnswer(404, "{\"message\":\"no such thing\"}");
        }
        boolean fits =
                within(body, "message", 130) && within(body, "alias", 512) && within(body, "description", 15_000);
        boolean tagsFit = body.path("tags").size() <= 20;
        for (JsonNode tag : body.path("tags")) {
            tagsFit &= tag.asText().length() <= 50;
        }
        if (!fits || !tagsFit || body.path("message").asText().isEmpty()) {
            return jsonAnswer(422, "{\"message\":\"Request body is not processable. Please check the errors.\"}");
        }
        if (body.has("alias")) {
            alerts.put(
                    body.path("alias").asText(), "open " + body.path("priority").asText());
        }
        tell(body.path("description").asText(), body.path("description").asText());
        return taken();
    }

    private static boolean within(JsonNode body, String field, int most) {
        return body.path(field).asText().length() <= most;
    }

    private static Response taken() {
        return jsonAnswer(
                202,
                "{\"result\":\"Request will be processed\",\"took\":0.3,\"requestId\":\"43a29c5c-3dbf-4fa4-9c26-f4f71023e120\"}");
    }
}
