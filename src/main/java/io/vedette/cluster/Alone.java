package io.vedette.cluster;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A node that shares with nobody: it asks everything and notifies everybody. */
public final class Alone implements Ownership {

    private static final Optional<Fence> ALL = Optional.of(Fence.ALONE);

    private final Supplier<String> name;
    private volatile String node;
    private volatile Supplier<Node> self;

    /** @param name the name of this node, asked for when it is first needed: a host's may take a moment to find */
    public Alone(Supplier<String> name) {
        this.name = name;
    }

    @Override
    public void start(Follower follower, Supplier<Node> facts) {
        self = facts;
    }

    @Override
    public String node() {
        String known = node;
        if (known == null) {
            known = name.get();
            node = known;
        }
        return known;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public Optional<Fence> of(String check) {
        return ALL;
    }

    @Override
    public boolean notifies(String target) {
        return true;
    }

    @Override
    public boolean isFromMemory() {
        return true;
    }

    @Override
    public boolean sendsFromMemory(String target, String check, boolean waited) {
        return true;
    }

    @Override
    public Optional<String> nodeOf(String check) {
        return Optional.of(node());
    }

    @Override
    public void lost(Fence fence) {
        // Nobody else claims anything.
    }

    @Override
    public List<Node> nodes() {
        Supplier<Node> known = self;
        return known == null ? List.of() : List.of(known.get());
    }

    @Override
    public boolean isFirst(String what) {
        return true;
    }

    @Override
    public boolean goesOnWithoutThis() {
        return false;
    }

    @Override
    public void tell(Signal signal) {
        // Nobody listens.
    }
}
