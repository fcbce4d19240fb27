package io.vedette.camel;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the routes folder twice a second and reloads when it holds something else, once two looks in a row saw the
 * same: whoever is still writing is let finish. What was refused is not read again before it changes.
 */
final class FolderWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    private static final long PAUSE_MILLIS = 500;

    private final Reloader reloader;
    private FolderContents.Mark last;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "vedette-reload");
        made.setDaemon(true);
        return made;
    });

    /** Begins to look. */
    FolderWatch(Reloader reloader) {
        this.reloader = reloader;
        this.last = reloader.seen();
        thread.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            FolderContents.Mark now = reloader.look();
            boolean quiet = now.equals(last);
            last = now;
            if (quiet && !now.equals(reloader.seen())) {
                reloader.reload();
            }
        } catch (RuntimeException e) {
            // An exception would end the looking for good.
            LOG.error("the routes folder could not be looked at; please report this", e);
        }
    }

    /** Looks no more; a change that is under way ends before this comes back. */
    @Override
    public void close() {
        thread.shutdown();
        reloader.close();
    }
}
