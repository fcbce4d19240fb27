package io.vedette.camel;

import io.vedette.config.values.Durations;
import io.vedette.process.DaemonThreads;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads bodies that may take for ever, on threads of their own: the route waits no longer than the check's timeout. While one that was
 * given up still hangs, no other is begun. Safe for several threads.
 */
final class BodyReading {

    private final AtomicReference<CompletableFuture<?>> hanging = new AtomicReference<>();

    /** @throws SocketTimeoutException when it takes longer, or an earlier one still does */
    <T> T within(Duration timeout, Callable<T> task) throws IOException, InterruptedException {
        CompletableFuture<?> before = hanging.get();
        if (before != null && !before.isDone()) {
            throw new SocketTimeoutException("the body of an earlier message is still being read");
        }
        CompletableFuture<T> read = new CompletableFuture<>();
        DaemonThreads.start("vedette-body", () -> run(task, read));
        try {
            return read.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            hanging.set(read);
            throw new SocketTimeoutException("the body was not read within " + Durations.inWords(timeout));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new IOException(e.getCause());
        }
    }

    private static <T> void run(Callable<T> task, CompletableFuture<T> read) {
        try {
            read.complete(task.call());
        } catch (Throwable e) { // Whoever waits is told.
            read.completeExceptionally(e);
        }
    }
}
