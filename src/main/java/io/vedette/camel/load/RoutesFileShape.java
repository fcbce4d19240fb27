package io.vedette.camel.load;

import io.vedette.config.values.Nearest;
import io.vedette.config.values.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Finds what is wrong with the structure of a routes file, with line and key. Camel's own loader ignores some of it in silence
 * (a file that is not a list, a key that is given twice) and reports the rest without the valid names.
 */
final class RoutesFileShape {

    private static final Set<String> ITEMS = Set.of(
            "beans",
            "dataFormats",
            "errorHandler",
            "from",
            "intercept",
            "interceptFrom",
            "interceptSendToEndpoint",
            "onCompletion",
            "onException",
            "rest",
            "restConfiguration",
            "route",
            "routeConfiguration",
            "routeTemplate",
            "templatedRoute");
    private static final Set<String> CHECK = Set.of("routeTemplateRef", "routeId", "parameters", "prefixId", "beans");
    private static final Set<String> PARAMETER = Set.of("name", "value");
    private static final Pattern DASH = Pattern.compile("-([a-z])");

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    private RoutesFileShape(String file) {
        this.file = file;
    }

    /**
     * Looks through the documents of a file.
     *
     * @param file the file, as shown to operators
     */
    static List<Problem> problems(String file, List<Node> documents) {
        RoutesFileShape shape = new RoutesFileShape(file);
        for (Node document : documents) {
            shape.doubledKeys(document);
            shape.document(document);
        }
        if (documents.size() > 1) {
            shape.problem(documents.get(1), null, "starts a second document; a file is one list: remove the line ---");
        }
        return shape.problems;
    }

    /** Returns only the keys that are given twice, in a file of any other form. */
    static List<Problem> doubledKeys(String file, List<Node> documents) {
        RoutesFileShape shape = new RoutesFileShape(file);
        documents.forEach(shape::doubledKeys);
        return shape.problems;
    }

    private void document(Node document) {
        if (document instanceof SequenceNode items) {
            items.getValue().forEach(this::item);
        } else if (!isEmpty(document)) {
            problem(document, null, "is not a list: each item starts with a dash, as in \"- templatedRoute:\"");
        }
    }

    private void item(Node item) {
        entries(item, "an item", ITEMS, (key, value) -> {
            if (key.equals("templatedRoute")) {
                check(value);
            } else if (key.equals("routeConfiguration")) {
                routeConfiguration(value);
            }
        });
    }

    /** A nameless one would catch what goes wrong in every route, a failing target's included. */
    private void routeConfiguration(Node configuration) {
        if (configuration instanceof MappingNode mapping
                && mapping.getValue().stream()
                        .noneMatch(entry -> text(entry.getKeyNode()).equals("id"))) {
            problem(
                    configuration,
                    "id",
                    "is missing; refer to it by routeConfigurationId in the routes that the routeConfiguration is for");
        }
    }

    private void check(Node check) {
        entries(check, "a templatedRoute", CHECK, (key, value) -> {
            if (key.equals("parameters")) {
                parameters(value);
            } else if (!key.equals("beans") && !(value instanceof ScalarNode)) {
                problem(value, key, "must be text");
            }
        });
    }

    private void parameters(Node parameters) {
        if (!(parameters instanceof SequenceNode list)) {
            problem(parameters, "parameters", "must be a list, each item as in " + notation(parameters));
            return;
        }
        for (Node parameter : list.getValue()) {
            Map<String, Node> entries = new HashMap<>();
            entries(parameter, "a parameter", PARAMETER, entries::put);
            boolean isKnown = parameter instanceof MappingNode mapping
                    && mapping.getValue().size() == entries.size();
            if (isKnown && entries.get("name") == null) {
                problem(
                        parameter,
                        "parameters",
                        "a parameter has no name; write it as \"- { name: url, value: ... }\"");
            }
            String name = entries.get("name") instanceof ScalarNode scalar ? scalar.getValue() : "value";
            Node value = entries.get("value");
            if (value != null && !(value instanceof ScalarNode)) {
                problem(value, name, "must be text in quotes, not a list or a mapping");
            }
        }
    }

    /** How the first of parameters that are written as keys and values has to be written; its value may be a secret. */
    private static String notation(Node parameters) {
        String first =
                parameters instanceof MappingNode mapping && !mapping.getValue().isEmpty()
                        ? text(mapping.getValue().get(0).getKeyNode())
                        : "";
        return "\"- { name: " + (first.isEmpty() ? "url" : first) + ", value: ... }\"";
    }

    private void entries(Node node, String what, Set<String> known, BiConsumer<String, Node> each) {
        if (!(node instanceof MappingNode mapping)) {
            problem(node, null, what + " must be keys with values, of " + String.join(", ", sorted(known)));
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = text(entry.getKeyNode());
            String camelCase =
                    DASH.matcher(key).replaceAll(dash -> dash.group(1).toUpperCase(Locale.ROOT));
            if (known.contains(camelCase)) {
                each.accept(camelCase, entry.getValueNode());
            } else {
                problem(entry.getKeyNode(), key, "is not a key of " + what + Nearest.hint(key, known));
            }
        }
    }

    /** YAML forbids them; which of the two Camel takes is chance. */
    private void doubledKeys(Node node) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(this::doubledKeys);
        } else if (node instanceof MappingNode mapping) {
            Map<String, Integer> lines = new HashMap<>();
            for (NodeTuple entry : mapping.getValue()) {
                String key = text(entry.getKeyNode());
                Integer first = lines.putIfAbsent(key, YamlPlaces.line(entry.getKeyNode()));
                if (first != null && !key.isEmpty()) {
                    problem(entry.getKeyNode(), key, "is given twice, first in line " + first);
                }
                doubledKeys(entry.getValueNode());
            }
        }
    }

    private void problem(Node node, String key, String message) {
        problems.add(Problem.error(file, YamlPlaces.line(node), key, message));
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }

    /** {@code parameters:} with nothing behind it. */
    private static boolean isEmpty(Node node) {
        return node instanceof ScalarNode scalar
                && (scalar.getValue().isEmpty() || scalar.getTag().getValue().endsWith(":null"));
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
