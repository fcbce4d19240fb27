package io.vedette.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Stores what changed while the database was lost, until nothing is left and the database decides again. */
final class HandBack {

    /** So many checks are stored in one transaction, few enough that other processes do not wait long for their rows. */
    private static final int BATCH = 200;

    private final MemoryFallback fallback;
    private final SqlStore store;
    private final Predicate<String> owned;

    /** @param owned whether this process is the one that decides about a check that others may have changed */
    HandBack(MemoryFallback fallback, SqlStore store, Predicate<String> owned) {
        this.fallback = fallback;
        this.store = store;
        this.owned = owned;
    }

    /** @param closed whether the rest is to be left */
    void run(BooleanSupplier closed) {
        while (!closed.getAsBoolean() && !fallback.handBack()) {
            List<MemoryFallback.Unsaved> all = fallback.unsaved();
            for (int from = 0; from < all.size() && !closed.getAsBoolean(); from += BATCH) {
                save(all.subList(from, Math.min(all.size(), from + BATCH)));
            }
        }
    }

    /** Stores several checks at once, so that a slow database is not waited for check by check. */
    private void save(List<MemoryFallback.Unsaved> several) {
        Map<String, Overwrite> wanted = new LinkedHashMap<>();
        for (MemoryFallback.Unsaved one : several) {
            CheckRecord mine = one.mine();
            wanted.put(
                    mine.check(),
                    new Overwrite(
                            mine.next(mine.state(), mine.entries()), one.base().version()));
        }
        Set<String> changed = store.overwrite(List.copyOf(wanted.values()));
        for (MemoryFallback.Unsaved one : several) {
            String check = one.mine().check();
            if (changed.contains(check)) {
                saveOnTop(one);
            } else {
                fallback.saved(one, wanted.get(check).record());
            }
        }
    }

    /** Stores a check that another process changed meanwhile. */
    private void saveOnTop(MemoryFallback.Unsaved unsaved) {
        CheckRecord saved = unsaved.onTopOf(
                store.find(unsaved.mine().check()).orElse(unsaved.base()),
                owned.test(unsaved.mine().check()));
        if (store.commit(saved)) { // Otherwise somebody has just changed it; tried again at once.
            fallback.saved(unsaved, saved);
        }
    }
}
