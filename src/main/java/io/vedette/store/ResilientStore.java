package io.vedette.store;

import io.vedette.alert.Alert;
import io.vedette.config.Settings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store in a database that may fail while it is used: full, locked, moved away, unreachable. Everything is kept in memory
 * too; while the database fails memory alone decides, so checks go on and alerts go out, and once a second the database is
 * tried again. When it is back, what changed meanwhile is stored, and it decides again.
 *
 * <p>With one process nothing is told twice by that. Where several share the database each goes by its own memory while
 * it is away, so that each may tell of the same change: rather twice than not at all. What another process stored
 * meanwhile is not overwritten then; only what this one told is added to it.
 */
final class ResilientStore implements Store {

    private static final Logger LOG = LoggerFactory.getLogger(ResilientStore.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long after the opening what was read then may answer the first question for each check. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final SqlDatabase database;
    private final Clock clock;
    private final String writer = UUID.randomUUID().toString();
    private final MemoryStore memory = new MemoryStore();
    private final ScheduledThreadPoolExecutor mender = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "vedette-store");
        thread.setDaemon(true);
        return thread;
    });

    /** Guarded by this: checks that changed in memory alone, and what the database held of them when it was lost. */
    private final Map<String, CheckRecord> unsaved = new HashMap<>();
    /** Guarded by this: checks that were asked for since the opening. */
    private final Set<String> asked = new HashSet<>();

    private Presence presence = Presence.amongOthers();
    private volatile SqlStore durable;
    private volatile Instant opened = Instant.MIN;
    private volatile boolean closed;
    private volatile StoreHealth health = StoreHealth.GOOD;

    private final DurableHistory history;

    ResilientStore(SqlDatabase database, Settings.History limits, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.history =
                new DurableHistory(database, writer, limits, clock, () -> health.isGood(), memory::all, this::forget);
    }

    @Override
    public History history() {
        return history;
    }

    @Override
    public Recorder recorder() {
        return history;
    }

    @Override
    public void open() {
        presence = database.enter();
        try {
            durable = new SqlStore(database, writer);
            if (presence.isAlone()) {
                durable.releaseAll();
            }
            durable.findAll().forEach(memory::keep);
            history.open(presence.isAlone());
            presence.ready();
        } catch (StoreFailed | IOException e) {
            close();
            throw new StoreRefused(database.shown() + " cannot be used: " + database.meaning(e), e);
        } catch (StoreRefused e) {
            close();
            throw e;
        }
        opened = clock.instant();
        mender.scheduleWithFixedDelay(this::mend, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public StoreHealth health() {
        return health;
    }

    @Override
    public Optional<CheckRecord> find(String check) {
        if (isFirstQuestion(check)) {
            return memory.find(check);
        }
        return inDatabase(store -> {
                    Optional<CheckRecord> found = store.find(check);
                    found.ifPresent(memory::keep);
                    return found;
                })
                .orElseGet(() -> memory.find(check));
    }

    @Override
    public boolean commit(CheckRecord after) {
        return inDatabase(store -> {
                    if (store.commit(after)) {
                        return keep(after);
                    }
                    store.find(after.check()).ifPresent(memory::keep);
                    return false;
                })
                .orElseGet(() -> commitInMemory(after));
    }

    @Override
    public List<Alert> claim(String target, Duration window, int most, Duration lease, Instant now) {
        return inDatabase(store -> {
                    List<SqlStore.Claim> claims = store.take(target, window, most, lease, now);
                    claims.forEach(claim -> keep(store, claim, target, now.plus(lease)));
                    return claims.stream().map(SqlStore.Claim::alert).toList();
                })
                .orElseGet(() -> claimInMemory(target, window, most, lease, now));
    }

    @Override
    public Optional<Instant> oldestWaiting(String target) {
        return inDatabase(store -> store.oldestWaiting(target)).orElseGet(() -> memory.oldestWaiting(target));
    }

    @Override
    public int waiting(String target) {
        return inDatabase(store -> store.waiting(target)).orElseGet(() -> memory.waiting(target));
    }

    @Override
    public void close() {
        history.close();
        closed = true;
        mender.shutdownNow();
        if (durable != null) {
            durable.close();
        }
        try {
            presence.close();
        } catch (IOException e) {
            LOG.warn("the lock beside {} cannot be closed: {}", database.shown(), StoreFailed.oneLine(e));
        }
    }

    /** Looks after the database: is it where it was; if it was lost, is it back. */
    private void mend() {
        try {
            if (health.isGood()) {
                if (!durable.isInPlace()) {
                    lost(durable, "its file was moved away or removed");
                }
                return;
            }
            durable.close();
            durable = new SqlStore(database, writer);
            compare(durable);
            while (!closed && !isBack()) {
                for (String check : unsavedChecks()) {
                    save(durable, check);
                }
            }
        } catch (StoreFailed | StoreRefused e) {
            stillLost(e);
        } catch (RuntimeException e) {
            LOG.error("{} cannot be taken up again; please report this", database.shown(), e);
            stillLost(e);
        }
    }

    /** Asks the database; nothing when it is lost, or gets lost by that. */
    private <T> Optional<T> inDatabase(Function<SqlStore, T> question) {
        while (health.isGood() && !closed) {
            SqlStore store = durable;
            try {
                return Optional.of(question.apply(store));
            } catch (StoreFailed e) {
                lost(store, e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Does nothing for a connection that was replaced since. */
    private synchronized void lost(SqlStore store, String error) {
        if (closed || !health.isGood() || store != durable) {
            return;
        }
        health = new StoreHealth(Optional.of(clock.instant()), error, unsaved.size());
        LOG.error(
                "{} is lost: {}; checks and alerts go on from memory, what changes is stored when it is back",
                database.shown(),
                error);
    }

    private synchronized void stillLost(RuntimeException e) {
        if (!health.isGood()) {
            String error = e instanceof StoreFailed failed ? failed.getMessage() : StoreFailed.oneLine(e);
            health = new StoreHealth(health.lostSince(), error, unsaved.size());
        }
    }

    private synchronized boolean isBack() {
        if (!unsaved.isEmpty()) {
            return false;
        }
        LOG.info(
                "{} is back, everything is stored; it was lost since {}",
                database.shown(),
                health.lostSince().orElseThrow());
        health = StoreHealth.GOOD;
        return true;
    }

    private synchronized List<String> unsavedChecks() {
        return List.copyOf(unsaved.keySet());
    }

    /** The database may have come back emptier than it was, or with what others stored. */
    private void compare(SqlStore store) {
        Map<String, CheckRecord> stored = new HashMap<>();
        store.findAll().forEach(record -> stored.put(record.check(), record));
        synchronized (this) {
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
    }

    private void save(SqlStore store, String check) {
        CheckRecord base;
        CheckRecord mine;
        synchronized (this) {
            base = unsaved.get(check);
            mine = memory.find(check).orElseThrow();
        }
        CheckRecord saved = mine.next(mine.state(), mine.ledgers());
        if (!store.overwrite(saved, base.version())) {
            CheckRecord theirs = store.find(check).orElse(base);
            saved = theirs.next(theirs.state(), withWhatWasTold(theirs, base, mine));
            if (!store.commit(saved)) {
                return; // Somebody changed it just now; tried again at once.
            }
        }
        synchronized (this) {
            if (memory.find(check).orElseThrow().version() == mine.version()) {
                unsaved.remove(check);
                memory.replace(saved);
            } else {
                unsaved.put(check, saved);
            }
        }
    }

    /** What another process stored, and beside it what this one told while the database was lost: that is a fact. */
    private static Map<String, Ledger> withWhatWasTold(CheckRecord theirs, CheckRecord base, CheckRecord mine) {
        Map<String, Ledger> ledgers = new HashMap<>(theirs.ledgers());
        mine.ledgers().forEach((target, ledger) -> {
            if (!ledger.told().equals(base.ledger(target).told())) {
                ledgers.put(target, ledger);
            }
        });
        return ledgers;
    }

    /** Of a check that left the configuration long ago and left the database just now. */
    private synchronized void forget(String check) {
        memory.remove(check);
        unsaved.remove(check);
    }

    private synchronized boolean isFirstQuestion(String check) {
        // A name that is kept under another one is not known by it.
        return asked.add(check)
                && SqlRows.key(check).equals(check)
                && clock.instant().isBefore(opened.plus(FRESH));
    }

    /** False when memory decided otherwise, because the database was lost to others while it took this. */
    private synchronized boolean keep(CheckRecord stored) {
        boolean decidedOtherwise = unsaved.containsKey(stored.check())
                && memory.find(stored.check())
                        .filter(record -> record.version() >= stored.version())
                        .isPresent();
        if (!decidedOtherwise) {
            asked.add(stored.check());
            memory.keep(stored);
        }
        return !decidedOtherwise;
    }

    private void keep(SqlStore store, SqlStore.Claim claim, String target, Instant until) {
        Optional<CheckRecord> before =
                memory.find(claim.check()).filter(known -> known.version() == claim.version() - 1);
        if (before.isPresent()) {
            Map<String, Ledger> ledgers = new HashMap<>(before.get().ledgers());
            ledgers.computeIfPresent(target, (name, ledger) -> ledger.claimed(until));
            keep(before.get().next(before.get().state(), ledgers));
        } else {
            store.find(claim.check()).ifPresent(this::keep);
        }
    }

    private boolean commitInMemory(CheckRecord after) {
        synchronized (this) {
            if (!health.isGood() || closed) {
                CheckRecord before = memory.find(after.check()).orElseGet(() -> blank(after));
                if (!memory.commit(after)) {
                    return false;
                }
                unsaved.putIfAbsent(after.check(), before);
                return true;
            }
        }
        return commit(after); // It is back since.
    }

    private List<Alert> claimInMemory(String target, Duration window, int most, Duration lease, Instant now) {
        synchronized (this) {
            if (!health.isGood() || closed) {
                List<Alert> alerts = memory.claim(target, window, most, lease, now);
                for (Alert alert : alerts) {
                    CheckRecord after = memory.find(alert.check()).orElseThrow();
                    unsaved.putIfAbsent(
                            alert.check(),
                            new CheckRecord(alert.check(), after.version() - 1, after.state(), after.ledgers()));
                }
                return alerts;
            }
        }
        return claim(target, window, most, lease, now);
    }

    private static CheckRecord blank(CheckRecord like) {
        return new CheckRecord(like.check(), 0, like.state(), Map.of());
    }
}
