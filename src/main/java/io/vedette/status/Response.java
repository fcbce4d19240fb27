package io.vedette.status;

import java.util.Map;

/** What the status server answers. */
public record Response(int status, String contentType, String body, Map<String, String> headers) {

    public static Response json(int status, String body) {
        return new Response(status, "application/json", body, Map.of());
    }

    public static Response page(String body) {
        return new Response(
                200,
                "text/html; charset=utf-8",
                body,
                Map.of(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'"));
    }

    /** What HEAD is answered: bytes of a body would be taken for the next answer on the connection. */
    public Response withoutBody() {
        return new Response(status, contentType, "", headers);
    }

    /** Asks for user and password. */
    public static Response unauthorized() {
        return new Response(
                401,
                "application/json",
                "{\"error\":\"user and password needed\"}",
                Map.of("WWW-Authenticate", "Basic realm=\"Vedette\", charset=\"UTF-8\""));
    }
}
