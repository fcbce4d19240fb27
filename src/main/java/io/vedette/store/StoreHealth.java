package io.vedette.store;

import java.time.Instant;
import java.util.Optional;

/**
 * How the store itself is doing.
 *
 * @param lostSince since when nothing can be stored and memory alone is used; empty while all is well
 * @param error why, in one line; empty while all is well
 * @param unsaved how many checks changed since, and are stored once the database is back
 */
public record StoreHealth(Optional<Instant> lostSince, String error, int unsaved) {

    /** All is stored in the database. */
    public static final StoreHealth GOOD = new StoreHealth(Optional.empty(), "", 0);

    /** Returns whether the database can be used. */
    public boolean isGood() {
        return lostSince.isEmpty();
    }
}
