package io.vedette.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.config.settings.GivenSecrets;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * A vendor on loopback, as {@link VendorContractTest} wants one: it takes what the real one takes, refuses what that refuses
 * (a size above its limit above all), and keeps what it took as a person would read it. What else it can do wrong, such as hang or
 * break off, it has from {@link FakeTarget}.
 */
public abstract class VendorServer extends FakeTarget {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> raw = new CopyOnWriteArrayList<>();

    /**
     * The vendor's words for too much at once.
     *
     * @param pause how long they ask to be left alone
     */
    public record Busy(Response response, Duration pause) {}

    /** The kind of target that is told here. */
    public abstract TargetKind kind();

    /** The parameters of a target that is told here, all secrets among them. */
    public abstract Map<String, String> values();

    /** What must be shown nowhere: the secrets among the values, and what is secret of them. */
    public List<String> secrets() {
        return values().entrySet().stream()
                .filter(value -> kind().isSecret(value.getKey()))
                .flatMap(value -> GivenSecrets.ofSecret(value.getValue()).stream())
                .toList();
    }

    /** What it says where too much is sent at once. */
    public abstract Busy busy();

    /** What it says where only somebody can help, such as a revoked token. */
    public abstract Response refused();

    /** What it says with status 200 and yet did not take; none where the status decides. */
    public List<Response> refusedAtOk() {
        return List.of();
    }

    /** Whether an answer that breaks off in its body counts as none. */
    public boolean needsTheWholeAnswer() {
        return true;
    }

    /** What in a message would call people, run, or be anything but text. */
    public abstract Pattern alive();

    /** Whether a problem opens something here that its end closes: a thread, a ringing phone. */
    public boolean opens() {
        return false;
    }

    /** What problems opened and nothing closed so far. */
    public List<String> open() {
        return List.of();
    }

    /** The messages that it took, as a person reads them, in their order. */
    public final List<String> told() {
        return told;
    }

    /** The texts of messages that it took, as they were sent. */
    public final List<String> raw() {
        return raw;
    }

    /** Keeps a message that it takes. */
    protected final void tell(String text, String read) {
        raw.add(text);
        told.add(read);
    }

    /** Reads JSON; what is none is a missing node. */
    protected static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** The fields of a form, or of an address behind its question mark. */
    protected static Map<String, String> form(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text.split("&")) {
            int end = pair.indexOf('=');
            if (end > 0) {
                fields.put(decoded(pair.substring(0, end)), decoded(pair.substring(end + 1)));
            }
        }
        return fields;
    }

    protected static Response jsonAnswer(int status, String json) {
        return Response.of(status, "application/json; charset=utf-8", json);
    }

    /** Without backslashes before signs, and without spaces of no width. */
    protected static String withoutEscapes(String text) {
        return text.replaceAll("\\\\([^0-9A-Za-z\\s])", "$1").replace("\u200b", "");
    }

    /** The texts that are not empty, a line each. */
    protected static String lines(String... texts) {
        List<String> lines = new ArrayList<>(List.of(texts));
        lines.removeIf(String::isEmpty);
        return String.join("\n", lines);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
