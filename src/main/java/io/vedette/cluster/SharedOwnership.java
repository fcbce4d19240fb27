package io.vedette.cluster;

import io.vedette.database.StoreFailed;
import io.vedette.process.DaemonThreads;
import io.vedette.process.Loggers;
import io.vedette.process.Periodic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shares checks and targets with other nodes. The engine says what falls to this node, the database who has claimed it; what this node owns
 * is what it has claimed and what the database has confirmed within the last seconds. So a process that stood still asks nothing before
 * it has looked again, and of two that both think they own a check the one that claimed it later does.
 */
public final class SharedOwnership implements Ownership {

    /** A claim counts for so long after the database confirmed it; no longer than others wait before they take over. */
    static final Duration CONFIRMED = Duration.ofSeconds(4);

    private static final Duration LEAVING = Duration.ofSeconds(3);

    /** The pause between two turns, which wait for signals themselves. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final String node;
    private final ClusterDatabase database;
    private final Engine engine;
    private final Held held = new Held();
    private final Outgoing outgoing = new Outgoing();
    private final ScheduledThreadPoolExecutor thread = Periodic.thread("vedette-cluster");
    private volatile Keeper keeper;
    private volatile Periodic turns;

    /** @param node the name of this node */
    public SharedOwnership(String node, ClusterDatabase database, Engine engine) {
        this.node = node;
        this.database = database;
        this.engine = engine;
    }

    @Override
    public void start(Follower follower, Supplier<Node> self) {
        database.enter(self.get());
        // Known before the engine takes its time: if the database goes meanwhile, this node must not think that it is
        // alone.
        List<Node> there = database.look(self.get()).nodes();
        keeper = new Keeper(node, database, engine, held, outgoing, follower, self, there);
        engine.start(keeper::lookSoon);
        turns = Periodic.of("cluster", PAUSE, Duration.ofMinutes(1), keeper::turn)
                .on(thread, Duration.ZERO);
    }

    /** Returns the state of the task that keeps up with the other nodes; empty before the start. */
    public Optional<Periodic.State> task() {
        return Optional.ofNullable(turns).map(Periodic::state);
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Optional<Fence> of(String check) {
        return held.of(Segments.ofCheck(check));
    }

    @Override
    public boolean notifies(String target) {
        return held.isFromMemory() || held.of(Segments.ofTarget(target)).isPresent();
    }

    @Override
    public boolean isFromMemory() {
        return held.isFromMemory();
    }

    @Override
    public boolean sendsFromMemory(String target, String check, boolean waited) {
        return held.isFromMemory()
                && held.of(waited ? Segments.ofTarget(target) : Segments.ofCheck(check))
                        .isPresent();
    }

    @Override
    public Optional<String> nodeOf(String check) {
        int segment = Segments.ofCheck(check);
        return held.of(segment).isPresent()
                ? Optional.of(node)
                : Optional.ofNullable(keeper).flatMap(known -> known.claimant(segment));
    }

    @Override
    public void lost(Fence fence) {
        held.drop(fence);
        Keeper known = keeper;
        if (known != null) {
            known.lookSoon();
        }
    }

    @Override
    public List<Node> nodes() {
        Keeper known = keeper;
        return known == null ? List.of() : known.nodes();
    }

    @Override
    public boolean isFirst(String what) {
        try {
            return database.isFirst(what);
        } catch (StoreFailed e) {
            Loggers.CLUSTER.info("it is not known whether another node has done it, so this one does not: {}", what);
            return false;
        }
    }

    @Override
    public boolean goesOnWithoutThis() {
        Keeper known = keeper;
        return known != null && known.hasOthers();
    }

    @Override
    public void tell(Signal signal) {
        outgoing.add(signal);
    }

    /** Returns what the nodes that are reached said last; for tests. */
    Map<String, Engine.Heard> others() {
        return engine.others();
    }

    /** Returns when the turn that is under way has ended. */
    private void awaitTurn() {
        try {
            thread.awaitTermination(LEAVING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The others need not wait until they find that it is gone. */
    private void leave() {
        try {
            database.leave();
        } catch (StoreFailed e) {
            Loggers.CLUSTER.debug("this node leaves without saying so: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        held.clear();
        Periodic known = turns;
        if (known != null) {
            known.close();
            keeper.close();
        }
        thread.shutdown();
        // What hangs must not keep the process from ending.
        CountDownLatch left = new CountDownLatch(1);
        DaemonThreads.start("vedette-leaving", () -> {
            awaitTurn();
            leave();
            database.close();
            engine.close();
            left.countDown();
        });
        try {
            if (!left.await(2 * LEAVING.toSeconds(), TimeUnit.SECONDS)) {
                Loggers.CLUSTER.warn(
                        "the other nodes could not be told that this one leaves; they find out by themselves");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
