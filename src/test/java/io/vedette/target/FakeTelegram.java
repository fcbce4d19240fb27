package io.vedette.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Telegram's Bot API. */
public final class FakeTelegram extends VendorServer {

    private static final String TOKEN = "123456789:AAFake-token_of_a_bot";
    private static final String CHAT = "-1001234567890";

    /** The messages that nothing with an end in it answered. */
    private final Map<Long, String> unanswered = new LinkedHashMap<>();

    private long ids = 40;

    @Override
    public TargetKind kind() {
        return TargetKind.TELEGRAM;
    }

    @Override
    public Map<String, String> values() {
        return Map.of("token", TOKEN, "chatId", CHAT, "url", address());
    }

    @Override
    public Busy busy() {
        return new Busy(
                jsonAnswer(
                        429,
                        "{\"ok\":false,\"error_code\":429,\"description\":\"Too Many Requests: retry after 35\",\"parameters\":{\"retry_after\":35}}"),
                Duration.ofSeconds(35));
    }

    @Override
    public Response refused() {
        return error(403, "Forbidden: bot was kicked from the supergroup chat");
    }

    @Override
    public List<Response> refusedAtOk() {
        return List.of(
                jsonAnswer(200, "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: chat not found\"}"),
                Response.of(200, "text/html", "<html>Log in to the guest network</html>"));
    }

    @Override
    public Pattern alive() {
        return Pattern.compile("@(?!\u200b)|(?<![\\w/])/[A-Za-z]");
    }

    @Override
    public boolean opens() {
        return true;
    }

    @Override
    public synchronized List<String> open() {
        return unanswered.values().stream()
                .filter(text -> text.startsWith("Error: "))
                .toList();
    }

    @Override
    protected synchronized Response answer(Request request) {
        if (!request.path().equals("/bot" + TOKEN + "/sendMessage")) {
            return error(404, "Not Found");
        }
        JsonNode message = json(request.body());
        if (!message.path("chat_id").asText().equals(CHAT)) {
            return error(400, "Bad Request: chat not found");
        }
        String text = message.path("text").asText();
        if (text.isBlank()) {
            return error(400, "Bad Request: message text is empty");
        }
        if (text.length() > 4_096) {
            return error(400, "Bad Request: message is too long");
        }
        JsonNode bold = message.path("entities").path(0);
        if (message.has("parse_mode")
                || bold.path("offset").asInt() + bold.path("length").asInt() > text.length()
                || !message.path("link_preview_options").path("is_disabled").asBoolean()) {
            return error(400, "Bad Request: can't parse entities");
        }
        long answered = message.path("reply_parameters").path("message_id").asLong(0);
        if (answered != 0
                && !unanswered.containsKey(answered)
                && !message.path("reply_parameters")
                        .path("allow_sending_without_reply")
                        .asBoolean()) {
            return error(400, "Bad Request: message to be replied not found");
        }
        if (text.contains(" is OK again!")) {
            unanswered.remove(answered);
        }
        unanswered.put(++ids, text);
        tell(text, withoutEscapes(text));
        return jsonAnswer(200, "{\"ok\":true,\"result\":{\"message_id\":" + ids + ",\"chat\":{\"id\":" + CHAT + "}}}");
    }

    private static Response error(int status, String description) {
        return jsonAnswer(
                status, "{\"ok\":false,\"error_code\":" + status + ",\"description\":\"" + description + "\"}");
    }
}
