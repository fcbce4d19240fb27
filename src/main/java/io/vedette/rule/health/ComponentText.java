package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.rule.Text;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The text by which a component explains its word, wherever its dialect keeps it. */
final class ComponentText {

    /** Keys of explanations, the most telling first. */
    private static final List<String> KEYS = List.of(
            "description",
            "exception",
            "error",
            "err",
            "output",
            "reason",
            "message",
            "notificationMessage",
            "symptom",
            "notes");

    /** Maps of free values; their explanation, or else their plain values, are shown if nothing else is. */
    private static final List<String> MAPS = List.of("details", "data");

    private static final int MOST_TEXTS = 3;
    private static final int MOST_VALUES = 8;

    private ComponentText() {}

    /** Returns what the entry says of itself, or empty text. */
    static String of(JsonNode entry) {
        String text = explanation(entry);
        for (String map : MAPS) {
            JsonNode values = HealthAnswer.field(entry, map);
            if (text.isEmpty() && values.isObject()) {
                text = explanation(values);
            }
            if (text.isEmpty() && values.isObject()) {
                text = plainValues(values);
            }
        }
        return text;
    }

    /** Returns what any value says of a failure: a text, the explanation in an object or else its plain values, a list's texts. */
    static String shown(JsonNode node) {
        if (!node.isObject()) {
            return node.isValueNode() && !node.isNull() ? bounded(node) : text(node);
        }
        String text = of(node);
        return text.isEmpty() ? plainValues(node) : text;
    }

    /** Returns whether a key is one of explanations, so that its text tells why, and is no component. */
    static boolean isKey(String key) {
        return KEYS.stream().anyMatch(key::equalsIgnoreCase);
    }

    /** Returns what stands under the keys of explanations alone. */
    static String explanation(JsonNode entry) {
        Set<String> texts = new LinkedHashSet<>();
        for (String key : KEYS) {
            String text = text(HealthAnswer.field(entry, key));
            if (!text.isEmpty() && texts.size() < MOST_TEXTS) {
                texts.add(text);
            }
        }
        return String.join("; ", texts);
    }

    /** Returns a text, the message of an object, or the texts of a list. */
    static String text(JsonNode node) {
        if (node.isTextual()) {
            return bounded(node);
        }
        if (node.isObject()) {
            JsonNode message = HealthAnswer.field(node, "message");
            return message.isTextual() ? bounded(message) : "";
        }
        List<String> items = new ArrayList<>();
        for (JsonNode item : node) {
            JsonNode text = item.isObject() ? HealthAnswer.field(item, "message") : item;
            if (text.isTextual() && items.size() < MOST_VALUES) {
                items.add(bounded(text));
            }
        }
        return String.join(", ", items);
    }

    /** Returns the plain values of an object: {@code node=rabbit@one, resource=memory}. */
    static String plainValues(JsonNode values) {
        List<String> shown = new ArrayList<>();
        for (Iterator<Map.Entry<String, JsonNode>> fields = values.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (field.getValue().isValueNode() && !field.getValue().isNull() && shown.size() < MOST_VALUES) {
                shown.add(Text.bounded(field.getKey(), Text.NAME) + "=" + bounded(field.getValue()));
            }
        }
        return String.join(", ", shown);
    }

    private static String bounded(JsonNode value) {
        return Text.masked(value.asText(), Text.MESSAGE);
    }
}
