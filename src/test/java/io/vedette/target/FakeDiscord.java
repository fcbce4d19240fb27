package io.vedette.target;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A webhook of a Discord channel. */
public final class FakeDiscord extends VendorServer {

    private static final String PATH =
            "/api/webhooks/112233445566/fAk3Zq8v-Tn5LwXy2_RbC7dMpQ1sJe9UhGi4KoA6tNfWzVxYrBmS0lDcEuHaPjIgOk";
    private static final Pattern EDIT = Pattern.compile(Pattern.quote(PATH) + "/messages/(\\d+)");

    private final AtomicLong ids = new AtomicLong(1_190_000_000_000_000_000L);
    /** What the messages look like now that told of one problem, by id. */
    private final Map<String, String> messages = new LinkedHashMap<>();

    @Override
    public TargetKind kind() {
        return TargetKind.DISCORD;
    }

    @Override
    public Map<String, String> values() {
        return Map.of("webhookUrl", address() + PATH, "username", "Vedette");
    }

    @Override
    public Busy busy() {
        return new Busy(
                jsonAnswer(429, "{\"message\":\"You are being rate limited.\",\"retry_after\":1.337,\"global\":false}")
                        .with("Retry-After", "2"),
                Duration.ofMillis(1_337));
    }

    @Override
    public Response refused() {
        return jsonAnswer(404, "{\"message\":\"Unknown Webhook\",\"code\":10015}");
    }

    @Override
    public List<Response> refusedAtOk() {
        return List.of(
                new Response(204, Map.of(), ""),
                Response.of(200, "text/html", "<html>Blocked by your provider</html>"));
    }

    @Override
    public Pattern alive() {
        return Pattern.compile("(?<!\\\\)[`*\\[\\]<>|]|@(?!\u200b)|(?<![\\\\\\w/])[_~]");
    }

    @Override
    public boolean opens() {
        return true;
    }

    @Override
    public synchronized List<String> open() {
        return messages.values().stream()
                .filter(text -> text.startsWith("Error: ") && !text.contains("problems"))
                .toList();
    }

    @Override
    protected synchronized Response answer(Request request) {
        JsonNode message = json(request.body());
        Matcher edit = EDIT.matcher(request.path());
        boolean isEdit = request.method().equals("PATCH") && edit.matches();
        if (!isEdit && !request.path().equals(PATH + "?wait=true")) {
            return jsonAnswer(401, "{\"message\":\"Invalid Webhook Token\",\"code\":50027}");
        }
        String content = message.path("content").asText();
        String description = message.path("embeds").path(0).path("description").asText();
        if (content.isEmpty() && description.isEmpty()) {
            return jsonAnswer(400, "{\"message\":\"Cannot send an empty message\",\"code\":50006}");
        }
        if (content.length() > 2_000
                || description.length() > 4_096
                || content.length() + description.length() > 6_000) {
            return jsonAnswer(400, "{\"message\":\"Invalid Form Body\",\"code\":50035,\"errors\":{}}");
        }
        boolean callsNobody = message.path("allowed_mentions").path("parse").isArray()
                && message.path("allowed_mentions").path("parse").isEmpty();
        if (!callsNobody) {
            return jsonAnswer(400, "{\"message\":\"somebody is called\",\"code\":1}");
        }
        String text = lines(content, description);
        if (isEdit) {
            if (messages.replace(edit.group(1), withoutEscapes(text)) == null) {
                return jsonAnswer(404, "{\"message\":\"Unknown Message\",\"code\":10008}");
            }
            return jsonAnswer(200, "{\"id\":\"" + edit.group(1) + "\"}");
        }
        String id = String.valueOf(ids.incrementAndGet());
        messages.put(id, withoutEscapes(text));
        tell(text, withoutEscapes(text));
        return jsonAnswer(200, "{\"id\":\"" + id + "\",\"channel_id\":\"9\",\"type\":0}");
    }
}
