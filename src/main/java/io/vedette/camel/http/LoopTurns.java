package io.vedette.camel.http;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Work for one event loop, a few milliseconds at a time. An event loop serves all connections that have something to say, one after
 * the other: of five hundred requests that come at once, each of which takes a millisecond, the last would wait half a second, and so
 * would whoever comes behind them with a question that takes no time. Here what is beyond a turn waits, in its order, and the loop
 * looks at all connections before the next turn. Only for the thread of that loop.
 */
final class LoopTurns {

    private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(4);
    private static final long PAUSE_MILLIS = 1;

    private final LongSupplier nanos;
    private final Consumer<Runnable> afterThese;
    private final Consumer<Runnable> later;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private long spent;

    /**
     * @param nanos the time since some moment before
     * @param afterThese has something run after what the loop has to do now
     * @param later has something run once the loop has looked at its connections
     */
    LoopTurns(LongSupplier nanos, Consumer<Runnable> afterThese, Consumer<Runnable> later) {
        this.nanos = nanos;
        this.afterThese = afterThese;
        this.later = later;
    }

    /** Returns those of an event loop. What is due at once would come before its connections, so the next turn is due in a moment. */
    static LoopTurns of(EventLoop loop) {
        return new LoopTurns(
                System::nanoTime, loop::execute, turn -> loop.schedule(turn, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    }

    /** Does it now, or when its turn comes. */
    void take(Runnable work) {
        if (waiting.isEmpty() && spent < TURN_NANOS) {
            now(work);
            return;
        }
        waiting.add(work);
        if (waiting.size() == 1) {
            later.accept(this::turn);
        }
    }

    private void now(Runnable work) {
        if (spent == 0) {
            afterThese.accept(() -> spent = 0);
        }
        long began = nanos.getAsLong();
        try {
            work.run();
        } finally {
            spent += Math.max(1, nanos.getAsLong() - began);
        }
    }

    private void turn() {
        long began = nanos.getAsLong();
        try {
            while (!waiting.isEmpty() && nanos.getAsLong() - began < TURN_NANOS) {
                waiting.remove().run();
            }
        } finally {
            if (!waiting.isEmpty()) {
                later.accept(this::turn);
            }
        }
    }
}
