package io.vedette.evaluate;

import io.vedette.probe.Observation;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the verdicts of one check in order: they are taken one at a time, and none that was observed before the last one taken. All
 * other changes of the check's state wait here too. Safe for several threads.
 */
final class VerdictOrder {

    /** Fair: a verdict that waits for the database must not be overtaken by the next one. */
    private final ReentrantLock lock = new ReentrantLock(true);

    private boolean begun;
    private long last;

    void enter() {
        lock.lock();
    }

    boolean tryEnter() {
        return lock.tryLock();
    }

    void leave() {
        lock.unlock();
    }

    /** Marks an observation as taken, unless a newer one was; called only after entering. */
    boolean takes(Observation observation) {
        if (begun && observation.moment() - last < 0) {
            return false;
        }
        begun = true;
        last = observation.moment();
        return true;
    }
}
