package io.vedette.status;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.config.values.Sha256;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** What the status server answers. */
public record Response(int status, String contentType, String body, Map<String, String> headers) {

    public static Response json(int status, String body) {
        return new Response(status, "application/json", body, Map.of());
    }

    public static Response page(String body) {
        return new Response(200, "text/html; charset=utf-8", body, Map.of());
    }

    /** What is wrong with a request, as RFC 9457 has it. */
    static Response problem(int status, String detail, Request request) {
        return problem(status, detail, request, ApiJson.object());
    }

    /** The same with members of its own kind. */
    static Response problem(int status, String detail, Request request, ObjectNode more) {
        ObjectNode problem = ApiJson.object();
        problem.put("type", "about:blank").put("title", title(status)).put("status", status);
        problem.put("detail", detail).put("instance", request.rawPath());
        problem.setAll(more);
        return new Response(status, "application/problem+json", ApiJson.write(problem), Map.of());
    }

    /** A refusal with {@code {"error":…}}, in the form of the API. */
    Response asProblem(Request request) {
        String detail = ApiJson.read(body).path("error").asText();
        Response problem = problem(status, detail, request);
        return new Response(status, problem.contentType(), problem.body(), headers);
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 429 -> "Too Many Requests";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            case 501 -> "Not Implemented";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }

    Response with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Response(status, contentType, body, more);
    }

    /** The same with a tag of its content; only the tag when the caller has that content already. */
    Response tagged(Request request) {
        if (status != 200) {
            return this;
        }
        String tag = "W/\"" + digest(body) + '"';
        Response tagged = with("ETag", tag).with("Cache-Control", "no-cache");
        boolean known = Arrays.stream(request.ifNoneMatch().split(","))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || weak(one).equals(tag));
        return known ? new Response(304, contentType, "", tagged.headers()) : tagged;
    }

    private static String weak(String tag) {
        return tag.startsWith("W/") ? tag : "W/" + tag;
    }

    private static String digest(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(text), 15));
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
