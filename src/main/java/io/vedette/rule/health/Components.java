package io.vedette.rule.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vedette.rule.HealthWord;
import io.vedette.rule.Status;
import io.vedette.rule.Text;
import io.vedette.rule.health.HealthReport.Component;
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

    /** Flags that are a word in an entry that is known to be a component: Dropwizard, PD, Nomad, OkComputer, healthcheck. */
    private static final List<String> FLAGS = List.of("healthy", "health", "ok", "success", "passed");

    /** Composites are rarely nested once; nobody documents more. */
    private static final int DEEPEST = 5;

    private final HealthWords words;
    private final boolean dotNet;
    private final List<Component> found = new ArrayList<>();

    private Components(HealthWords words, boolean dotNet) {
        this.words = words;
        this.dotNet = dotNet;
    }

    /** Returns the entries of a documented container: each word counts, also one that nobody knows. */
    static List<Component> of(JsonNode container, HealthWords words, boolean dotNet) {
        Components components = new Components(words, dotNet);
        components.readAll("", container, 0);
        return components.found;
    }

    /**
     * Returns the entries of an object that may hold anything, unless its name is in {@code excluded}: an unknown word counts
     * only when every entry has the shape of a component.
     */
    static List<Component> loose(JsonNode container, HealthWords words, Set<String> excluded) {
        Components components = new Components(words, false);
        components.readLoose("", container, excluded, 0);
        return components.found;
    }

    /** Returns the word or flag of an object that is a component; a missing node when it has none. */
    static JsonNode wordOf(JsonNode entry, HealthWords words) {
        JsonNode word = looseWord(entry, words);
        for (String flag : FLAGS) {
            JsonNode value = HealthAnswer.field(entry, flag);
            if (word.isMissingNode() && value.isBoolean()) {
                word = value;
            }
        }
        return word;
    }

    /** Whether the node is an object with a status word or flag. */
    private boolean isComponent(JsonNode node) {
        JsonNode word = looseWord(node, words);
        return word.isTextual() || word.isBoolean();
    }

    /** Returns whether the node is a result of go-sundheit or an Avalanche node, which has no word: an error fails it. */
    static boolean isSundheit(JsonNode node) {
        return node.isObject()
                && node.has("timestamp")
                && wordOf(node, HealthWords.KNOWN).isMissingNode()
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
                    && (whole || words.of(looseWord(entry, words), false).known())) {
                read(prefix + field.getKey(), entry, depth);
            }
        }
    }

    private void read(String longName, JsonNode entry, int depth) {
        String name = Text.bounded(longName, Text.NAME);
        if (entry.isTextual() || entry.isBoolean()) {
            found.add(Component.of(name, words.of(entry, false), ""));
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
        JsonNode value = wordOf(entry, words);
        boolean failing = false;
        if (!value.isMissingNode()) {
            HealthWord word = words.of(value, dotNet);
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

    /**
     * The word or flag of an object that may be anything; a state is one only when it is about health, as in
     * MicroProfile Health 1.
     */
    private static JsonNode looseWord(JsonNode entry, HealthWords words) {
        JsonNode named = entry.path("status_name");
        if (named.isTextual() && entry.path("checkName").isTextual()) {
            return named; // LiipMonitorBundle: its status is a number of its own.
        }
        JsonNode status = HealthAnswer.field(entry, "status");
        if (!status.isMissingNode()) {
            return status;
        }
        JsonNode state = HealthAnswer.field(entry, "state");
        if (state.isTextual() && words.of(state, false).known()) {
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
