package io.vedette.camel.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Where things stand in a routes file: Camel's definitions of templated routes carry no line numbers. */
final class YamlPlaces {

    private final List<Place> templatedRoutes = new ArrayList<>();

    /**
     * One {@code templatedRoute}.
     *
     * @param line where it begins, counted from 1
     * @param keys the lines of its own keys, such as {@code routeTemplateRef}
     * @param parameters the lines of its parameters by name; the last one of a doubled name
     * @param doubled names that stand twice among its parameters
     */
    public record Place(int line, Map<String, Integer> keys, Map<String, Integer> parameters, List<String> doubled) {

        /** For a check that stands in no file. */
        static final Place NOWHERE = new Place(0, Map.of(), Map.of(), List.of());

        int lineOf(String parameter) {
            return parameters.getOrDefault(parameter, line);
        }
    }

    /** Reads the places of a file's checks. */
    static YamlPlaces of(List<Node> documents) {
        YamlPlaces places = new YamlPlaces();
        for (Node document : documents) {
            if (document instanceof SequenceNode items) {
                items.getValue().forEach(places::item);
            }
        }
        return places;
    }

    /** The n-th templated route of the file, counted from 0. */
    Optional<Place> templatedRoute(int n) {
        return n < templatedRoutes.size() ? Optional.of(templatedRoutes.get(n)) : Optional.empty();
    }

    private void item(Node node) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String key = text(tuple.getKeyNode());
                if (key.equals("templatedRoute") || key.equals("templated-route")) {
                    templatedRoutes.add(place(tuple));
                }
            }
        }
    }

    private static Place place(NodeTuple tuple) {
        Map<String, Integer> keys = new HashMap<>();
        Map<String, Integer> parameters = new HashMap<>();
        List<String> doubled = new ArrayList<>();
        if (tuple.getValueNode() instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                keys.put(text(entry.getKeyNode()), line(entry.getKeyNode()));
                if (text(entry.getKeyNode()).equals("parameters")
                        && entry.getValueNode() instanceof SequenceNode list) {
                    list.getValue().forEach(parameter -> parameter(parameter, parameters, doubled));
                }
            }
        }
        return new Place(line(tuple.getKeyNode()), keys, parameters, doubled);
    }

    private static void parameter(Node node, Map<String, Integer> lines, List<String> doubled) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (text(entry.getKeyNode()).equals("name")) {
                    String name = text(entry.getValueNode());
                    if (lines.put(name, line(node)) != null) {
                        doubled.add(name);
                    }
                }
            }
        }
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }
}
