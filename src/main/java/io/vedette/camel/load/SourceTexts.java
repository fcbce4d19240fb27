package io.vedette.camel.load;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * How routes, templates and route configurations stand in their files, so that two configurations can be compared:
 * Camel's definitions change once they run. Comments, blanks, quotes and the order of keys make no difference; neither
 * does the file.
 */
public final class SourceTexts {

    private static final Set<String> ROUTES = Set.of("route", "from");
    private static final Set<String> TEMPLATES = Set.of("routetemplate");
    private static final Set<String> CONFIGURATIONS = Set.of("routeconfiguration");
    private static final Set<String> CHECKS = Set.of("templatedroute");

    private final Map<Object, Source> sources = new IdentityHashMap<>();

    /**
     * Where a definition stands, and what it says.
     *
     * @param file as shown to operators; empty for one that stands in no file
     * @param line where it begins, counted from 1; 0 when unknown
     * @param text what it says, in one form whatever its spelling
     * @param calls the placeholders in it that take a value from elsewhere
     */
    public record Source(String file, int line, String text, List<FunctionCalls.Call> calls) {

        static final Source NOWHERE = new Source("", 0, "", List.of());
    }

    private record Item(String key, int line, String text, List<FunctionCalls.Call> calls) {}

    /** Notes everything of a file. */
    void note(List<Node> documents, RouteFile file) {
        List<Item> items = items(documents);
        // What a file says for all of its routes, such as onException, is a part of each.
        List<Item> common = items.stream()
                .filter(item -> !isOneOf(item, ROUTES)
                        && !isOneOf(item, TEMPLATES)
                        && !isOneOf(item, CONFIGURATIONS)
                        && !isOneOf(item, CHECKS))
                .toList();
        note(file.name(), items, ROUTES, file.routes(), common);
        note(file.name(), items, TEMPLATES, file.templates(), List.of());
        note(file.name(), items, CONFIGURATIONS, file.configurations(), List.of());
    }

    /** How a definition stands in its file. */
    Source of(Object definition) {
        return sources.getOrDefault(definition, Source.NOWHERE);
    }

    private void note(String file, List<Item> items, Set<String> kind, List<?> definitions, List<Item> common) {
        List<Item> own = items.stream().filter(item -> isOneOf(item, kind)).toList();
        String all = own.stream().map(Item::text).collect(Collectors.joining("\n"));
        String shared = common.stream().map(item -> item.key() + item.text()).collect(Collectors.joining("\n"));
        for (int i = 0; i < definitions.size(); i++) {
            // Should Camel ever make more or less of a file than it has items, a change anywhere counts for all of it.
            Source source = own.size() == definitions.size()
                    ? new Source(
                            file, own.get(i).line(), own.get(i).text() + shared, calls(List.of(own.get(i)), common))
                    : new Source(file, 0, i + all + shared, calls(own, common));
            sources.put(definitions.get(i), source);
        }
    }

    private static List<FunctionCalls.Call> calls(List<Item> own, List<Item> common) {
        return Stream.concat(own.stream(), common.stream())
                .flatMap(item -> item.calls().stream())
                .toList();
    }

    private static boolean isOneOf(Item item, Set<String> kind) {
        return kind.contains(item.key());
    }

    private static List<Item> items(List<Node> documents) {
        List<Item> items = new ArrayList<>();
        for (Node document : documents) {
            if (document instanceof SequenceNode list) {
                list.getValue().forEach(node -> item(node, items));
            }
        }
        return items;
    }

    private static void item(Node node, List<Item> items) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String key = text(tuple.getKeyNode()).replace("-", "").toLowerCase(Locale.ROOT);
                int line = tuple.getKeyNode()
                        .getStartMark()
                        .map(mark -> mark.getLine() + 1)
                        .orElse(0);
                // How checks stand in their file is kept with themselves, and their parameters are looked at one by
                // one.
                boolean isCheck = CHECKS.contains(key);
                items.add(new Item(
                        key,
                        line,
                        isCheck ? "" : text(tuple.getValueNode()),
                        isCheck ? List.of() : FunctionCalls.in(tuple.getValueNode(), key)));
            }
        }
    }

    private static String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        if (node instanceof SequenceNode list) {
            return list.getValue().stream().map(SourceTexts::text).collect(Collectors.joining("\n,", "[", "]"));
        }
        if (node instanceof MappingNode mapping) {
            return mapping.getValue().stream()
                    .map(tuple -> text(tuple.getKeyNode()) + ": " + text(tuple.getValueNode()))
                    .sorted()
                    .collect(Collectors.joining("\n,", "{", "}"));
        }
        return String.valueOf(node);
    }
}
