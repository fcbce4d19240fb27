package io.vedette.camel.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Values of the short form as parameters have them, which are texts: a list and a mapping stand for the text that means the same. */
final class ShortValues {

    private static final String COMMA = ",";
    private static final String LINE = "\n";

    /** The parameters that hold several values, and what stands between them. */
    static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("notify", COMMA),
            Map.entry("tags", COMMA),
            Map.entry("expectedStatus", COMMA),
            Map.entry("okValues", COMMA),
            Map.entry("degradedValues", COMMA),
            Map.entry("expected", COMMA),
            Map.entry("nodeTags", COMMA),
            Map.entry("maintenance", "; "),
            Map.entry("headers", LINE),
            Map.entry("expectedHeaders", LINE),
            Map.entry("condition", LINE));

    /** The parameters of which several are also written as names with a text each. */
    static final Set<String> BY_NAME = Set.of("headers", "expectedHeaders");

    private ShortValues() {}

    static String key(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar
                && (scalar.getValue().isEmpty() || scalar.getTag().getValue().endsWith(":null"));
    }

    /**
     * Returns the text of a value.
     *
     * @param complaint takes what is wrong with it, which never shows it
     */
    static String text(String key, Node value, Consumer<String> complaint) {
        if (isNothing(value)) {
            return "";
        }
        if (value instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        if (value instanceof SequenceNode list) {
            return list(key, list, complaint);
        }
        if (BY_NAME.contains(key) && value instanceof MappingNode mapping) {
            return headers(mapping, complaint);
        }
        complaint.accept("must be one value, not keys with values");
        return "";
    }

    private static String list(String key, SequenceNode list, Consumer<String> complaint) {
        String between = LISTS.get(key);
        if (between == null) {
            complaint.accept("must be one value, not a list");
            return "";
        }
        List<String> items = new ArrayList<>();
        for (Node item : list.getValue()) {
            if (!(item instanceof ScalarNode scalar) || isNothing(item)) {
                complaint.accept("must be a list of texts");
                return "";
            }
            String text = scalar.getValue();
            boolean isQuoted = text.contains(COMMA) && key.equals("expected");
            items.add(isQuoted ? '"' + text + '"' : text);
            if (between.equals(COMMA) && text.contains(COMMA) && !isQuoted) {
                complaint.accept("has a comma in an item of its list: make two of it");
            }
        }
        if (items.isEmpty() && key.equals("notify")) {
            complaint.accept("is an empty list: leave it out to notify all targets; log notifies nobody but the log");
        }
        return String.join(between, items);
    }

    private static String headers(MappingNode mapping, Consumer<String> complaint) {
        List<String> lines = new ArrayList<>();
        for (NodeTuple entry : mapping.getValue()) {
            if (entry.getValueNode() instanceof ScalarNode scalar) {
                lines.add(key(entry) + ": " + scalar.getValue());
            } else {
                complaint.accept("must be names with a text each");
            }
        }
        return String.join("\n", lines);
    }
}
