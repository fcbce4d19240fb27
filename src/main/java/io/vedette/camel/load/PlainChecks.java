package io.vedette.camel.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The checks of a file that holds nothing else, as most files with thousands of them do, taken from its YAML as it is
 * parsed already: Camel's loader parses it twice more, and makes of each check no other than its name, its template and
 * its parameters. A file with anything else in it, or written in any other way than the usual one, is Camel's to read.
 */
final class PlainChecks {

    private PlainChecks() {}

    /**
     * Reads a file whose shape has no problems.
     *
     * @return its checks in their order; empty when the file is Camel's to read
     */
    static Optional<List<CheckDefinition>> of(String file, List<Node> documents, YamlPlaces places) {
        if (documents.size() != 1 || !(documents.get(0) instanceof SequenceNode items)) {
            return Optional.empty();
        }
        List<CheckDefinition> checks = new ArrayList<>(items.getValue().size());
        for (Node item : items.getValue()) {
            YamlPlaces.Place place = places.templatedRoute(checks.size()).orElse(YamlPlaces.Place.NOWHERE);
            Optional<CheckDefinition> check = onlyEntry(item)
                    .filter(entry -> key(entry).equals("templatedRoute"))
                    .flatMap(entry -> check(entry.getValueNode(), file, place));
            if (check.isEmpty()) {
                return Optional.empty();
            }
            checks.add(check.get());
        }
        return Optional.of(checks);
    }

    private static Optional<CheckDefinition> check(Node node, String file, YamlPlaces.Place place) {
        String name = "";
        String template = "";
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            return Optional.empty();
        }
        for (NodeTuple entry : mapping.getValue()) {
            Node value = entry.getValueNode();
            switch (key(entry)) {
                case "routeId" -> name = text(value);
                case "routeTemplateRef" -> template = text(value);
                case "parameters" -> {
                    if (!(value instanceof SequenceNode list)
                            || !list.getValue().stream().allMatch(parameter -> parameter(parameter, parameters))) {
                        return Optional.empty();
                    }
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return name == null || template == null
                ? Optional.empty()
                : Optional.of(new CheckDefinition(name.strip(), template.strip(), parameters, file, place));
    }

    private static boolean parameter(Node node, Map<String, String> parameters) {
        if (!(node instanceof MappingNode mapping)) {
            return false;
        }
        String name = null;
        String value = "";
        for (NodeTuple entry : mapping.getValue()) {
            switch (key(entry)) {
                case "name" -> name = text(entry.getValueNode());
                case "value" -> value = text(entry.getValueNode());
                default -> {
                    return false;
                }
            }
        }
        if (name == null || value == null) {
            return false;
        }
        parameters.put(name, value);
        return true;
    }

    private static Optional<NodeTuple> onlyEntry(Node item) {
        return item instanceof MappingNode mapping && mapping.getValue().size() == 1
                ? Optional.of(mapping.getValue().get(0))
                : Optional.empty();
    }

    private static String key(NodeTuple entry) {
        return String.valueOf(text(entry.getKeyNode()));
    }

    /** Null for what is no text. */
    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : null;
    }
}
