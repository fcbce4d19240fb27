package io.vedette.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Mattermost's incoming webhook. */
public final class FakeMattermost extends VendorServer {

    private static final String PATH = "/hooks/xk3f8yq1p7bmzr5wd9s2u6hnte";
    private static final int LONGEST = 16_383;

    @Override
    public TargetKind kind() {
        return TargetKind.MATTERMOST;
    }

    @Override
    public Map<String, String> values() {
        return Map.of("webhookUrl", address() + PATH, "channel", "town-square", "username", "vedette");
    }

    @Override
    public Busy busy() {
        return new Busy(
                jsonAnswer(
                                429,
                                "{\"id\":\"api.context.rate_limit\",\"message\":\"limit exceeded\",\"status_code\":429}")
                        .with("Retry-After", "3"),
                Duration.ofSeconds(3));
    }

    @Override
    public Response refused() {
        return error(400, "web.incoming_webhook.invalid.app_error", "Invalid webhook.");
    }

    @Override
    public List<Response> refusedAtOk() {
        return List.of(
                Response.of(200, "text/html", "<html>Log in to Mattermost</html>"), Response.of(200, "text/plain", ""));
    }

    @Override
    public Pattern alive() {
        return Pattern.compile("(?<!\\\\)[`*\\[\\]<>|!]|@(?!\u200b)|(?<![\\\\\\w/])[_~]");
    }

    @Override
    protected Response answer(Request request) {
        if (!request.path().equals(PATH)) {
            return error(404, "store.sql_webhooks.get_incoming.app_error", "Unable to get the webhook.");
        }
        JsonNode message = json(request.body());
        if (!request.header("Content-Type").startsWith("application/json") || message.isMissingNode()) {
            return error(
                    400, "api.webhook.incoming.error", "Could not decode the multipart payload of incoming webhook.");
        }
        JsonNode attachment = message.path("attachments").path(0);
        String text = message.path("text").asText();
        String details = attachment.path("text").asText();
        if (text.isEmpty() && attachment.isMissingNode()) {
            return error(400, "web.incoming_webhook.text.app_error", "No text specified.");
        }
        if (text.codePointCount(0, text.length()) > LONGEST || details.length() > LONGEST) {
            return error(400, "web.incoming_webhook.text.length.app_error", "Maximum text length is 16383 characters.");
        }
        if (!attachment.isMissingNode() && !attachment.path("color").asText().matches("#[0-9a-f]{6}")) {
            return error(400, "api.webhook.incoming.error", "Invalid color.");
        }
        tell(lines(text, details), withoutEscapes(lines(text, details)));
        return Response.of(200, "text/plain", "ok");
    }

    private static Response error(int status, String id, String message) {
        return jsonAnswer(
                status, "{\"id\":\"" + id + "\",\"message\":\"" + message + "\",\"status_code\":" + status + "}");
    }
}
