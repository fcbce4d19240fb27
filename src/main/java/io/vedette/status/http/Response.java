package io.vedette.status.http;

import io.vedette.config.values.Sha256;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** What the status server answers. */
public record Response(int status, String contentType, String body, Map<String, String> headers) {

    /** What is answered where nothing is. */
    public static final Response NOTHING = json(404, "{\"data\":{}}");

    public static Response json(int status, String body) {
        return new Response(status, "application/json", body, Map.of());
    }

    public static Response page(String body) {
        return new Response(200, "text/html; charset=utf-8", body, Map.of());
    }

    public Response with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Response(status, contentType, body, more);
    }

    /** Returns the same with a tag of its content; only the tag when the caller has that content already. */
    public Response tagged(Request request) {
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

    /** Returns the same with a tag of its content, to be kept by anybody for a time: what is sent to many is not summed up for each. */
    public Response cached(Duration time) {
        return with("ETag", "W/\"" + digest(body) + '"').with("Cache-Control", "public, max-age=" + time.toSeconds());
    }

    /** Returns only the tag that it has already when the caller has that content. */
    public Response known(Request request) {
        String tag = headers.getOrDefault("ETag", "");
        boolean known = !request.ifNoneMatch().isEmpty()
                && Arrays.stream(request.ifNoneMatch().split(","))
                        .map(String::strip)
                        .anyMatch(one -> one.equals("*") || weak(one).equals(tag));
        return known ? new Response(304, contentType, "", headers) : this;
    }

    private static String weak(String tag) {
        return tag.startsWith("W/") ? tag : "W/" + tag;
    }

    private static String digest(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Sha256.of(text), 15));
    }

    /** Returns what a request is sent of it: HEAD no body, whose bytes would be taken for the next answer on the connection. */
    public Response to(Request request) {
        return request.method().equals("HEAD") ? new Response(status, contentType, "", headers) : this;
    }
}
