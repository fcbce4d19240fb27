package io.vedette.rule.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vedette.probe.Answer;
import io.vedette.rule.BodyExcerpt;
import io.vedette.rule.HealthWord;
import io.vedette.rule.Text;
import io.vedette.rule.health.HealthReport.Component;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * An HTTP answer, read once for every dialect.
 *
 * @param http the response
 * @param text the body without blanks at its ends
 * @param json the body's one JSON value; a missing node when it is none
 * @param words what words mean to this check
 * @param now the present time, for what may be stale
 */
record HealthAnswer(Answer.Http http, String text, JsonNode json, HealthWords words, Instant now) {

    /** So many keys and characters describe an answer that nobody understands. */
    private static final int SHOWN_KEYS = 8;

    private static final int SHOWN_TEXT = 120;

    /** One value, nothing after it; the parser itself bounds nesting (1,000) and the length of numbers. */
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    static HealthAnswer of(Answer.Http http, HealthWords words, Instant now) {
        String text = http.text().strip();
        return new HealthAnswer(http, text, parsed(text), words, now);
    }

    private static JsonNode parsed(String text) {
        if (text.isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            return READER.readTree(text);
        } catch (JsonProcessingException e) {
            // Not JSON: an answer like others. seen() says what it is instead.
            return MissingNode.getInstance();
        }
    }

    int status() {
        return http.status();
    }

    /** Returns what a word means to this check. */
    HealthWord word(String word) {
        return words.of(word);
    }

    /** Returns the components of a documented container, see {@link Components#of}. */
    List<Component> components(JsonNode container) {
        return Components.of(container, words, false);
    }

    /** Returns the field of the body, its name in any case; a missing node when there is none. */
    JsonNode field(String name) {
        return field(json, name);
    }

    /** Returns the field of an object, its name in any case; a missing node when there is none. */
    static JsonNode field(JsonNode object, String name) {
        JsonNode exact = object.path(name);
        if (!exact.isMissingNode() || !object.isObject()) {
            return exact;
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = object.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (field.getKey().equalsIgnoreCase(name)) {
                return field.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    /** Returns whether the answer has the shape of .NET's health report, in which a number may stand for a word. */
    boolean isDotNet() {
        return !field("totalDuration").isMissingNode()
                || field("entries").isContainerNode()
                || field("results").isContainerNode()
                || field("info").isArray()
                || HealthWord.isDotNet(field("status")) && field("checks").isContainerNode();
    }

    /** Returns whether it is a problem report (RFC 9457, before it RFC 7807): its numeric status is an HTTP code, no health. */
    boolean isProblemDocument() {
        return http.mediaType().equals("application/problem+json")
                || field("status").isIntegralNumber()
                        && field("title").isTextual()
                        && (!field("type").isMissingNode() || !field("detail").isMissingNode());
    }

    /** Returns why a server that fails says that it does, where its body is a report of an error; empty text when it says nothing. */
    String why() {
        if (!json.isObject() || isProblemDocument()) {
            return "";
        }
        String explanation = ComponentText.explanation(json);
        String text = explanation.isEmpty() ? ComponentText.text(field("errors")) : explanation;
        String code = field("code").isTextual() ? Text.bounded(field("code").textValue(), Text.NAME) : "";
        return text.isEmpty() || code.isEmpty() ? text + code : text + " (" + code + ")";
    }

    /** Returns what the body is, in words for an operator who expected something else. */
    String seen() {
        if (text.isEmpty()) {
            return "an empty body";
        }
        if (isProblemDocument()) {
            return "a problem report: " + excerpt(words(field("title"), field("detail"), field("errorCode")));
        }
        if (json.isObject()) {
            return json.isEmpty() ? "an empty JSON object" : "a JSON object with keys " + keys();
        }
        if (json.isArray()) {
            return "a JSON array of " + json.size();
        }
        if (json.isMissingNode() && BodyExcerpt.isPage(http.mediaType(), text)) {
            return BodyExcerpt.of(http);
        }
        if (json.isMissingNode() && http.packing().isPresent()) {
            return "a " + Text.bounded(http.packing().get(), 80) + "-encoded body, which was not asked for";
        }
        if (json.isMissingNode() && BodyExcerpt.isBinary(http.mediaType(), text)) {
            return BodyExcerpt.of(http);
        }
        String kind = json.isMissingNode() ? "text that is not JSON" : "a JSON value";
        String type = http.mediaType().isEmpty() ? "" : " (" + Text.bounded(http.mediaType(), 80) + ")";
        return kind + type + ": " + excerpt(text);
    }

    private String keys() {
        List<String> keys = new ArrayList<>();
        Iterator<String> names = json.fieldNames();
        while (names.hasNext() && keys.size() < SHOWN_KEYS) {
            keys.add(Text.bounded(names.next(), 40));
        }
        return String.join(", ", keys) + (names.hasNext() ? " and " + (json.size() - SHOWN_KEYS) + " more" : "");
    }

    /** The beginning of a text in one line. */
    private static String excerpt(String text) {
        return Text.masked(text, SHOWN_TEXT);
    }

    private static String words(JsonNode... nodes) {
        List<String> words = new ArrayList<>();
        for (JsonNode node : nodes) {
            if (node.isValueNode() && !node.isNull()) {
                words.add(node.asText());
            }
        }
        return String.join("; ", words);
    }
}
