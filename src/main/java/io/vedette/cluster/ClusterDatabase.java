package io.vedette.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What nodes keep in the database that they share, over a connection of its own. All methods throw {@link
 * io.vedette.database.StoreFailed} when the database fails, and connect again at the next call. Not safe for several threads but for
 * {@link #tell} and {@link #isFirst}.
 */
public interface ClusterDatabase extends AutoCloseable {

    /**
     * Enters this node, and removes nodes that have not been seen for long.
     *
     * @return whether no other node lives
     */
    boolean enter(Node me);

    /** Says that this node lives, and reads what all say. */
    Look look(Node me);

    /** Claims segments for this node, whoever has them; returns the epochs of all that were claimed. */
    Map<Integer, Long> claim(Collection<Integer> segments);

    /** Returns what others said since the last call; waits for it for a while. */
    Heard heard(Duration wait);

    /** Says something to all others. */
    void tell(List<Signal> signals);

    /** Notes that something was done; returns whether it was not noted before. */
    boolean isFirst(String what);

    /** Removes this node. */
    void leave();

    @Override
    void close();

    /**
     * What the database holds.
     *
     * @param nodes the nodes that live, this one included
     * @param claims by segment
     * @param replaced whether another process has entered under the name of this node
     */
    record Look(List<Node> nodes, Map<Integer, Claim> claims, boolean replaced) {}

    /** Who claimed a segment last, and how often it was claimed. */
    record Claim(String node, long epoch) {}

    /**
     * What was said.
     *
     * @param complete false where something may have been missed since the last call
     */
    record Heard(List<Signal> signals, boolean complete) {}
}
