package io.vedette.cluster;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine without other nodes that fails some times before it does what it is told. */
final class UnsteadyEngine implements Engine {

    final AtomicInteger tried = new AtomicInteger();
    final Queue<Boolean> done = new ConcurrentLinkedQueue<>();
    volatile int fails;
    volatile Share share = Share.NOTHING;

    @Override
    public void participate(boolean on) {
        if (tried.incrementAndGet() <= fails) {
            throw new IllegalStateException("timed out");
        }
        done.add(on);
    }

    @Override
    public void start(Runnable changed) {}

    @Override
    public Share share() {
        return share;
    }

    @Override
    public void say(Word word) {}

    @Override
    public Map<String, Heard> others() {
        return Map.of();
    }

    @Override
    public void close() {}
}
