package io.vedette.camel;

import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Causes;
import io.vedette.process.DaemonThreads;
import io.vedette.process.Loggers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;

/**
 * What is to be done while the routes still run, when the context is asked to stop: farewells, the end of streams. Safe for
 * several threads.
 */
public final class ShutdownHooks {

    private static final Logger LOG = Loggers.START;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Secrets secrets;
    private final List<Runnable> tasks = new CopyOnWriteArrayList<>();

    ShutdownHooks(Secrets secrets) {
        this.secrets = secrets;
    }

    public void add(Runnable task) {
        tasks.add(task);
    }

    void remove(Runnable task) {
        tasks.remove(task);
    }

    /** Runs all of them at once, and waits {@link #PATIENCE} for them at most. */
    public void run() {
        CompletableFuture<?>[] running =
                tasks.stream().map(ShutdownHooks::begin).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(running).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn(
                    "not everything was finished before the end, such as a farewell: {}",
                    secrets.mask(Causes.message(e)));
        }
    }

    /** On a thread of its own: the common pool has few, and a target that hangs would keep the others from their farewell. */
    private static CompletableFuture<?> begin(Runnable task) {
        return CompletableFuture.runAsync(task, command -> DaemonThreads.start("vedette-last-task", command));
    }
}
