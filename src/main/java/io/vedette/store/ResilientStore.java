package io.vedette.store;

import io.vedette.alert.Alert;
import io.vedette.config.settings.Settings;
import io.vedette.database.Presence;
import io.vedette.database.SqlDatabase;
import io.vedette.database.SqlText;
import io.vedette.database.StoreFailed;
import io.vedette.database.StoreRefused;
import io.vedette.history.DurableHistory;
import io.vedette.history.History;
import io.vedette.history.Recorder;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import io.vedette.process.Periodic;
import io.vedette.state.Act;
import io.vedette.state.SilenceRule;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * A store in a database that may fail while it is used: full, locked, moved away, unreachable. Everything is kept in memory
 * too; while the database fails only memory decides, so that checks continue and alerts are sent, and the database is tried
 * again every second. When it is back, what changed meanwhile is stored, and the database decides again.
 *
 * <p>With one process nothing is sent twice because of that. Several processes on one database each rely on their own memory
 * while it is lost, so that each may notify of the same change: better twice than not at all. What another process stored
 * meanwhile is not overwritten; only the notifications that this process delivered are added to it.
 */
final class ResilientStore implements Store {

    private static final Logger LOG = Loggers.STORE;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long after opening, what was read then may answer the first query for each check. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final SqlDatabase database;
    private final Clock clock;
    private final String writer = UUID.randomUUID().toString();
    private final ScheduledThreadPoolExecutor mender = Periodic.thread("vedette-store");
    /** Long enough to find that a database hangs, or to store what changed in an hour without one. */
    private final Periodic mending = Periodic.of("store", PAUSE, Duration.ofMinutes(5), this::mend);

    private final MemoryFallback fallback;
    private final UnsavedNotes notes = new UnsavedNotes();
    /** Checks that were queried since opening. */
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    private final boolean alone;
    private Presence presence = Presence.amongOthers();
    private volatile SqlStore durable;
    private volatile Instant opened = Instant.MIN;
    private volatile boolean closed;

    private final DurableHistory history;

    /** @param alone whether it is refused when another store of this process has the same file */
    ResilientStore(SqlDatabase database, Settings.History limits, Clock clock, boolean alone) {
        this.database = database;
        this.alone = alone;
        this.clock = clock;
        this.fallback = new MemoryFallback(database.shown(), clock);
        this.history = new DurableHistory(
                database, writer, limits, clock, () -> fallback.health().isGood(), fallback::states, fallback::forget);
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
            if (alone && presence.isShared()) {
                throw new StoreRefused(database.shown()
                        + " is used by another Camel context of this process: give each a" + " database of its own");
            }
            durable = new SqlStore(database, writer);
            if (presence.isAlone()) {
                durable.releaseAll();
            }
            durable.findAll().forEach(fallback::read);
            history.open(presence.isAlone());
        } catch (StoreFailed e) {
            close();
            throw new StoreRefused(database.shown() + " cannot be used: " + database.meaning(e), e);
        } catch (StoreRefused e) {
            close();
            throw e;
        }
        opened = clock.instant();
        mending.on(mender, PAUSE);
    }

    @Override
    public List<Periodic.State> tasks() {
        return List.of(mending.state(), history.task());
    }

    @Override
    public StoreHealth health() {
        return fallback.health();
    }

    @Override
    public Optional<CheckRecord> find(String check) {
        if (isFirstQuestion(check)) {
            return fallback.find(check);
        }
        return inDatabase(store -> {
                    Optional<CheckRecord> found = store.find(check);
                    found.ifPresent(fallback::read);
                    return found;
                })
                .orElseGet(() -> fallback.find(check));
    }

    @Override
    public boolean commit(CheckRecord after) {
        return inDatabase(store -> {
                    if (store.commit(after)) {
                        return keep(after);
                    }
                    store.find(after.check()).ifPresent(fallback::read);
                    return false;
                })
                .or(() -> fallback.commit(after))
                .orElseGet(() -> commit(after)); // It is back since.
    }

    @Override
    public List<Alert> claim(String target, Duration window, int most, Duration lease, Instant now) {
        return inDatabase(store -> {
                    List<SqlStore.Claim> claims = store.take(target, window, most, lease, now);
                    claims.forEach(claim -> keep(store, claim, target, now.plus(lease)));
                    return claims.stream().map(SqlStore.Claim::alert).toList();
                })
                .or(() -> fallback.claim(target, window, most, lease, now))
                .orElseGet(() -> claim(target, window, most, lease, now)); // It is back since.
    }

    @Override
    public Optional<Instant> oldestWaiting(String target) {
        return inDatabase(store -> store.oldestWaiting(target)).orElseGet(() -> fallback.oldestWaiting(target));
    }

    @Override
    public int waiting(String target) {
        return inDatabase(store -> store.waiting(target)).orElseGet(() -> fallback.waiting(target));
    }

    @Override
    public List<SilenceRule> silences() {
        return inDatabase(SqlStore::silences).map(notes::read).orElseGet(notes::silences);
    }

    @Override
    public void put(SilenceRule silence) {
        notes.put(silence);
        saveNotes();
    }

    @Override
    public void removeSilence(String id) {
        notes.remove(id);
        saveNotes();
    }

    @Override
    public void add(Act act) {
        notes.add(act);
        saveNotes();
    }

    @Override
    public List<Act> acts(Optional<String> check, String before, int most) {
        return inDatabase(store -> store.acts(check, before, most)).orElseGet(() -> notes.acts(check, before, most));
    }

    @Override
    public String shared(String name, Supplier<String> first) {
        return inDatabase(store -> store.shared(name, first)).orElseGet(first);
    }

    /** At once, or when the database is back. */
    private void saveNotes() {
        inDatabase(notes::save);
    }

    @Override
    public void close() {
        history.close();
        closed = true;
        fallback.close();
        mending.close();
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

    /** Looks whether the database is still in its place, or whether a lost one is back. */
    private void mend() {
        try {
            if (fallback.health().isGood()) {
                if (!durable.isInPlace()) {
                    lost(durable, "its file was moved away or removed");
                }
                return;
            }
            durable.close();
            durable = new SqlStore(database, writer);
            fallback.compare(durable.findAll());
            notes.save(durable);
            new HandBack(fallback, durable).run(() -> closed);
        } catch (StoreFailed e) {
            fallback.goOn(e.getMessage());
        } catch (StoreRefused e) {
            fallback.goOn(StoreFailed.oneLine(e));
        } catch (RuntimeException e) {
            Defects.report(LOG, database.shown() + " cannot be used again; please report this", e);
            fallback.goOn(StoreFailed.oneLine(e));
        }
    }

    /** Returns the database's answer; empty if it is lost, or fails now. */
    private <T> Optional<T> inDatabase(Function<SqlStore, T> question) {
        while (fallback.health().isGood() && !closed) {
            SqlStore store = durable;
            try {
                return Optional.of(question.apply(store));
            } catch (StoreFailed e) {
                lost(store, e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Hands over to memory, unless the failed connection was replaced since. */
    private synchronized void lost(SqlStore store, String error) {
        if (!closed && fallback.health().isGood() && store == durable) {
            fallback.takeOver(error);
        }
    }

    private boolean isFirstQuestion(String check) {
        // A check whose name had to be changed for the database is not known by that name.
        return asked.add(check)
                && SqlText.storable(check).equals(check)
                && clock.instant().isBefore(opened.plus(FRESH));
    }

    private boolean keep(CheckRecord stored) {
        boolean kept = fallback.keep(stored);
        if (kept) {
            asked.add(stored.check());
        }
        return kept;
    }

    private void keep(SqlStore store, SqlStore.Claim claim, String target, Instant until) {
        Optional<CheckRecord> before =
                fallback.find(claim.check()).filter(known -> known.version() == claim.version() - 1);
        if (before.isPresent()) {
            Map<String, OutboxEntry> entries = new HashMap<>(before.get().entries());
            entries.computeIfPresent(target, (name, entry) -> entry.claimed(until));
            keep(before.get().next(before.get().state(), entries));
        } else {
            store.find(claim.check()).ifPresent(this::keep);
        }
    }
}
