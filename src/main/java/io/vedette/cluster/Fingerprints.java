package io.vedette.cluster;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides which configuration counts while nodes have different ones, so that no check is judged in two ways by turns. */
final class Fingerprints {

    private Fingerprints() {}

    /** Returns the one that most nodes have; of several, the one of the node that was started first. Empty without nodes. */
    static Optional<String> counting(List<Node> nodes) {
        Map<String, Integer> counts = new HashMap<>();
        nodes.forEach(node -> counts.merge(node.configuration(), 1, Integer::sum));
        return nodes.stream()
                .min(Comparator.comparing((Node node) -> -counts.get(node.configuration()))
                        .thenComparing(Node::since)
                        .thenComparing(Node::name))
                .map(Node::configuration);
    }
}
