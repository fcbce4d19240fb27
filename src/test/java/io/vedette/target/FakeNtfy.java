package io.vedette.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An ntfy server with a topic that needs a token. */
public final class FakeNtfy extends VendorServer {

    private static final String TOKEN = "tk_fakeaccesstoken0123456789abc";
    private static final String TOPIC = "vedette-alerts";

    @Override
    public TargetKind kind() {
        return TargetKind.NTFY;
    }

    @Override
    public Map<String, String> values() {
        return Map.of("url", address(), "topic", TOPIC, "token", TOKEN);
    }

    @Override
    public Busy busy() {
        return new Busy(error(429, 42908, "limit reached: daily message quota reached"), Duration.ofHours(1));
    }

    @Override
    public Response refused() {
        return error(403, 40301, "forbidden");
    }

    @Override
    public List<Response> refusedAtOk() {
        return List.of(
                Response.of(200, "text/html", "<html>The ntfy web app</html>"),
                jsonAnswer(200, "{\"event\":\"open\"}"));
    }

    /** Text is text here; it is only not to be a file. */
    @Override
    public Pattern alive() {
        return Pattern.compile("\\z.");
    }

    @Override
    protected Response answer(Request request) {
        if (!request.path().equals("/") || !request.method().equals("POST")) {
            return error(404, 40401, "page not found");
        }
        if (!request.header("Authorization").equals("Bearer " + TOKEN)) {
            return error(401, 40101, "unauthorized");
        }
        if (request.body().length() > 8_192) {
            return error(413, 41303, "JSON body too large");
        }
        JsonNode message = json(request.body());
        String text = message.path("message").asText();
        if (message.isMissingNode() || !message.path("topic").asText().equals(TOPIC)) {
            return error(400, 40017, "invalid request: request body must be message JSON");
        }
        if (message.path("priority").asInt() < 1 || message.path("priority").asInt() > 5) {
            return error(400, 40007, "invalid priority parameter");
        }
        if (text.isEmpty() || text.getBytes(StandardCharsets.UTF_8).length > 4_096) {
            return error(400, 40014, "invalid request: attachments not allowed");
        }
        String read = lines(message.path("title").asText(), text);
        tell(read, read);
        return jsonAnswer(
                200, "{\"id\":\"sPs71M8A2T\",\"time\":1767348000,\"event\":\"message\",\"topic\":\"" + TOPIC + "\"}");
    }

    private static Response error(int status, int code, String error) {
        return jsonAnswer(status, "{\"code\":" + code + ",\"http\":" + status + ",\"error\":\"" + error + "\"}");
    }
}
