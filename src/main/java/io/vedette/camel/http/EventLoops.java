package io.vedette.camel.http;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.impl.ContextInternal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/** Has work done on the event loops of requests, a few milliseconds of it at once ({@link LoopTurns}). */
final class EventLoops {

    private final Map<EventLoop, LoopTurns> turns = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Does work in the context of its request, when the loop has time for it; on that event loop. */
    void inTurn(Context context, Runnable work) {
        ContextInternal own = (ContextInternal) context;
        turns.computeIfAbsent(own.nettyEventLoop(), LoopTurns::of).take(() -> own.dispatch(work));
    }

    /** Does the same from any thread. Once the server has ended nobody waits for an outcome any more. */
    void later(Context context, Runnable outcome) {
        try {
            context.runOnContext(now -> inTurn(context, outcome));
        } catch (RejectedExecutionException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    /** Tells that the loops may end from now on. */
    void close() {
        closed = true;
    }
}
