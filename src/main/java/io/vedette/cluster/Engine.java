package io.vedette.cluster;

import java.util.Map;
import java.util.Set;

/** Divides the segments among the nodes that reach each other. Fast and sometimes wrong: what it says has to be claimed. */
public interface Engine extends AutoCloseable {

    /**
     * Finds the other nodes.
     *
     * @param changed called at once, on any thread, when the division or the nodes have changed
     */
    void start(Runnable changed);

    /** Takes part in the division, or hands all to the others; may take seconds. */
    void participate(boolean on);

    /** Returns what falls to this node. */
    Share share();

    /** Tells the nodes that are reached how this one is doing. */
    void say(Word word);

    /** Returns what the nodes that are reached last said, by their names; this one is not among them. */
    Map<String, Heard> others();

    @Override
    void close();

    /**
     * What falls to a node.
     *
     * @param topology changes with every new division
     */
    record Share(long topology, Set<Integer> segments) {

        public static final Share NOTHING = new Share(-1, Set.of());
    }

    /** What a node says: whether it can use the database. */
    record Word(boolean database) {}

    /** What was last heard of a node, and when, as of {@link System#nanoTime}. */
    record Heard(Word word, long nanos) {}
}
