package io.vedette.camel.load;

import io.vedette.config.settings.VaultFunction;
import io.vedette.config.values.Causes;
import io.vedette.config.values.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.model.PreconditionContainer;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The placeholders of routes that take a value from elsewhere, such as <code>{{env:NAME}}</code>, <code>{{file:PATH}}</code>
 * and those of vaults. Camel asks for the value when the route is to start: whatever is missing then would keep everything
 * from starting without a word about where it stands.
 */
final class FunctionCalls {

    private static final Pattern BEGIN = Pattern.compile("\\{\\{([a-z-]+):");
    private static final Set<String> OWN = Set.of("env", "file");
    /** Camel leaves these as they are. */
    private static final Set<String> PROSE = Set.of("description", "note");

    /**
     * One of them.
     *
     * @param line where the value that holds it begins, counted from 1
     * @param key what that is the value of
     * @param text with its braces
     */
    record Call(int line, String key, String text) {}

    private FunctionCalls() {}

    /** All calls below a node. */
    static List<Call> in(Node node, String key) {
        List<Call> calls = new ArrayList<>();
        collect(node, key, calls);
        return calls;
    }

    private static void collect(Node node, String key, List<Call> calls) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> collect(item, key, calls));
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String own = tuple.getKeyNode() instanceof ScalarNode name ? name.getValue() : key;
                collect(tuple.getValueNode(), own, calls);
            }
        } else if (node instanceof ScalarNode scalar && !PROSE.contains(key)) {
            Matcher begin = BEGIN.matcher(scalar.getValue());
            int end = 0;
            while (begin.find(end)) {
                boolean known = OWN.contains(begin.group(1))
                        || VaultFunction.of(begin.group(1)).isPresent();
                end = known ? end(scalar.getValue(), begin.start()) : begin.end();
                if (known) {
                    calls.add(new Call(
                            YamlPlaces.line(node), key, scalar.getValue().substring(begin.start(), end)));
                }
            }
        }
    }

    /** Behind the braces that close those that open at a place; the end of the text when none do. */
    private static int end(String text, int start) {
        int depth = 0;
        for (int i = start; i < text.length() - 1; i++) {
            if (text.startsWith("{{", i)) {
                depth++;
                i++;
            } else if (text.startsWith("}}", i)) {
                depth--;
                i++;
                if (depth == 0) {
                    return i + 1;
                }
            }
        }
        return text.length();
    }

    /** What is wrong with the calls of a definition: there is no value. */
    static List<Problem> problems(
            Object definition, SourceTexts texts, CamelContext context, FilledInValues placeholders) {
        if (definition instanceof PreconditionContainer container && !isCertain(container, context)) {
            return List.of();
        }
        SourceTexts.Source source = texts.of(definition);
        return source.calls().stream()
                .flatMap(call -> complaint(call, context)
                        .map(placeholders.veil(List.of(call.text()))::over)
                        .map(message -> Problem.error(source.file(), call.line(), call.key(), message))
                        .stream())
                .toList();
    }

    /** Whether it is part of what runs; one that is left out may lack what it would need. */
    static boolean isCertain(PreconditionContainer container, CamelContext context) {
        try {
            return container.getPrecondition() == null
                    || Boolean.parseBoolean(context.resolvePropertyPlaceholders(container.getPrecondition())
                            .strip());
        } catch (RuntimeException e) {
            return false; // Camel judges it, and reports what is wrong with it.
        }
    }

    private static Optional<String> complaint(Call call, CamelContext context) {
        try {
            context.resolvePropertyPlaceholders(call.text());
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(Causes.message(e));
        }
    }
}
