package io.vedette.store;

import java.time.Instant;
import java.util.Optional;

/**
 * The health of the store.
 *
 * @param lostSince since when nothing can be stored and only memory is used; empty while the database works
 * @param error why, in one line; empty while the database works
 * @param unsaved how many checks changed since, to be stored when the database is back
 */
public record StoreHealth(Optional<Instant> lostSince, String error, int unsaved) {

    /** Everything is stored in the database. */
    public static final StoreHealth GOOD = new StoreHealth(Optional.empty(), "", 0);

    /** Returns whether the database can be used. */
    public boolean isGood() {
        return lostSince.isEmpty();
    }
}
