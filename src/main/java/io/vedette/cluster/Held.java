package io.vedette.cluster;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The segments that this node has claimed, and until when that counts. Safe for several threads. */
final class Held {

    private final LongSupplier nanos;
    private volatile Map<Integer, Long> epochs = Map.of();
    private volatile long confirmed;
    private volatile boolean everConfirmed;
    private volatile boolean fromMemory;

    Held() {
        this(System::nanoTime);
    }

    Held(LongSupplier nanos) {
        this.nanos = nanos;
    }

    Optional<Fence> of(int segment) {
        Long epoch = epochs.get(segment);
        return epoch == null || !counts() ? Optional.empty() : Optional.of(new Fence(segment, epoch));
    }

    /** Returns whether what it has counts now. */
    boolean counts() {
        return fromMemory || isConfirmed();
    }

    /** Returns whether the database has confirmed it lately. */
    boolean isConfirmed() {
        return everConfirmed && nanos.getAsLong() - confirmed < SharedOwnership.CONFIRMED.toNanos();
    }

    boolean isFromMemory() {
        return fromMemory;
    }

    Map<Integer, Long> epochs() {
        return epochs;
    }

    /** @param asked when the database was asked, so that a process that stood still meanwhile does not believe what it reads */
    synchronized void confirm(Map<Integer, Long> those, long asked) {
        epochs = Map.copyOf(those);
        confirmed = asked;
        everConfirmed = true;
        fromMemory = false;
    }

    /** Continues without the database, or stops to. */
    synchronized void fromMemory(boolean on, Map<Integer, Long> those) {
        epochs = Map.copyOf(those);
        fromMemory = on;
    }

    synchronized void drop(Fence fence) {
        Map<Integer, Long> rest = new HashMap<>(epochs);
        rest.remove(fence.segment(), fence.epoch());
        epochs = Map.copyOf(rest);
    }

    synchronized void clear() {
        epochs = Map.of();
        fromMemory = false;
    }
}
