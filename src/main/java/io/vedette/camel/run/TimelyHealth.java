package io.vedette.camel.run;

import io.vedette.process.DaemonThreads;
import io.vedette.process.Standstill;
import io.vedette.selfhealth.SelfHealth;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Vedette's health, in time: a part that does not answer, such as a database that hangs, is itself the trouble. One look
 * is under way at most, however many ask. Safe for several threads.
 */
final class TimelyHealth implements Supplier<SelfHealth> {

    static final String NAME = "vedette-health";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Supplier<SelfHealth> look;
    private final Duration patience;
    private CompletableFuture<SelfHealth> underWay = CompletableFuture.completedFuture(null);
    private long beganNanos;

    TimelyHealth(Supplier<SelfHealth> look) {
        this(look, PATIENCE);
    }

    TimelyHealth(Supplier<SelfHealth> look, Duration patience) {
        this.look = look;
        this.patience = patience;
    }

    @Override
    public SelfHealth get() {
        CompletableFuture<SelfHealth> one;
        long began;
        synchronized (this) {
            if (underWay.isDone()) {
                underWay = begun();
                beganNanos = System.nanoTime();
            }
            one = underWay;
            began = beganNanos;
        }
        try {
            while (true) {
                long leftNanos = patience.minus(Standstill.ofThisProcess().ranSince(began))
                        .toNanos();
                try {
                    return one.get(Math.max(1, leftNanos), TimeUnit.NANOSECONDS);
                } catch (TimeoutException e) {
                    // It could not be done either while the whole process stood still.
                    if (Standstill.ofThisProcess().ranSince(began).compareTo(patience) >= 0) {
                        return stuck();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return stuck();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the health of Vedette cannot be determined", e.getCause());
        }
    }

    private CompletableFuture<SelfHealth> begun() {
        CompletableFuture<SelfHealth> outcome = new CompletableFuture<>();
        DaemonThreads.start(NAME, () -> {
            try {
                outcome.complete(look.get());
            } catch (RuntimeException | Error e) {
                outcome.completeExceptionally(e);
            }
        });
        return outcome;
    }

    private SelfHealth stuck() {
        return new SelfHealth(List.of(new SelfHealth.Part(
                NAME,
                false,
                "a part of Vedette has not reported its health for " + patience.toSeconds()
                        + " s; most likely the database does not answer",
                Map.of())));
    }
}
