package io.vedette.probe;

/**
 * One run of a probe, so that it can be cut short from outside: a blocked socket does not hear an interrupt, it has to be
 * closed. Safe for several threads.
 */
public final class Attempt {

    private static final Runnable NOTHING = () -> {};

    private Runnable abort = NOTHING;
    private boolean cancelled;

    /** An attempt that nobody cancels. */
    public static Attempt unlimited() {
        return new Attempt();
    }

    /** What to do to cut the probe short, such as closing its socket; done at once when it is already cancelled. */
    public void onCancel(Runnable action) {
        boolean now;
        synchronized (this) {
            abort = action;
            now = cancelled;
        }
        if (now) {
            action.run();
        }
    }

    /** Cuts the probe short. */
    public void cancel() {
        Runnable action;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            action = abort;
        }
        action.run();
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }
}
