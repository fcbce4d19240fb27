package io.vedette.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Set;

/** HipChat v2: room notifications, answered by 204. */
public final class FakeHipChat extends FakeTarget {

    public static final String TOKEN = "hipchat-fake-token";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> COLORS = Set.of("yellow", "green", "red", "purple", "gray", "random");

    @Override
    protected Response answer(Request request) {
        if (!request.header("Authorization").equals("Bearer " + TOKEN)) {
            return error(401, "Invalid OAuth session", "Unauthorized");
        }
        if (!request.path().matches("/v2/room/[^/]+/notification")) {
            return error(404, "Room not found", "Not Found");
        }
        try {
            JsonNode message = JSON.readTree(request.body());
            int length = message.path("message").asText().length();
            boolean valid = length >= 1
                    && length <= 10_000
                    && COLORS.contains(message.path("color").asText())
                    && message.path("from").asText().length() <= 64;
            return valid ? Response.of(204, "text/html", "") : error(400, "The request body is invalid", "Bad Request");
        } catch (JsonProcessingException e) {
            return error(400, "The request body is invalid", "Bad Request");
        }
    }

    private static Response error(int code, String message, String type) {
        String json = "{\"error\":{\"code\":%d,\"message\":\"%s\",\"type\":\"%s\"}}".formatted(code, message, type);
        return Response.of(code, "application/json", json);
    }
}
