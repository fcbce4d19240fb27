package io.vedette.store;

import io.vedette.database.SqlText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which records memory knows as they are in the database. Safe for several threads. */
final class KnownRecords {

    /** How long after opening, what was read then may answer the first query for each check. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final MemoryFallback fallback;
    private final Clock clock;
    /** Checks that were queried since opening. */
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    private volatile Instant opened = Instant.MIN;

    KnownRecords(MemoryFallback fallback, Clock clock) {
        this.fallback = fallback;
        this.clock = clock;
    }

    /** All records were read just now. */
    void opened() {
        opened = clock.instant();
    }

    boolean isFirstQuestion(String check) {
        // A check whose name had to be changed for the database is not known by that name.
        return asked.add(check)
                && SqlText.storable(check).equals(check)
                && clock.instant().isBefore(opened.plus(FRESH));
    }

    boolean keep(CheckRecord stored) {
        boolean kept = fallback.keep(stored);
        if (kept) {
            asked.add(stored.check());
        }
        return kept;
    }

    void keep(SqlStore store, OutboxClaims.Claim claim, String target, Instant until) {
        Optional<CheckRecord> before =
                fallback.find(claim.check()).filter(record -> record.version() == claim.version() - 1);
        if (before.isPresent()) {
            Map<String, OutboxEntry> entries = new HashMap<>(before.get().entries());
            entries.computeIfPresent(target, (name, entry) -> entry.claimed(until));
            keep(before.get().next(before.get().state(), entries));
        } else {
            store.find(claim.check()).ifPresent(this::keep);
        }
    }
}
