package io.vedette.app.migrate;

import io.vedette.config.settings.Braces;
import io.vedette.config.values.YamlDocuments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A place in a YAML file as Gatus reads it, with its line: merge keys ({@code <<}) are followed, and {@code ${NAME}} in a
 * text becomes the placeholder of an environment variable.
 */
record YamlTree(Node node) {

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\$|\\{([A-Za-z_]\\w*)}|([A-Za-z_]\\w*))");

    /** Returns the first document; empty when there is none. */
    static Optional<YamlTree> parse(String yaml) throws YamlDocuments.Malformed {
        return YamlDocuments.of(yaml).stream().findFirst().map(YamlTree::new);
    }

    int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    /** Returns the value of each key, in order; own keys override merged ones. */
    Map<String, YamlTree> entries() {
        Map<String, YamlTree> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            List<YamlTree> merged = new ArrayList<>();
            for (NodeTuple tuple : mapping.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                YamlTree value = new YamlTree(tuple.getValueNode());
                if (key.equals("<<")) {
                    merged.addAll(value.node instanceof SequenceNode ? value.items() : List.of(value));
                } else {
                    entries.put(key, value);
                }
            }
            merged.stream()
                    .filter(other -> other.node != node)
                    .forEach(other -> other.entries().forEach(entries::putIfAbsent));
        }
        return entries;
    }

    Optional<YamlTree> get(String key) {
        return Optional.ofNullable(entries().get(key)).filter(value -> !value.isNull());
    }

    /** Returns the items of a list; empty for anything else. */
    List<YamlTree> items() {
        return node instanceof SequenceNode list
                ? list.getValue().stream().map(YamlTree::new).toList()
                : List.of();
    }

    /** Returns the URL under a key, with literal braces percent-encoded. */
    Optional<String> url(String key) {
        return text(key)
                .map(text -> text.replace(Braces.escaped("{{"), "%7B%7B").replace(Braces.escaped("}}"), "%7D%7D"));
    }

    /** Returns the text under a key, with environment variables as placeholders. */
    Optional<String> text(String key) {
        return get(key).filter(YamlTree::isText).map(YamlTree::text);
    }

    boolean flag(String key) {
        return text(key).map(text -> text.equalsIgnoreCase("true")).orElse(false);
    }

    String text() {
        String raw = node instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
        return VARIABLE.matcher(Braces.escaped(raw))
                .replaceAll(found -> Matcher.quoteReplacement(variable(found.group(1), found.group(2))));
    }

    /** Returns the text as it is written, where variables mean nothing. */
    String plain() {
        return node instanceof ScalarNode scalar ? scalar.getValue().strip() : "";
    }

    /** Returns a text as it is written, with the blanks around it. */
    String unstripped() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    /** Returns the text under a key as it is written; empty when there is none. */
    String plain(String key) {
        return get(key).map(YamlTree::plain).orElse("");
    }

    private static String variable(String braced, String bare) {
        return braced == null && bare == null ? "$" : "{{env:" + (braced == null ? bare : braced) + "}}";
    }

    private boolean isNull() {
        return node instanceof ScalarNode scalar && scalar.getTag().getValue().endsWith(":null");
    }
}
