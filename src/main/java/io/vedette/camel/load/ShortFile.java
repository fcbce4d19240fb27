package io.vedette.camel.load;

import io.vedette.config.values.Nearest;
import io.vedette.config.values.Problem;
import io.vedette.config.values.YamlDocuments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A file of checks in short form, {@code NAME.checks.yaml}: keys and values as they stand there. What they mean is told by the
 * templates, which may stand in any other file.
 *
 * @param name the file, as shown to operators
 * @param defaults what its checks have in common
 * @param checks a mapping each
 * @param sources a mapping for each entry of {@code from}
 */
record ShortFile(String name, List<NodeTuple> defaults, List<MappingNode> checks, List<MappingNode> sources) {

    private static final Set<String> KEYS = Set.of("defaults", "checks", "from");

    /** Returns whether a file of the folder is of this kind. */
    static boolean isOne(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".checks.yaml") || name.endsWith(".checks.yml");
    }

    /** Reads the text of a file; what cannot be taken is a problem, and all else is taken. */
    static RouteFile read(String name, String yaml) {
        List<Problem> problems = new ArrayList<>();
        try {
            List<Node> documents = YamlDocuments.of(yaml);
            problems.addAll(RoutesFileShape.doubledKeys(name, documents));
            ShortFile file = new ShortFile(name, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            documents.stream().limit(1).forEach(document -> file.take(document, problems));
            if (documents.size() > 1) {
                problems.add(Problem.error(
                        name,
                        YamlPlaces.line(documents.get(1)),
                        null,
                        "starts a second document; a file of checks is one: remove the line ---"));
            }
            return RouteFile.ofChecks(file, problems, problems.isEmpty() ? Unread.NOTHING : Unread.ANYTHING);
        } catch (YamlDocuments.Malformed e) {
            problems.add(Problem.error(name, e.line(), null, e.getMessage()));
            return RouteFile.broken(name, problems, Unread.ANYTHING);
        }
    }

    private void take(Node document, List<Problem> problems) {
        if (document instanceof ScalarNode scalar && scalar.getValue().isEmpty()) {
            return; // Nothing but comments.
        }
        if (!(document instanceof MappingNode mapping)) {
            problems.add(Problem.error(
                    name,
                    YamlPlaces.line(document),
                    null,
                    "must be the keys defaults, checks and from; a list of templatedRoute belongs into a file whose name does"
                            + " not end with .checks.yaml"));
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = ShortValues.key(entry);
            Node value = entry.getValueNode();
            switch (key) {
                case "defaults" -> defaults(value, problems);
                case "checks" -> list(key, value, checks, problems);
                case "from" -> list(key, value, sources, problems);
                default ->
                    problems.add(Problem.error(
                            name,
                            YamlPlaces.line(entry.getKeyNode()),
                            key,
                            "is not a key of a file of checks, only defaults, checks and from"
                                    + Nearest.hint(key, KEYS)));
            }
        }
    }

    private void defaults(Node value, List<Problem> problems) {
        if (value instanceof MappingNode mapping) {
            defaults.addAll(mapping.getValue());
        } else if (!ShortValues.isNothing(value)) {
            problems.add(Problem.error(
                    name, YamlPlaces.line(value), "defaults", "must be keys with values, as in { interval: 30s }"));
        }
    }

    private void list(String key, Node value, List<MappingNode> into, List<Problem> problems) {
        if (ShortValues.isNothing(value)) {
            return;
        }
        List<Node> items = value instanceof SequenceNode list ? list.getValue() : List.of(value);
        for (Node item : items) {
            if (value instanceof SequenceNode && item instanceof MappingNode mapping) {
                into.add(mapping);
            } else {
                problems.add(Problem.error(
                        name,
                        YamlPlaces.line(item),
                        key,
                        key.equals("checks")
                                ? "must be a list, each item as in \"- { name: shop, http: https://shop.example.com/ }\""
                                : "must be a list, each item as in \"- { file: targets/*.json, template: http }\""));
            }
        }
    }
}
