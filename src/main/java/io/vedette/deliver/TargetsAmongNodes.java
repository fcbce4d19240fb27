package io.vedette.deliver;

import io.vedette.cluster.Ownership;
import io.vedette.cluster.Signal;
import io.vedette.process.Loggers;
import io.vedette.target.TargetText;
import io.vedette.target.Targets;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has all nodes know how each target is doing: the one that notifies it tells the others, which show it and continue from there if they come
 * to notify it themselves.
 */
public final class TargetsAmongNodes {

    private final Targets targets;
    private final Ownership ownership;
    private final Clock clock;
    private final AtomicBoolean saidStrange = new AtomicBoolean();

    /** @param clock by which the times of targets are noted */
    public TargetsAmongNodes(Targets targets, Ownership ownership, Clock clock) {
        this.targets = targets;
        this.ownership = ownership;
        this.clock = clock;
    }

    /** Tells of every change from now on, where there are others. */
    public void start() {
        if (ownership.isShared()) {
            targets.onChange(this::tell);
        }
    }

    /** Tells of all targets again: a node may have joined, or missed something. */
    public void tellAll() {
        if (ownership.isShared()) {
            targets.all().forEach(this::tell);
        }
    }

    private void tell(Targets.Target target) {
        if (ownership.notifies(target.name())) {
            ownership.tell(new Signal.TargetHealth(target.name(), TargetText.write(target, clock.instant())));
        }
    }

    /** Takes what another node says, unless this one knows better. */
    public void heard(Signal.TargetHealth health) {
        if (!ownership.notifies(health.target())) {
            try {
                targets.heard(health.target(), health.text());
            } catch (IllegalArgumentException e) {
                if (!saidStrange.getAndSet(true)) {
                    Loggers.CLUSTER.warn(
                            "somebody tells of target {} what no node does; it is ignored, and said only now",
                            health.target());
                }
            }
        }
    }
}
