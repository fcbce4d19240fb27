package io.vedette.camel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/**
 * Has what a context has one of be made once, however many threads ask for it while it starts: whoever comes meanwhile waits until it is
 * whole. Safe for several threads.
 */
final class SettingUp {

    /** Whoever sets up may need a lock of Camel's that the one who waits holds: then both go on. */
    private static final long PATIENCE_SECONDS = 30;

    private final ReentrantLock lock = new ReentrantLock();

    private SettingUp() {}

    private static SettingUp of(CamelContext context) {
        synchronized (SettingUp.class) {
            SettingUp known = context.getCamelContextExtension().getContextPlugin(SettingUp.class);
            if (known == null) {
                known = new SettingUp();
                context.getCamelContextExtension().addContextPlugin(SettingUp.class, known);
            }
            return known;
        }
    }

    /** Returns what is there or made, while nobody else makes it. */
    static <T> T alone(CamelContext context, Supplier<T> made) {
        SettingUp one = of(context);
        boolean isAlone = one.waits();
        try {
            return made.get();
        } finally {
            if (isAlone) {
                one.lock.unlock();
            }
        }
    }

    private boolean waits() {
        try {
            return lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
