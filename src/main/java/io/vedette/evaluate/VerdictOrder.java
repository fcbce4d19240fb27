package io.vedette.evaluate;

import io.vedette.probe.Observation;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where the verdicts of one check wait for each other: they are taken one at a time, and none that was observed before the
 * last one taken. Whatever else changes the check's state waits here too. Safe for several threads.
 */
final class VerdictOrder {

    /** Who came first is first: a verdict that waits for the database must not be passed by the next one. */
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

    /** Takes the place of an observation, unless one that is newer has been taken; to be asked by who has entered. */
    boolean takes(Observation observation) {
        if (begun && observation.moment() - last < 0) {
            return false;
        }
        begun = true;
        last = observation.moment();
        return true;
    }
}
