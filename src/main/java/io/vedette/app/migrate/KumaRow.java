package io.vedette.app.migrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A record of Uptime Kuma, of its database or of a backup: columns are written with underscores there and in camel case here, and what
 * is JSON there may be a text here.
 */
final class KumaRow {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, JsonNode> values = new HashMap<>();
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Set<String> asked = new HashSet<>();

    KumaRow(JsonNode object) {
        object.fields().forEachRemaining(entry -> {
            values.put(plain(entry.getKey()), entry.getValue());
            names.put(plain(entry.getKey()), entry.getKey());
        });
    }

    static KumaRow empty() {
        return new KumaRow(JSON.createObjectNode());
    }

    private static String plain(String column) {
        return column.replace("_", "").toLowerCase(Locale.ROOT);
    }

    /** Returns a value as a text; empty where there is none. */
    String text(String column) {
        JsonNode value = value(column);
        return value == null || value.isNull() || value.isContainerNode()
                ? ""
                : value.asText().strip();
    }

    private JsonNode value(String column) {
        asked.add(plain(column));
        return values.get(plain(column));
    }

    /** Returns the names of what is set and was not asked for. */
    List<String> left() {
        return names.entrySet().stream()
                .filter(name -> !asked.contains(name.getKey()))
                .filter(name -> !values.get(name.getKey()).asText().matches("(?i)|null|false|0"))
                .map(Map.Entry::getValue)
                .toList();
    }

    double number(String column, double standard) {
        try {
            double number = text(column).isEmpty() ? standard : Double.parseDouble(text(column));
            return Double.isFinite(number) ? number : standard;
        } catch (NumberFormatException e) {
            return standard; // As a column that is not there.
        }
    }

    boolean flag(String column, boolean standard) {
        String text = text(column);
        return text.isEmpty() ? standard : text.equals("1") || text.equalsIgnoreCase("true");
    }

    /** Returns a value that is JSON, or a text that holds some. */
    JsonNode node(String column) {
        JsonNode value = value(column);
        if (value == null || !value.isTextual()) {
            return value == null ? JSON.missingNode() : value;
        }
        try {
            return JSON.readTree(value.asText());
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    KumaRow json(String column) {
        return node(column) instanceof ObjectNode object ? new KumaRow(object) : empty();
    }

    /** Returns a JSON object of headers as lines. */
    String headers(String column) {
        List<String> lines = new ArrayList<>();
        node(column)
                .fields()
                .forEachRemaining(header ->
                        lines.add(header.getKey() + ": " + header.getValue().asText()));
        return String.join("\n", lines);
    }

    List<KumaRow> rows(String column) {
        List<KumaRow> rows = new ArrayList<>();
        node(column).forEach(item -> rows.add(new KumaRow(item)));
        return rows;
    }
}
