package io.vedette.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sentry: takes envelopes, or only bare events as servers from before 20.6 did. Reads an envelope by its rules: header
 * line, item header with the length in bytes, payload. An event id that it knows already is dropped, as Sentry does.
 */
public final class FakeSentry extends FakeTarget {

    public static final String KEY = "0123456789abcdef0123456789abcdef";
    public static final String PROJECT = "42";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean old;
    private final Map<String, Boolean> ids = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    private FakeSentry(boolean old) {
        this.old = old;
    }

    public static FakeSentry current() {
        return new FakeSentry(false);
    }

    /** A server that knows no envelopes. */
    public static FakeSentry old() {
        return new FakeSentry(true);
    }

    public String dsn() {
        return address().replace("http://", "http://" + KEY + "@") + "/" + PROJECT;
    }

    /** The events taken, each once. */
    public List<JsonNode> events() {
        return events;
    }

    @Override
    protected Response answer(Request request) {
        boolean envelope = request.path().equals("/api/" + PROJECT + "/envelope/");
        boolean store = request.path().equals("/api/" + PROJECT + "/store/");
        if (!store && (!envelope || old)) {
            return Response.of(404, "text/html", "<h1>Not Found</h1>");
        }
        String auth = request.header("X-Sentry-Auth");
        if (!auth.startsWith("Sentry ") || !auth.contains("sentry_version=7") || !auth.contains("sentry_key=" + KEY)) {
            return json(403, "{\"detail\":\"bad sentry authorization header\"}");
        }
        try {
            JsonNode event = envelope ? eventOf(request) : JSON.readTree(request.body());
            String id = event.path("event_id").asText();
            if (!id.matches("[0-9a-f]{32}") || event.path("timestamp").isMissingNode()) {
                return json(400, "{\"detail\":\"event without id or time\"}");
            }
            if (ids.put(id, true) == null) {
                events.add(event);
            }
            return json(200, "{\"id\":\"" + id + "\"}");
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return json(400, "{\"detail\":\"invalid event envelope\"}");
        }
    }

    private static JsonNode eventOf(Request request) throws JsonProcessingException {
        if (!request.header("Content-Type").equals("application/x-sentry-envelope")) {
            throw new IllegalArgumentException("content type");
        }
        byte[] bytes = request.body().getBytes(StandardCharsets.UTF_8);
        int headerEnd = lineEnd(bytes, 0);
        JsonNode header = JSON.readTree(new String(bytes, 0, headerEnd, StandardCharsets.UTF_8));
        int itemEnd = lineEnd(bytes, headerEnd + 1);
        JsonNode item =
                JSON.readTree(new String(bytes, headerEnd + 1, itemEnd - headerEnd - 1, StandardCharsets.UTF_8));
        int length = item.path("length").asInt(-1);
        int end = itemEnd + 1 + length;
        boolean wholeItem = length >= 0 && (end == bytes.length || end == bytes.length - 1 && bytes[end] == '\n');
        if (!wholeItem || !item.path("type").asText().equals("event")) {
            throw new IllegalArgumentException("item");
        }
        JsonNode event = JSON.readTree(new String(bytes, itemEnd + 1, length, StandardCharsets.UTF_8));
        if (!event.path("event_id").equals(header.path("event_id"))) {
            throw new IllegalArgumentException("event id");
        }
        return event;
    }

    private static int lineEnd(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        throw new IllegalArgumentException("no line");
    }

    private static Response json(int status, String body) {
        return Response.of(status, "application/json", body);
    }
}
