package io.vedette.status.http;

import io.vedette.config.values.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the status server answers.
 *
 * @param body the text, empty where it is a picture
 * @param payload what is sent in place of the text: a picture, or the text as it is kept for many
 */
public record Response(
        int status, String contentType, String body, Map<String, String> headers, Optional<Payload> payload) {

    /** What is answered where nothing is. */
    public static final Response NOTHING = json(404, "{\"data\":{}}");

    public Response(int status, String contentType, String body, Map<String, String> headers) {
        this(status, contentType, body, headers, Optional.empty());
    }

    /** Returns a picture, to be kept by whoever asks. */
    public static Response picture(String contentType, byte[] bytes) {
        return new Response(200, contentType, "", Map.of(), Optional.of(Payload.plain(bytes)))
                .with("ETag", "W/\"" + digest(bytes) + '"')
                .with("Cache-Control", "no-cache");
    }

    public static Response json(int status, String body) {
        return new Response(status, "application/json", body, Map.of());
    }

    public static Response page(String body) {
        return new Response(200, "text/html; charset=utf-8", body, Map.of());
    }

    public Response with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Response(status, contentType, body, more, payload);
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
        return kept().with("Cache-Control", "public, max-age=" + time.toSeconds());
    }

    /** Returns the same with a tag of its content, packed once for all who will ask; they ask each time whether it is still that. */
    public Response kept() {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Response(status, contentType, body, headers, Optional.of(Payload.packing(bytes)))
                .with("ETag", "W/\"" + digest(bytes) + '"')
                .with("Cache-Control", "no-cache")
                .with("Vary", "Accept-Encoding");
    }

    /** Returns what is sent. */
    public byte[] bytes() {
        return payload.map(Payload::bytes).orElseGet(() -> body.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns what a caller is sent of one that is kept: only the tag when it has that content, else packed when it takes that. */
    public Response known(Request request) {
        String tag = headers.getOrDefault("ETag", "");
        boolean known = !request.ifNoneMatch().isEmpty()
                && Arrays.stream(request.ifNoneMatch().split(","))
                        .map(String::strip)
                        .anyMatch(one -> one.equals("*") || weak(one).equals(tag));
        if (known) {
            return new Response(304, contentType, "", headers);
        }
        return payload.isPresent() && payload.get().isPackable() && request.takesGzip()
                ? new Response(status, contentType, body, headers, payload.map(Payload::asPacked))
                        .with("Content-Encoding", "gzip")
                : this;
    }

    private static String weak(String tag) {
        return tag.startsWith("W/") ? tag : "W/" + tag;
    }

    private static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[] bytes) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Arrays.copyOf(Sha256.begun().digest(bytes), 15));
    }

    /** Returns what a request is sent of it: HEAD no body, whose bytes would be taken for the next answer on the connection. */
    public Response to(Request request) {
        return request.method().equals("HEAD") ? new Response(status, contentType, "", headers) : this;
    }
}
