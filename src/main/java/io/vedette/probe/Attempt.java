package io.vedette.probe;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One run of a probe, so that it can be cut short from outside: a blocked socket does not hear an interrupt, it has to be
 * closed. Safe for several threads.
 */
public final class Attempt {

    private static final Runnable NOTHING = () -> {};
    private static final String ANSWER = "no complete answer";

    private Runnable abort = NOTHING;
    private boolean cancelled;
    private volatile String pending = ANSWER;

    /** Returns an attempt that nobody cancels. */
    public static Attempt unlimited() {
        return new Attempt();
    }

    /** Returns an attempt that is cut short after that time, whatever a server does to last longer. */
    public static Attempt within(Duration most) {
        Attempt attempt = new Attempt();
        CompletableFuture.delayedExecutor(most.toMillis(), TimeUnit.MILLISECONDS)
                .execute(attempt::cancel);
        return attempt;
    }

    /** Sets what to do to cut the probe short, such as closing its socket; does it at once when it is already cancelled. */
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

    /** Returns whether it was cut short. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Notes what the probe waits for, as the beginning of a sentence that "within 10s" ends: "the login has not answered". */
    public void waitsFor(String missing) {
        pending = missing;
    }

    /** Notes that the probe waits for the answer of its target again, as it does at first. */
    public void waitsForTheAnswer() {
        pending = ANSWER;
    }

    /** Returns what is missing when the time ends now: "no complete answer", unless the probe waits for something else. */
    public String pending() {
        return pending;
    }
}
