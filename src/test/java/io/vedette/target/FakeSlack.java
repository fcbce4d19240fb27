package io.vedette.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * Slack: chat.postMessage at {@code /api/chat.postMessage}, an incoming webhook at {@link #WEBHOOK}. Like Slack it takes
 * no token from a JSON body and refuses with status 200.
 */
public final class FakeSlack extends FakeTarget {

    public static final String TOKEN = "xoxb-0123-fake-token";
    public static final String CHANNEL = "#alerts";
    public static final String WEBHOOK = "/services/T0001/B0001/fakewebhooksecret";

    private static final ObjectMapper JSON = new ObjectMapper();

    public String apiUrl() {
        return address() + "/api/chat.postMessage";
    }

    public String webhookUrl() {
        return address() + WEBHOOK;
    }

    /** The texts that were posted, as sent. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>();
        requests()
                .forEach(request -> texts.add(json(request.body()).path("text").asText()));
        return texts;
    }

    public static Behaviour notOk(String error) {
        return Behaviour.answer(apiAnswer("{\"ok\":false,\"error\":\"" + error + "\"}"));
    }

    @Override
    protected Response answer(Request request) {
        if (request.path().equals("/api/chat.postMessage")) {
            return api(request);
        }
        if (request.path().equals(WEBHOOK)) {
            String error = fault(json(request.body()));
            return error.isEmpty() ? Response.of(200, "text/html", "ok") : Response.of(400, "text/html", error);
        }
        return Response.of(404, "text/html", "no_service");
    }

    private Response api(Request request) {
        if (!request.header("Content-Type").startsWith("application/json")) {
            return apiAnswer("{\"ok\":false,\"error\":\"invalid_form_data\"}");
        }
        if (request.header("Authorization").isEmpty()) {
            return apiAnswer("{\"ok\":false,\"error\":\"not_authed\"}");
        }
        if (!request.header("Authorization").equals("Bearer " + TOKEN)) {
            return apiAnswer("{\"ok\":false,\"error\":\"invalid_auth\"}");
        }
        JsonNode message = json(request.body());
        String error = message.path("channel").asText().equals(CHANNEL) ? fault(message) : "channel_not_found";
        return error.isEmpty()
                ? apiAnswer("{\"ok\":true,\"channel\":\"C0001\",\"ts\":\"1503435956.000247\",\"message\":{}}")
                : apiAnswer("{\"ok\":false,\"error\":\"" + error + "\"}");
    }

    private static String fault(JsonNode message) {
        if (message.isMissingNode()) {
            return "invalid_payload";
        }
        String text = message.path("text").asText();
        return text.isEmpty() ? "no_text" : text.length() > 40_000 ? "msg_too_long" : "";
    }

    private static Response apiAnswer(String json) {
        return Response.of(200, "application/json; charset=utf-8", json);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
