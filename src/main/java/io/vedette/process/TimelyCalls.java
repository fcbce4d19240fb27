package io.vedette.process;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Makes calls that may hang, each on a thread of its own: who asks for one waits no longer than a moment. While any that was given up
 * still hangs, no other is begun, so that no more hang than asked at once. Safe for several threads.
 */
public final class TimelyCalls {

    private final String thread;
    private final AtomicInteger hanging = new AtomicInteger();

    /** @param thread the name of the threads */
    public TimelyCalls(String thread) {
        this.thread = thread;
    }

    /** Says that nothing was begun, as an earlier call still hangs. */
    public static final class StillHanging extends TimeoutException {

        private static final long serialVersionUID = 1L;
    }

    /**
     * Waits for what a call returns.
     *
     * @param late takes what comes of it, which may be null, when nobody waits for it any more; what it throws is told nobody
     * @throws StillHanging when nothing was begun
     * @throws TimeoutException when the call takes longer
     * @throws InterruptedException when the wait is interrupted; the call is given up then too
     * @throws ExecutionException with what the call throws
     */
    public <T> T within(Duration patience, Callable<T> call, Consumer<T> late)
            throws TimeoutException, InterruptedException, ExecutionException {
        if (hanging.get() > 0) {
            throw new StillHanging();
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        DaemonThreads.start(thread, () -> run(call, answer));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | InterruptedException e) {
            giveUp(answer, late);
            throw e;
        }
    }

    private <T> void giveUp(CompletableFuture<T> answer, Consumer<T> late) {
        hanging.incrementAndGet();
        answer.whenComplete((value, failure) -> {
            try {
                if (failure == null) {
                    late.accept(value);
                }
            } finally {
                hanging.decrementAndGet();
            }
        });
    }

    private static <T> void run(Callable<T> call, CompletableFuture<T> answer) {
        try {
            answer.complete(call.call());
        } catch (Throwable e) { // Whoever waits is told.
            answer.completeExceptionally(e);
        }
    }
}
