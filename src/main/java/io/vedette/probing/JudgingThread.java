package io.vedette.probing;

import java.time.Duration;

/** The thread that judges an answer, while it does. Not safe for several threads: guarded by the run that it belongs to. */
final class JudgingThread {

    /** A judgement that got a smaller part of its time from the processors did not get to it. */
    private static final double STARVED = 0.1;

    private Thread thread;
    private long usedBefore;
    private boolean asked;

    /**
     * Begins a judgement on this thread.
     *
     * @param bounded whether it ends soon whatever was seen, so that nobody will ask how it is doing
     */
    void begin(boolean bounded) {
        Thread.interrupted(); // What a probe left behind is not meant for the judgement.
        thread = Thread.currentThread();
        usedBefore = bounded ? 0 : ProcessorTime.of(thread);
    }

    /** @param cut whether it may have been cut short, which was meant for the judgement and not for what this thread does next */
    void end(boolean cut) {
        thread = null;
        if (cut) {
            Thread.interrupted();
            Thread.currentThread().setPriority(Thread.NORM_PRIORITY);
        }
    }

    /** Stops it as far as it can be stopped. */
    void cut() {
        if (thread != null) {
            thread.interrupt(); // Some languages hear that.
            thread.setPriority(Thread.MIN_PRIORITY); // For the systems that heed it; Linux does not.
        }
    }

    /**
     * Returns whether this machine is too busy to judge, which says nothing of the target. Nobody knows whether an expression of an
     * operator ends: it has to show that it got no processor, and is waited for but once more.
     */
    boolean isStarved(Duration timeout) {
        boolean first = !asked;
        asked = true;
        return first
                && (thread == null
                        || thread.getState() == Thread.State.RUNNABLE
                                && ProcessorTime.of(thread) - usedBefore < timeout.toNanos() * STARVED);
    }
}
