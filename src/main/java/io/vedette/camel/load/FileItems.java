package io.vedette.camel.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The items of the list that a routes file is, by the lines they stand in: one that is wrong can be left out. */
final class FileItems {

    private final List<String> lines;
    /** The index of the first line of each item. */
    private final List<Integer> begins;

    private FileItems(List<String> lines, List<Integer> begins) {
        this.lines = lines;
        this.begins = begins;
    }

    /** The items of a file; none of one that is written in any other way than one item below the other. */
    static FileItems of(String yaml, List<Node> documents) {
        List<String> lines = yaml.lines().toList();
        List<Integer> begins = new ArrayList<>();
        if (documents.size() == 1
                && documents.get(0) instanceof SequenceNode list
                && list.getFlowStyle() == FlowStyle.BLOCK) {
            for (Node item : list.getValue()) {
                int line = dash(lines, YamlPlaces.line(item) - 1);
                if (line < 0 || !begins.isEmpty() && begins.get(begins.size() - 1) >= line) {
                    return new FileItems(lines, List.of()); // Such as an alias, which stands where its anchor does.
                }
                begins.add(line);
            }
        }
        return new FileItems(lines, begins);
    }

    /** What an item says may begin below its dash. */
    private static int dash(List<String> lines, int from) {
        int line = from;
        while (line > 0 && !lines.get(line).stripLeading().startsWith("-")) {
            line--;
        }
        return line;
    }

    /** The item that a line belongs to, counted from 0; a line is counted from 1. */
    Optional<Integer> at(int line) {
        return IntStream.range(0, begins.size())
                .filter(item -> begins.get(item) < line && line <= end(item))
                .boxed()
                .findFirst();
    }

    /** The text with nothing in the lines of some items: all else stands where it stood. */
    String without(Set<Integer> items) {
        List<String> left = new ArrayList<>(lines);
        items.forEach(item -> left.subList(begins.get(item), end(item)).replaceAll(line -> ""));
        return String.join("\n", left) + "\n";
    }

    /** The text of some items. */
    String only(Set<Integer> items) {
        return items.stream()
                .flatMap(item -> lines.subList(begins.get(item), end(item)).stream())
                .collect(Collectors.joining("\n"));
    }

    private int end(int item) {
        return item + 1 < begins.size() ? begins.get(item + 1) : lines.size();
    }
}
