package io.vedette.cluster;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/**
 * Answers who asks a check and who notifies a target. A check is asked, and its state decided, by the node that owns it; a target
 * is notified by the node that owns it. Safe for several threads; every answer is from memory.
 */
public interface Ownership {

    /** Returns the name of this node. */
    String node();

    /** Returns whether there may be other nodes. */
    boolean isShared();

    /** Returns the right to decide about a check; empty while another node has it, or nobody knows who has. */
    Optional<Fence> of(String check);

    /** Returns whether this node asks a check and decides about it now. */
    default boolean asks(String check) {
        return of(check).isPresent();
    }

    /** Returns whether this node notifies a target now. */
    boolean notifies(String target);

    /** Returns whether the database is lost to all nodes, and each decides from memory about what it owns. */
    boolean isFromMemory();

    /**
     * Returns whether this node sends an alert that waits for a target while the database is lost to all nodes: then each sends what it
     * has decided itself, and the target's owner what had waited before.
     *
     * @param waited whether the alert was decided before the database was lost
     */
    boolean sendsFromMemory(String target, String check, boolean waited);

    /** Returns the node that asks a check, as far as is known. */
    Optional<String> nodeOf(String check);

    /** Notes that the database refused a change because another node has claimed its segment. */
    void lost(Fence fence);

    /** Returns all nodes, this one included. */
    List<Node> nodes();

    /** Returns whether this node is the first in the life of the cluster to do this; true wherever nobody shares. */
    boolean isFirst(String what);

    /** Returns whether other nodes continue when this one stops. */
    boolean goesOnWithoutThis();

    /** Tells the other nodes something. */
    void tell(Signal signal);

    /**
     * Starts to share; the node owns nothing before.
     *
     * @param self what this node tells of itself, as it is then
     */
    void start(Follower follower, Supplier<Node> self);

    /** Leaves the other nodes at once, so that they take over. */
    default void close() {}

    /**
     * Is told what other nodes do. All methods are called by one thread, which keeps the claims too: they may read what is stored, and wait
     * for no row that is locked.
     */
    interface Follower {

        /** Reads what is stored of the checks of segments that this node has just claimed, before it asks them. */
        void gained(IntPredicate segments);

        /** Is told that this node asks the checks of segments from now on: it has claimed them, or knows again that it has them. */
        void taken(IntPredicate segments);

        /**
         * Takes what other nodes have said, in their order.
         *
         * @return whether all that they have stored could be read; if not, {@link #missed} is called
         */
        boolean heard(List<Signal> signals);

        /**
         * Reads everything again, as something may have been said that was not heard.
         *
         * @return whether it could be read; if not, it is called again
         */
        boolean missed();
    }
}
