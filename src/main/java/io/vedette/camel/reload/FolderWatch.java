package io.vedette.camel.reload;

import io.vedette.camel.Foundation;
import io.vedette.process.Periodic;
import io.vedette.process.Tasks;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Looks at the routes folder twice a second and reloads when it holds something else, once two looks in a row saw the
 * same: whoever is still writing is let finish. Also when a source of targets names others. What was refused is not read again before it changes.
 */
public final class FolderWatch {

    private static final Duration PAUSE = Duration.ofMillis(500);
    /** A vault that is slow, or thousands of checks, make a reload long. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Reloader reloader;
    private FolderContents.Mark last;
    private final Tasks tasks;
    private final ScheduledThreadPoolExecutor thread = Periodic.thread("vedette-reload");
    private final Periodic task = Periodic.of("reload", PAUSE, LONGEST, this::look);

    /** Looks from now on, until the context is asked to stop. */
    public static void start(Reloader reloader, Foundation base) {
        FolderWatch watch = new FolderWatch(reloader, base.tasks());
        base.shutdownHooks().add(watch::close);
    }

    private FolderWatch(Reloader reloader, Tasks tasks) {
        this.reloader = reloader;
        this.tasks = tasks;
        this.last = reloader.seen();
        tasks.add(task).on(thread, Duration.ZERO);
    }

    private void look() {
        Optional<FolderContents.Mark> looked = reloader.look();
        if (looked.isEmpty()) {
            return; // For now it cannot be known.
        }
        FolderContents.Mark now = looked.get();
        boolean quiet = now.equals(last);
        last = now;
        if (quiet && (!now.equals(reloader.seen()) || reloader.hasOtherTargets())) {
            reloader.reload();
        }
    }

    /** Stops looking; returns when the reload under way has ended. */
    private void close() {
        task.close();
        tasks.remove(task);
        thread.shutdown();
        reloader.close();
    }
}
