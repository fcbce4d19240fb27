package io.vedette.store;

import io.vedette.alert.Alert;
import io.vedette.process.Loggers;
import io.vedette.state.CheckState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * Holds a copy of everything stored in a database, decides alone while the database is lost, and keeps track of what must be
 * stored when it is back. Safe for several threads.
 */
final class MemoryFallback {

    private static final Logger LOG = Loggers.STORE;

    private final String database;
    private final Clock clock;
    private final MemoryStore memory = new MemoryStore();
    /** Checks that changed only in memory, and what the database held of them when it was lost. */
    private final Map<String, CheckRecord> unsaved = new HashMap<>();

    private boolean closed;
    private volatile StoreHealth health = StoreHealth.GOOD;

    /** @param database its name without secrets, for messages */
    MemoryFallback(String database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A check that must be stored.
     *
     * @param base what the database held when it was lost
     * @param mine what memory holds of it now
     */
    record Unsaved(CheckRecord base, CheckRecord mine) {

        /**
         * Returns what another process stored, with the notifications that this process delivered meanwhile.
         *
         * @param owned whether this process is the one that decides about the check: then its state counts
         */
        CheckRecord onTopOf(CheckRecord theirs, boolean owned) {
            Map<String, OutboxEntry> entries = new HashMap<>(theirs.entries());
            mine.entries().forEach((target, entry) -> {
                if (!entry.lastNotified().equals(base.entry(target).lastNotified())) {
                    entries.put(target, entry);
                }
            });
            return theirs.next(owned ? mine.state() : theirs.state(), entries);
        }
    }

    /** Returns the health of the database. */
    StoreHealth health() {
        return health;
    }

    /** Returns the record of a check; empty if there is none. */
    Optional<CheckRecord> find(String check) {
        return memory.find(check);
    }

    /** Returns the state of every check by its name. */
    Map<String, CheckState> states() {
        return memory.all().stream().collect(Collectors.toMap(CheckRecord::check, CheckRecord::state));
    }

    Optional<Instant> oldestWaiting(String target) {
        return memory.oldestWaiting(target);
    }

    int waiting(String target) {
        return memory.waiting(target);
    }

    /** Remembers a record that was read. */
    void read(CheckRecord stored) {
        memory.keep(stored);
    }

    /** Remembers a record that was stored; returns false if memory decided otherwise because the database was lost meanwhile. */
    synchronized boolean keep(CheckRecord stored) {
        boolean decidedOtherwise = unsaved.containsKey(stored.check())
                && memory.find(stored.check())
                        .filter(record -> record.version() >= stored.version())
                        .isPresent();
        if (!decidedOtherwise) {
            memory.keep(stored);
        }
        return !decidedOtherwise;
    }

    /** Decides whether a record is committed; empty if that is the database's to decide. */
    synchronized Optional<Boolean> commit(CheckRecord after) {
        if (!decides()) {
            return Optional.empty();
        }
        CheckRecord before = memory.find(after.check()).orElseGet(() -> blank(after));
        boolean taken = memory.commit(after);
        if (taken) {
            unsaved.putIfAbsent(after.check(), before);
        }
        return Optional.of(taken);
    }

    /** Claims what is sent now; empty if that is the database's to decide. */
    synchronized Optional<List<Alert>> claim(
            String target, Duration window, int most, Duration lease, Instant now, Predicate<Alert> mine) {
        if (!decides()) {
            return Optional.empty();
        }
        List<Alert> alerts = memory.claim(target, window, most, lease, now, mine);
        for (Alert alert : alerts) {
            CheckRecord after = memory.find(alert.check()).orElseThrow();
            unsaved.putIfAbsent(
                    alert.check(), new CheckRecord(alert.check(), after.version() - 1, after.state(), after.entries()));
        }
        return Optional.of(alerts);
    }

    /** Starts to decide alone, unless it does already. */
    synchronized void takeOver(String error) {
        health = new StoreHealth(Optional.of(clock.instant()), error, unsaved.size());
        LOG.error(
                "{} is lost: {}; checks and alerts continue from memory, changes are stored when it is back",
                database,
                error);
    }

    /** Remembers why the database is still lost after another try. */
    synchronized void goOn(String error) {
        if (!health.isGood()) {
            health = new StoreHealth(health.lostSince(), error, unsaved.size());
        }
    }

    /** Compares memory with the records of the database that is back: it may have lost some, or have what others stored. */
    synchronized void compare(Collection<CheckRecord> records) {
        Map<String, CheckRecord> stored = new HashMap<>();
        records.forEach(record -> stored.put(record.check(), record));
        for (CheckRecord known : memory.all()) {
            CheckRecord there = stored.getOrDefault(known.check(), blank(known));
            if (there.version() < known.version()) {
                unsaved.putIfAbsent(known.check(), there);
            }
        }
        stored.values().stream()
                .filter(record -> !unsaved.containsKey(record.check()))
                .forEach(memory::keep);
    }

    /** Returns all that must be stored now. */
    synchronized List<Unsaved> unsaved() {
        return unsaved.entrySet().stream()
                .map(entry -> new Unsaved(
                        entry.getValue(), memory.find(entry.getKey()).orElseThrow()))
                .toList();
    }

    /** Remembers that a check was stored; what memory decided about it in the meantime must still be stored. */
    synchronized void saved(Unsaved was, CheckRecord now) {
        String check = now.check();
        if (!unsaved.containsKey(check)) {
            return; // It was removed from configuration and database meanwhile.
        }
        if (memory.find(check).orElseThrow().version() == was.mine().version()) {
            unsaved.remove(check);
            memory.replace(now);
        } else {
            unsaved.put(check, now);
        }
    }

    /** Lets the database decide again, unless something is left to be stored; returns whether it does. */
    synchronized boolean handBack() {
        if (!unsaved.isEmpty()) {
            return false;
        }
        LOG.info(
                "{} is back, everything is stored; it was lost since {}",
                database,
                health.lostSince().orElseThrow());
        health = StoreHealth.GOOD;
        return true;
    }

    /** Forgets a check that was removed from the configuration long ago and from the database just now. */
    synchronized void forget(String check) {
        memory.remove(check);
        unsaved.remove(check);
    }

    /** Ends the use of the database. */
    synchronized void close() {
        closed = true;
    }

    private boolean decides() {
        return closed || !health.isGood();
    }

    private static CheckRecord blank(CheckRecord like) {
        return new CheckRecord(like.check(), 0, like.state(), Map.of());
    }
}
