package io.vedette.store;

import io.vedette.alert.Alert;
import io.vedette.cluster.ClusterDatabase;
import io.vedette.cluster.Fence;
import io.vedette.cluster.Ownership;
import io.vedette.cluster.Signal;
import io.vedette.config.settings.Settings;
import io.vedette.database.Presence;
import io.vedette.database.SqlDatabase;
import io.vedette.database.StoreFailed;
import io.vedette.database.StoreRefused;
import io.vedette.history.DurableHistory;
import io.vedette.history.History;
import io.vedette.history.Recorder;
import io.vedette.process.Loggers;
import io.vedette.process.Periodic;
import io.vedette.state.Act;
import io.vedette.state.CheckState;
import io.vedette.state.SilenceRule;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
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

    private final SqlDatabase database;
    private final Clock clock;
    private final String writer = UUID.randomUUID().toString();
    private final MemoryFallback fallback;
    private final UnsavedNotes notes = new UnsavedNotes();
    private final KnownRecords known;

    private final boolean alone;
    private Presence presence = Presence.amongOthers();
    private final MendedDatabase durable;
    private volatile Ownership ownership = NOBODY_ELSE;

    private final DurableHistory history;

    /** @param alone whether it is refused when another store of this process has the same file */
    ResilientStore(SqlDatabase database, Settings.History limits, Clock clock, boolean alone) {
        this.database = database;
        this.alone = alone;
        this.clock = clock;
        this.fallback = new MemoryFallback(database.shown(), clock);
        this.known = new KnownRecords(fallback, clock);
        this.durable = new MendedDatabase(database, writer, fallback, notes, ownership);
        this.history = new DurableHistory(
                database, writer, limits, clock, () -> fallback.health().isGood(), this::ownStates, fallback::forget);
    }

    /** Incidents follow from the states of the checks that this node decides about. */
    private Map<String, CheckState> ownStates() {
        Map<String, CheckState> states = fallback.states();
        return ownership.isShared()
                ? states.entrySet().stream()
                        .filter(one -> ownership.asks(one.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))
                : states;
    }

    @Override
    public void share(Ownership other) {
        ownership = other;
        durable.share(other);
        history.share(other);
    }

    @Override
    public Ownership ownership() {
        return ownership;
    }

    @Override
    public ClusterDatabase cluster(String cluster, String node) {
        ClusterDatabase shared = new SqlCluster(database, cluster, node, writer);
        durable.shareAs(new Sharing(cluster, node, writer));
        return shared;
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
        known.opened();
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
        if (known.isFirstQuestion(check)) {
            return fallback.find(check);
        }
        return durable.ask(store -> {
                    Optional<CheckRecord> found = store.find(check);
                    found.ifPresent(fallback::read);
                    return found;
                })
                .orElseGet(() -> fallback.find(check));
    }

    @Override
    public boolean commit(CheckRecord after) {
        return commit(after, Fence.ALONE);
    }

    @Override
    public boolean commit(CheckRecord after, Fence fence) {
        return durable.ask(store -> {
                    if (store.commit(after, fence)) {
                        return known.keep(after);
                    }
                    store.find(after.check()).ifPresent(fallback::read);
                    if (fence.isShared() && !store.isHeld(fence)) {
                        ownership.lost(fence);
                        throw new NotDecided("another node has claimed check " + after.check());
                    }
                    return false;
                })
                .or(() -> inMemory(after, fence))
                .orElseGet(() -> commit(after, fence)); // It is back since.
    }

    /** What was delivered is a fact in any case; decisions are up to the owner, once it is known that nobody has the database. */
    private Optional<Boolean> inMemory(CheckRecord after, Fence fence) {
        if (fence.isShared() && !ownership.isFromMemory() && !fallback.health().isGood()) {
            throw new NotDecided("it is not known whether other nodes reach the database");
        }
        return fallback.commit(after);
    }

    @Override
    public List<CheckRecord> read(Collection<String> checks) {
        return durable.ask(store -> {
                    List<CheckRecord> found = store.read(checks);
                    found.forEach(fallback::read);
                    return found;
                })
                .orElseGet(() -> Store.super.read(checks));
    }

    @Override
    public List<Alert> claim(String target, Duration window, int most, Duration lease, Instant now) {
        return durable.ask(store -> {
                    List<OutboxClaims.Claim> claims = store.take(target, window, most, lease, now);
                    claims.forEach(claim -> known.keep(store, claim, target, now.plus(lease)));
                    return claims.stream().map(OutboxClaims.Claim::alert).toList();
                })
                .or(() -> claimInMemory(target, window, most, lease, now))
                .orElseGet(() -> claim(target, window, most, lease, now)); // It is back since.
    }

    private Optional<List<Alert>> claimInMemory(String target, Duration window, int most, Duration lease, Instant now) {
        if (!ownership.isShared()) {
            return fallback.claim(target, window, most, lease, now, alert -> true);
        }
        Optional<Instant> lost = fallback.health().lostSince();
        return fallback.claim(
                target,
                window,
                most,
                lease,
                now,
                alert -> ownership.sendsFromMemory(
                        target, alert.check(), lost.filter(alert.at()::isBefore).isPresent()));
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
        return durable.ask(store -> store.acts(check, before, most)).orElseGet(() -> notes.acts(check, before, most));
    }

    @Override
    public String shared(String name, Supplier<String> first) {
        return durable.ask(store -> store.shared(name, first)).orElseGet(first);
    }

    /** At once, or when the database is back. */
    private void saveNotes() {
        durable.ask(notes::save);
        ownership.tell(new Signal.Silences());
    }

    @Override
    public void close() {
        history.close();
        durable.close();
        try {
            presence.close();
        } catch (IOException e) {
            LOG.warn("the lock beside {} cannot be closed: {}", database.shown(), StoreFailed.oneLine(e));
        }
    }
}
