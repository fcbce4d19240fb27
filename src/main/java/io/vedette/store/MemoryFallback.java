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
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * Memory beside a database: it knows all that is stored, decides while the database is lost, and keeps account of what has
 * to be stored when that is back. Safe for several threads.
 */
final class MemoryFallback {

    private static final Logger LOG = Loggers.STORE;

    private final String database;
    private final Clock clock;
    private final MemoryStore memory = new MemoryStore();
    /** Checks that changed in memory alone, and what the database held of them when it was lost. */
    private final Map<String, CheckRecord> unsaved = new HashMap<>();

    private boolean closed;
    private volatile StoreHealth health = StoreHealth.GOOD;

    /** @param database its name as it may be shown */
    MemoryFallback(String database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A check that has to be stored.
     *
     * @param base what the database held when it was lost
     * @param mine what memory made of it since
     */
    record Unsaved(CheckRecord base, CheckRecord mine) {

        /** Returns what another process stored, and beside it what this one told meanwhile: that is a fact. */
        CheckRecord onTopOf(CheckRecord theirs) {
            Map<String, OutboxEntry> entries = new HashMap<>(theirs.entries());
            mine.entries().forEach((target, entry) -> {
                if (!entry.lastNotified().equals(base.entry(target).lastNotified())) {
                    entries.put(target, entry);
                }
            });
            return theirs.next(theirs.state(), entries);
        }
    }

    /** Returns how the database does. */
    StoreHealth health() {
        return health;
    }

    /** Returns what is known of a check. */
    Optional<CheckRecord> find(String check) {
        return memory.find(check);
    }

    /** Returns the state of every check, by its name. */
    Map<String, CheckState> states() {
        return memory.all().stream().collect(Collectors.toMap(CheckRecord::check, CheckRecord::state));
    }

    Optional<Instant> oldestWaiting(String target) {
        return memory.oldestWaiting(target);
    }

    int waiting(String target) {
        return memory.waiting(target);
    }

    /** Notes what was read. */
    void read(CheckRecord stored) {
        memory.keep(stored);
    }

    /** Notes what was stored. False when memory decided otherwise, because the database was lost to others meanwhile. */
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

    /** Decides whether a record is taken; empty when the database does. */
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

    /** Decides what is sent now; empty when the database does. */
    synchronized Optional<List<Alert>> claim(String target, Duration window, int most, Duration lease, Instant now) {
        if (!decides()) {
            return Optional.empty();
        }
        List<Alert> alerts = memory.claim(target, window, most, lease, now);
        for (Alert alert : alerts) {
            CheckRecord after = memory.find(alert.check()).orElseThrow();
            unsaved.putIfAbsent(
                    alert.check(), new CheckRecord(alert.check(), after.version() - 1, after.state(), after.entries()));
        }
        return Optional.of(alerts);
    }

    /** Decides from now on. */
    synchronized void takeOver(String error) {
        health = new StoreHealth(Optional.of(clock.instant()), error, unsaved.size());
        LOG.error(
                "{} is lost: {}; checks and alerts continue from memory, changes are stored when it is back",
                database,
                error);
    }

    /** Notes that the database was tried and is still lost. */
    synchronized void goOn(String error) {
        if (!health.isGood()) {
            health = new StoreHealth(health.lostSince(), error, unsaved.size());
        }
    }

    /** Takes in what the database holds now: it may have come back emptier than it was, or with what others stored. */
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

    /** Returns all that has to be stored at this moment. */
    synchronized List<Unsaved> unsaved() {
        return unsaved.entrySet().stream()
                .map(entry -> new Unsaved(
                        entry.getValue(), memory.find(entry.getKey()).orElseThrow()))
                .toList();
    }

    /** Notes that a check was stored; what memory decided about it in the meantime is still to be. */
    synchronized void saved(Unsaved was, CheckRecord now) {
        String check = now.check();
        if (!unsaved.containsKey(check)) {
            return; // It left the configuration and the database meanwhile.
        }
        if (memory.find(check).orElseThrow().version() == was.mine().version()) {
            unsaved.remove(check);
            memory.replace(now);
        } else {
            unsaved.put(check, now);
        }
    }

    /** Lets the database decide again when nothing is left to be stored. */
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

    /** Forgets a check that left the configuration long ago and the database just now. */
    synchronized void forget(String check) {
        memory.remove(check);
        unsaved.remove(check);
    }

    /** Ends: the database is asked no more. */
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
