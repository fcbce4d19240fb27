package io.vedette.cluster;

import io.vedette.process.DaemonThreads;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;

/**
 * Decides whether this node takes part in the division: not while another process has its name, its configuration is not the one that
 * counts, or it is cut off from what it watches and others are not.
 */
final class Participation {

    private static final Logger LOG = Loggers.CLUSTER;

    /** Nodes that read a change of their files one after the other do not differ for longer. */
    private static final long SETTLING = Duration.ofSeconds(5).toNanos();

    private final String node;
    private final Engine engine;
    /** The engine may take seconds to change its division. */
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(DaemonThreads.named("vedette-cluster-division"));

    private volatile String note = "";
    private volatile boolean on;
    private boolean decided;
    /** Whether the engine could not do what was decided last. */
    private volatile boolean failed;

    private boolean replaced;
    private boolean differs;
    private long differsSince;

    Participation(String node, Engine engine) {
        this.node = node;
        this.engine = engine;
    }

    String note() {
        return note;
    }

    boolean isOn() {
        return on;
    }

    void decide(ClusterDatabase.Look look, Node me) {
        replaced |= look.replaced();
        String why = replaced
                ? "another process runs as node " + node
                        + "; give each its own vedette.cluster.node and start this one again"
                : configuration(look.nodes(), me)
                        .or(() -> connection(look.nodes(), me))
                        .orElse("");
        if (!why.equals(note)) {
            note = why;
            if (why.isEmpty()) {
                LOG.info("this node takes its part of the checks again");
            } else {
                LOG.warn("this node asks no checks: {}", why);
            }
        }
        set(why.isEmpty());
    }

    /** @param givenUp whether others reach the database and this node does not */
    void without(boolean givenUp) {
        if (givenUp) {
            set(false);
        } else if (note.isEmpty()) {
            set(true);
        }
    }

    private Optional<String> configuration(List<Node> nodes, Node me) {
        Optional<String> counting = Fingerprints.counting(nodes).filter(one -> !one.equals(me.configuration()));
        long now = System.nanoTime();
        if (counting.isEmpty()) {
            differs = false;
            return Optional.empty();
        }
        if (!differs) {
            differs = true;
            differsSince = now;
        }
        boolean settled = !decided || !note.isEmpty() || now - differsSince >= SETTLING;
        return settled
                ? Optional.of(
                        "its configuration is " + me.configuration() + ", and that of the others " + counting.get())
                : Optional.empty();
    }

    private static Optional<String> connection(List<Node> nodes, Node me) {
        return !me.online() && nodes.stream().anyMatch(Node::online)
                ? Optional.of("it has no connection, and others have one")
                : Optional.empty();
    }

    /** Has the engine do it, again if it failed: else this node would own nothing for ever. */
    private void set(boolean next) {
        if ((!decided || next != on || failed) && !thread.isShutdown()) {
            decided = true;
            on = next;
            failed = false;
            thread.execute(() -> Defects.contain(
                    LOG,
                    next
                            ? "this node cannot join the division of checks; it tries again"
                            : "this node cannot leave the division of checks; it tries again",
                    () -> participate(next)));
        }
    }

    private void participate(boolean next) {
        boolean done = thread.isShutdown();
        try {
            if (!done) {
                engine.participate(next);
                done = true;
            }
        } finally {
            failed = !done;
        }
    }

    /** Changes the division no more. */
    void close() {
        thread.shutdown();
    }
}
