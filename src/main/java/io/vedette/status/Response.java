package io.vedette.status;

import java.util.Map;

/** What the status server answers. */
public record Response(int status, String contentType, String body, Map<String, String> headers) {

    public static Response json(int status, String body) {
        return new Response(status, "application/json", body, Map.of());
    }

    public static Response page(String body) {
        return new Response(200, "text/html; charset=utf-8", body, Map.of());
    }

    /** What HEAD is answered: bytes of a body would be taken for the next answer on the connection. */
    public Response withoutBody() {
        return new Response(status, contentType, "", headers);
    }

    /** Asks for user and password, or for a token. */
    public static Response unauthorized(String challenge, String what) {
        return new Response(
                401, "application/json", "{\"error\":\"" + what + "\"}", Map.of("WWW-Authenticate", challenge));
    }
}
