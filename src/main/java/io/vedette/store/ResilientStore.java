package io.vedette.store;

import io.vedette.alert.Alert;
import io.vedette.cluster.ClusterDatabase;
import io.vedette.cluster.Fence;
import io.vedette.cluster.Ownership;
import io.vedette.config.settings.Settings;
import io.vedette.database.Presence;
import io.vedette.database.SqlDatabase;
import io.vedette.database.StoreFailed;
import io.vedette.database.StoreRefused;
import io.vedette.history.DurableHistory;
import io.vedette.history.History;
import io.vedette.history.Recorder;
import io.vedette.process.Periodic;
import io.vedette.state.Act;
import io.vedette.state.SilenceRule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

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

    private final SqlDatabase database;
    private final String writer = UUID.randomUUID().toString();
    private final MemoryFallback fallback;
    private final UnsavedNotes notes = new UnsavedNotes();
    private final StoredRecords records;

    private final boolean alone;
    private Presence presence = Presence.amongOthers();
    private final MendedDatabase durable;
    private volatile Ownership ownership = NOBODY_ELSE;

    private final DurableHistory history;

    /** @param alone whether it is refused when another store of this process has the same file */
    ResilientStore(SqlDatabase database, Settings.History limits, Clock clock, boolean alone) {
        this.database = database;
        this.alone = alone;
        this.fallback = new MemoryFallback(database.shown(), clock);
        this.durable = new MendedDatabase(database, writer, fallback, notes, ownership, clock);
        this.records = new StoredRecords(durable, fallback, ownership, clock);
        this.history = new DurableHistory(
                database,
                writer,
                limits,
                clock,
                () -> fallback.health().isGood(),
                records::ownStates,
                fallback::forget);
    }

    @Override
    public void share(Ownership other) {
        ownership = other;
        durable.share(other);
        records.share(other);
        history.share(other);
    }

    @Override
    public Ownership ownership() {
        return ownership;
    }

    @Override
    public ClusterDatabase cluster(String cluster, String node) {
        return durable.cluster(cluster, node);
    }

    @Override
    public Optional<String> others() {
        return durable.ask(SqlStore::hasOthers)
                .filter(found -> found)
                .map(found -> database.shown()
                        + " is used by another Vedette too, and this one does not share with it: each asks"
                        + " every check. Set vedette.cluster=true on all of them, or give each a database of its own");
    }

    @Override
    public DataSource connectionSource() {
        return database.connectionSource();
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
            SqlStore first = durable.open();
            if (presence.isAlone()) {
                first.releaseAll();
            }
            first.findAll().forEach(fallback::read);
            history.open(presence.isAlone());
        } catch (StoreFailed e) {
            close();
            throw new StoreRefused(database.shown() + " cannot be used: " + database.meaning(e), e);
        } catch (StoreRefused e) {
            close();
            throw e;
        }
        records.opened();
        durable.startMending();
    }

    @Override
    public List<Periodic.State> tasks() {
        return List.of(durable.task(), history.task());
    }

    @Override
    public StoreHealth health() {
        return fallback.health();
    }

    @Override
    public Optional<CheckRecord> find(String check) {
        return records.find(check);
    }

    @Override
    public boolean commit(CheckRecord after) {
        return commit(after, Fence.ALONE);
    }

    @Override
    public boolean commit(CheckRecord after, Fence fence) {
        return records.commit(after, fence);
    }

    @Override
    public Set<String> changeAll(Collection<String> checks, Function<CheckRecord, Optional<CheckRecord>> change) {
        return records.changeAll(checks, change);
    }

    @Override
    public List<CheckRecord> read(Collection<String> checks) {
        return records.read(checks);
    }

    @Override
    public List<Alert> claim(String target, Duration window, int most, Duration lease, Instant now) {
        return records.claim(target, window, most, lease, now);
    }

    @Override
    public Optional<Instant> oldestWaiting(String target) {
        return durable.ask(store -> store.oldestWaiting(target)).orElseGet(() -> fallback.oldestWaiting(target));
    }

    @Override
    public int waiting(String target) {
        return durable.ask(store -> store.waiting(target)).orElseGet(() -> fallback.waiting(target));
    }

    @Override
    public List<SilenceRule> silences() {
        return durable.ask(SqlStore::silences).map(notes::read).orElseGet(notes::silences);
    }

    @Override
    public void put(SilenceRule silence) {
        notes.put(silence);
        durable.saveNotes();
    }

    @Override
    public void removeSilence(String id) {
        notes.remove(id);
        durable.saveNotes();
    }

    @Override
    public void add(Act act) {
        notes.add(act);
        durable.saveNotes();
    }

    @Override
    public List<Act> acts(Collection<String> checks, String before, int most) {
        return durable.ask(store -> store.acts(checks, before, most)).orElseGet(() -> notes.acts(checks, before, most));
    }

    @Override
    public String shared(String name, Supplier<String> first) {
        return durable.shared(name, first);
    }

    @Override
    public KeptCalls calls() {
        return durable.calls();
    }

    @Override
    public KeptSessions sessions() {
        return durable.sessions();
    }

    @Override
    public void close() {
        history.close();
        durable.close();
        presence.close();
    }
}
