package io.vedette.probing;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * One run of a check: from the tick that began it until its verdict is stored and every thread that worked on it is back.
 * Until it ends, the check has no other run. Safe for several threads.
 */
public final class Run {

    private final AtomicInteger parts = new AtomicInteger(1);
    private final Runnable ended;

    /** @param ended what is to be done at its end, once */
    public Run(Runnable ended) {
        this.ended = ended;
    }

    /** Begins another part of it; to be said by who holds one already. */
    public void hold() {
        parts.incrementAndGet();
    }

    /** Ends a part; with the last one the run is over. */
    public void release() {
        if (parts.decrementAndGet() == 0) {
            ended.run();
        }
    }
}
