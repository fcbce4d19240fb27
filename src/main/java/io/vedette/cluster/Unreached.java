package io.vedette.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Notices nodes that live, as the database says, and are not reached: the two divide nothing among them. For one thread. */
final class Unreached {

    /** A node that starts is in the database before it has found the others. */
    private static final long PATIENCE = Duration.ofSeconds(15).toNanos();

    private final Map<String, Long> since = new HashMap<>();
    private final Set<String> said = new HashSet<>();

    /**
     * Returns what is to be said now; each node once, until it is reached again.
     *
     * @param live the other nodes that the database has seen lately
     * @param reached those that say something to this one
     * @param now as of {@link System#nanoTime}
     */
    List<String> look(Set<String> live, Set<String> reached, long now) {
        Set<String> missed = new TreeSet<>(live);
        missed.removeAll(reached);
        since.keySet().retainAll(missed);
        said.retainAll(missed);
        List<String> messages = new ArrayList<>();
        for (String other : missed) {
            if (now - since.computeIfAbsent(other, first -> now) >= PATIENCE && said.add(other)) {
                messages.add("node " + other
                        + " lives, as the database says, and is not reached from here: until it is, one of the two asks"
                        + " all checks. Give both the same vedette.cluster.secret, and let them reach each other at their"
                        + " vedette.cluster.bind and vedette.cluster.port");
            }
        }
        return messages;
    }
}
