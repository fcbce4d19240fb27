package io.vedette.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vedette.rule.HealthReport.Component;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the components of a container: an object of entries by name, or a list of entries that name themselves. Free
 * values of an entry ({@code data}, {@code details}, {@code message}) are never searched for words, but for the lists
 * that are documented: .NET's nested {@code entries} and PORTOS's {@code data.entries[]}, Spring Boot's composites.
 */
final class Components {

    private static final List<String> NAMES =
            List.of("name", "key", "component", "check", "checkName", "label", "id", "componentId");

    /** Composites are rarely nested once; nobody documents more. */
    private static final int DEEPEST = 5;

    private final boolean dotNet;
    private final List<Component> found = new ArrayList<>();

    private Components(boolean dotNet) {
        this.dotNet = dotNet;
    }

    /** The entries of a documented container: each word counts, also one that nobody knows. */
    static List<Component> of(JsonNode container, boolean dotNet) {
        Components components = new Components(dotNet);
        components.readAll("", container, 0);
        return components.found;
    }

    /**
     * The entries of an object that may hold anything, unless its name is in {@code excluded}: an unknown word counts
     * only when every entry has the shape of a component.
     */
    static List<Component> loose(JsonNode container, Set<String> excluded) {
        Components components = new Components(false);
        components.readLoose("", container, excluded, 0);
        return components.found;
    }

    /** Whether the node is an object with a status word or flag. */
    static boolean isComponent(JsonNode node) {
        JsonNode word = word(node);
        return word.isTextual() || word.isBoolean();
    }

    /** Whether the node is a result of go-sundheit or an Avalanche node, which has no word: an error fails it. */
    static boolean isSundheit(JsonNode node) {
        return node.isObject()
                && node.has("timestamp")
                && word(node).isMissingNode()
                && (node.has("duration")
                        || node.has("error")
                        || node.has("contiguousFailures")
                        || node.has("num_failures"));
    }

    private void readAll(String prefix, JsonNode container, int depth) {
        if (container.isObject()) {
            for (Iterator<Map.Entry<String, JsonNode>> fields = container.fields(); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                read(prefix + field.getKey(), field.getValue(), depth);
            }
        } else if (container.isArray()) {
            int index = 0;
            Set<String> names = new HashSet<>();
            for (JsonNode entry : container) {
                index++;
                if (entry.isObject()) {
                    String name = name(entry, index);
                    read(prefix + (names.add(name) ? name : name + " #" + index), entry, depth);
                }
            }
        }
    }

    private void readLoose(String prefix, JsonNode container, Set<String> excluded, int depth) {
        boolean whole = true;
        for (JsonNode entry : container) {
            whole &= isComponent(entry);
        }
        for (Iterator<Map.Entry<String, JsonNode>> fields = container.fields(); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            JsonNode entry = field.getValue();
            if (isComponent(entry)
                    && !excluded.contains(field.getKey())
                    && (whole || HealthWord.of(word(entry), false).known())) {
                read(prefix + field.getKey(), entry, depth);
            }
        }
    }

    private void read(String longName, JsonNode entry, int depth) {
        String name = Text.bounded(longName, Text.NAME);
        if (entry.isTextual() || entry.isBoolean()) {
            found.add(Component.of(name, HealthWord.of(entry, false), ""));
        } else if (entry.isArray() && depth < DEEPEST) {
            readList(name, entry, depth);
        } else if (entry.isObject()) {
            readObject(name, entry, depth);
        }
    }

    /** Several measurements of one thing, as application/health+json has them. */
    private void readList(String name, JsonNode list, int depth) {
        if (list.size() == 1) {
            read(name, list.get(0), depth + 1);
        } else {
            readAll(name + "/", list, depth + 1);
        }
    }

    private void readObject(String name, JsonNode entry, int depth) {
        JsonNode value = word(entry);
        boolean failing = false;
        if (!value.isMissingNode()) {
            HealthWord word = HealthWord.of(value, dotNet);
            failing = word.status() != Status.OK;
            found.add(Component.of(name, word, failing ? ComponentText.of(entry) : ""));
        } else if (isSundheit(entry)) {
            boolean error =
                    !entry.path("error").isMissingNode() && !entry.path("error").isNull();
            found.add(Component.of(
                    name, HealthWord.of(error ? "failing" : "passing"), error ? ComponentText.of(entry) : ""));
        }
        if (depth < DEEPEST) {
            readNested(name + "/", entry, failing, depth + 1);
        }
    }

    private void readNested(String prefix, JsonNode entry, boolean failing, int depth) {
        readAll(prefix, entry.path("components"), depth);
        readAll(prefix, HealthAnswer.field(entry, "entries"), depth);
        JsonNode nested = HealthAnswer.field(HealthAnswer.field(entry, "data"), "entries");
        for (JsonNode pair : nested) {
            JsonNode result = HealthAnswer.field(pair, "result");
            if (nested.isArray() && result.isObject()) {
                read(prefix + name(pair, 0), result, depth);
            }
        }
        if (failing && entry.path("details").isObject()) {
            // Spring Boot 2.0 and 2.1 keep the parts of a composite among the details, and add them up into its word.
            readLoose(prefix, entry.path("details"), Set.of(), depth);
        }
    }

    /** The word or flag of an entry; a state is one only when it is about health, as in MicroProfile Health 1. */
    private static JsonNode word(JsonNode entry) {
        JsonNode status = HealthAnswer.field(entry, "status");
        if (!status.isMissingNode()) {
            return status;
        }
        JsonNode state = HealthAnswer.field(entry, "state");
        if (state.isTextual() && HealthWord.of(state, false).known()) {
            return state;
        }
        JsonNode healthy = HealthAnswer.field(entry, "healthy");
        return healthy.isBoolean() ? healthy : MissingNode.getInstance();
    }

    private static String name(JsonNode entry, int index) {
        for (String key : NAMES) {
            JsonNode name = HealthAnswer.field(entry, key);
            if (name.isTextual() || name.isNumber()) {
                return name.asText();
            }
        }
        return "#" + index;
    }
}
