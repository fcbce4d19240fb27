package io.vedette.status.access;

import io.vedette.config.values.Seal;
import io.vedette.store.NotDecided;
import io.vedette.store.Store;
import java.time.Clock;
import java.time.Instant;

/** What is the same on all nodes though a browser brings it from one to the other: a key, and what counts once. Safe for several threads. */
public final class OnAllNodes {

    private static final String KEY = "sign-in-key";

    private final Store store;
    private final Clock clock;
    private final Remembered spent = new Remembered(Remembered.ANY);

    OnAllNodes(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Asks for the key while the database can be asked. */
    public void prepare() {
        store.shared(KEY, Seal::newSecret);
    }

    /** Returns what seals with the key that all nodes have; with one of this node while the database is lost from the beginning. */
    public Seal seal() {
        return new Seal(store.shared(KEY, Seal::newSecret));
    }

    /**
     * Notes that something was done which counts once; returns whether it was not noted before, by any node. While the database is lost
     * that is known of this node alone.
     *
     * @param ends when it may be forgotten
     */
    public boolean isFirst(String what, Instant ends) {
        synchronized (spent) {
            if (spent.has(what, clock.instant())) {
                return false;
            }
            spent.add(what, ends);
        }
        try {
            return store.sessions().isFirst(what, ends);
        } catch (NotDecided e) {
            return true;
        }
    }
}
