package io.vedette.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A webhook of a Google Chat space. */
public final class FakeGoogleChat extends VendorServer {

    private static final String PATH = "/v1/spaces/AAAAfake/messages";
    private static final String KEY = "AIzaFakeKeyOfAProject";
    private static final String TOKEN = "fAkeToKenOfAHook%3D";

    /** What was last said in each thread. */
    private final Map<String, String> threads = new LinkedHashMap<>();

    @Override
    public TargetKind kind() {
        return TargetKind.GOOGLE_CHAT;
    }

    @Override
    public Map<String, String> values() {
        return Map.of("webhookUrl", address() + PATH + "?key=" + KEY + "&token=" + TOKEN);
    }

    @Override
    public Busy busy() {
        return new Busy(
                error(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).")
                        .with("Retry-After", "60"),
                Duration.ofSeconds(60));
    }

    @Override
    public Response refused() {
        return error(404, "NOT_FOUND", "Requested entity was not found.");
    }

    @Override
    public List<Response> refusedAtOk() {
        return List.of(Response.of(200, "text/html", "<html>Sign in</html>"), jsonAnswer(200, "{}"));
    }

    @Override
    public Pattern alive() {
        return Pattern.compile("<(?!/?b>|/?font|br>)|&(?!lt;|gt;|amp;)");
    }

    @Override
    public boolean opens() {
        return true;
    }

    @Override
    public synchronized List<String> open() {
        return threads.values().stream()
                .filter(text -> !text.contains(" is OK again!"))
                .toList();
    }

    @Override
    protected synchronized Response answer(Request request) {
        int query = request.path().indexOf('?');
        Map<String, String> options = form(request.path().substring(query + 1));
        if (!request.path().substring(0, query).equals(PATH) || !KEY.equals(options.get("key"))) {
            return error(403, "PERMISSION_DENIED", "The caller does not have permission");
        }
        if (request.body().length() > 32_000) {
            return error(400, "INVALID_ARGUMENT", "The message is too large.");
        }
        JsonNode message = json(request.body());
        List<String> lines = new ArrayList<>();
        for (JsonNode widget : message.path("cardsV2")
                .path(0)
                .path("card")
                .path("sections")
                .path(0)
                .path("widgets")) {
            if (widget.has("textParagraph")) {
                lines.add(widget.path("textParagraph").path("text").asText());
            }
        }
        if (lines.isEmpty()
                || message.has("text")
                || message.path("fallbackText").asText().isEmpty()) {
            return error(400, "INVALID_ARGUMENT", "Message cannot be empty.");
        }
        String raw = String.join("\n", lines);
        String thread = message.path("thread").path("threadKey").asText();
        // Without the option Google passes the key over.
        if (!thread.isEmpty() && "REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD".equals(options.get("messageReplyOption"))) {
            threads.put(thread, read(raw));
        }
        tell(raw, read(raw));
        return jsonAnswer(
                200,
                "{\"name\":\"spaces/AAAAfake/messages/m" + told().size()
                        + "\",\"thread\":{\"name\":\"spaces/AAAAfake/threads/t\"}}");
    }

    private static String read(String html) {
        return html.replace("<br>", "\n")
                .replaceAll("<[^>]*>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static Response error(int code, String status, String message) {
        return jsonAnswer(
                code,
                "{\"error\":{\"code\":" + code + ",\"message\":\"" + message + "\",\"status\":\"" + status + "\"}}");
    }
}
