package io.vedette.rule;

import com.fasterxml.jackson.databind.JsonNode;

/** A JSON value as messages show it: short, in one line, and told by its kind when it is not a plain one. */
public final class JsonText {

    private static final int LONGEST = 80;

    private JsonText() {}

    /** Returns {@code missing}, {@code null}, {@code "text"}, {@code 12}, {@code true}, {@code an object}, {@code an array}. */
    public static String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case MISSING -> "missing";
            case OBJECT, POJO -> "an object";
            case ARRAY -> "an array";
            case STRING -> '"' + Text.bounded(value.textValue(), LONGEST) + '"';
            default -> Text.bounded(value.asText(), LONGEST);
        };
    }

    /** Returns the text of an object's field; empty text where it is missing or null. */
    public static String field(JsonNode object, String name) {
        return object.path(name).asText("");
    }

    /** Returns the text of a plain value (text, number, true or false) as it was sent, without blanks at its ends; empty for all else. */
    public static String plain(JsonNode value) {
        return value.isTextual() || value.isNumber() || value.isBoolean()
                ? value.asText().strip()
                : "";
    }
}
