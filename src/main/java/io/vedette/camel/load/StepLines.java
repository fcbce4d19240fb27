package io.vedette.camel.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.NamedNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Gives the steps of a file the lines they stand in. Camel's loader takes it that what belongs to a step begins a line below
 * its name: for a step in one line, such as <code>- to: { uri: ... }</code>, it has the line above, which may be the one of
 * another step.
 */
final class StepLines {

    /** The steps by name and by the line that Camel has for them, in the order of the file; the lines are the right ones. */
    private final Map<String, Deque<Integer>> lines = new HashMap<>();

    private StepLines() {}

    static void correct(List<Node> documents, RouteFile file) {
        StepLines steps = new StepLines();
        documents.forEach(steps::collect);
        RouteSteps.of(file).forEach(steps::correct);
    }

    private void correct(NamedNode step) {
        Deque<Integer> candidates = lines.get(key(step.getShortName(), step.getLineNumber()));
        if (candidates != null) {
            step.setLineNumber(candidates.size() > 1 ? candidates.poll() : candidates.peek());
        }
    }

    private void collect(Node node) {
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(this::collect);
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name) {
                    entry(name, tuple.getValueNode());
                }
                collect(tuple.getValueNode());
            }
        }
    }

    private void entry(ScalarNode name, Node value) {
        if (value instanceof MappingNode) {
            note(name.getValue(), YamlPlaces.line(value) - 1, YamlPlaces.line(name));
        } else if (value instanceof ScalarNode) {
            note(name.getValue(), YamlPlaces.line(value), YamlPlaces.line(name));
        } else if (value instanceof SequenceNode list) {
            // Such as when: each is a step of that name.
            List<Node> items = new ArrayList<>(list.getValue());
            items.removeIf(item -> !(item instanceof MappingNode));
            items.forEach(item -> note(name.getValue(), YamlPlaces.line(item) - 1, YamlPlaces.line(item)));
        }
    }

    private void note(String name, int parsedLine, int line) {
        lines.computeIfAbsent(key(name, parsedLine), none -> new ArrayDeque<>()).add(line);
    }

    private static String key(String name, int line) {
        return name.replace("-", "").toLowerCase(Locale.ROOT) + ' ' + line;
    }
}
