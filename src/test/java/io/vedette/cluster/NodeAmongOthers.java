package io.vedette.cluster;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A node among others that owns what a test says. */
public final class NodeAmongOthers implements Ownership {

    private final String name;
    private volatile Optional<String> owner = Optional.empty();
    private final List<Signal> told = new CopyOnWriteArrayList<>();
    private volatile Predicate<String> checks = check -> true;
    private volatile Predicate<String> targets = target -> true;

    public NodeAmongOthers() {
        this("one");
    }

    public NodeAmongOthers(String name) {
        this.name = name;
    }

    /** What it does not decide about itself is decided from now on by this node. */
    public void othersAsk(String node) {
        owner = Optional.of(node);
    }

    /** Decides from now on about these checks alone. */
    public void asksOnly(Predicate<String> those) {
        checks = those;
    }

    /** Notifies from now on these targets alone. */
    public void notifiesOnly(Predicate<String> those) {
        targets = those;
    }

    /** Returns what it told the others. */
    public List<Signal> told() {
        return told;
    }

    @Override
    public String node() {
        return name;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Optional<Fence> of(String check) {
        return checks.test(check) ? Optional.of(new Fence(Segments.ofCheck(check), 1)) : Optional.empty();
    }

    @Override
    public boolean notifies(String target) {
        return targets.test(target);
    }

    @Override
    public boolean isFromMemory() {
        return false;
    }

    @Override
    public boolean sendsFromMemory(String target, String check, boolean waited) {
        return false;
    }

    @Override
    public Optional<String> nodeOf(String check) {
        return asks(check) ? Optional.of(node()) : owner;
    }

    @Override
    public void lost(Fence fence) {
        // What it owns is said by the test.
    }

    @Override
    public List<Node> nodes() {
        return List.of();
    }

    @Override
    public boolean isFirst(String what) {
        return true;
    }

    @Override
    public boolean goesOnWithoutThis() {
        return true;
    }

    @Override
    public void tell(Signal signal) {
        told.add(signal);
    }

    @Override
    public void start(Follower follower, Supplier<Node> self) {
        // Nothing comes from others.
    }
}
