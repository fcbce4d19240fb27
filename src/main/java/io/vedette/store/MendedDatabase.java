package io.vedette.store;

import io.vedette.cluster.ClusterDatabase;
import io.vedette.cluster.Ownership;
import io.vedette.cluster.Signal;
import io.vedette.database.SqlDatabase;
import io.vedette.database.StoreFailed;
import io.vedette.database.StoreRefused;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import io.vedette.process.Periodic;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;

/** A database that is asked while it works, and tried again every second while it does not. Safe for several threads. */
final class MendedDatabase {

    private static final Logger LOG = Loggers.STORE;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Whoever keeps a row locked gets so many times what a transaction waits for it. */
    private static final int TRIES = 2;

    private final SqlDatabase database;
    private final String writer;
    private final MemoryFallback fallback;
    private final UnsavedNotes notes;
    private final Clock clock;
    private final SharedValues values = new SharedValues();
    private final KeptCalls calls = new ResilientCalls(this);
    private final KeptSessions sessions = new ResilientSessions(this);
    private final ScheduledThreadPoolExecutor mender = Periodic.thread("vedette-store");
    /** Long enough to find that a database hangs, or to store what changed in an hour without one. */
    private final Periodic mending = Periodic.of("store", PAUSE, Duration.ofMinutes(5), this::mend);

    private volatile Ownership ownership;
    private volatile Sharing shared = Sharing.NONE;
    private volatile SqlStore durable;
    private volatile boolean closed;

    MendedDatabase(
            SqlDatabase database,
            String writer,
            MemoryFallback fallback,
            UnsavedNotes notes,
            Ownership ownership,
            Clock clock) {
        this.database = database;
        this.writer = writer;
        this.fallback = fallback;
        this.notes = notes;
        this.ownership = ownership;
        this.clock = clock;
    }

    void share(Ownership other) {
        ownership = other;
    }

    /** Opens what nodes of a cluster say to each other through the database, and has changes told there from now on. */
    ClusterDatabase cluster(String cluster, String node) {
        ClusterDatabase opened = new SqlCluster(database, cluster, node, writer, clock);
        shared = new Sharing(cluster, node, writer, clock);
        if (durable != null) {
            durable.share(shared);
            refuseOtherClusters();
        }
        return opened;
    }

    /** The alerts of a target of the same name, such as the log, are in the same outbox: one would send those of the other. */
    private void refuseOtherClusters() {
        if (!shared.cluster().isEmpty()) {
            Optional<String> found =
                    database.connections().reading(connection -> SqlCluster.other(connection, shared.cluster()));
            found.ifPresent(other -> {
                throw new StoreRefused(database.shown() + " has the tables of cluster \"" + other
                        + "\", whose nodes are running: give cluster \"" + shared.cluster()
                        + "\" a schema of its own (?currentSchema=...) or another database, or all nodes the same"
                        + " vedette.cluster.name");
            });
        }
    }

    private SqlStore connected() {
        SqlStore store = new SqlStore(database, writer);
        store.share(shared);
        return store;
    }

    /** Returns the calls of watched jobs in it. */
    KeptCalls calls() {
        return calls;
    }

    /** Returns who signed in, as it is in it. */
    KeptSessions sessions() {
        return sessions;
    }

    /** Returns a value that all processes on it share; the first one, of whichever process, counts. */
    String shared(String name, Supplier<String> first) {
        return values.of(name, first, standIn -> ask(store -> store.shared(name, standIn)));
    }

    /** Opens it for the first time. */
    SqlStore open() {
        durable = connected();
        refuseOtherClusters();
        return durable;
    }

    void startMending() {
        mending.on(mender, PAUSE);
    }

    Periodic.State task() {
        return mending.state();
    }

    /**
     * Returns the database's answer; empty if it is lost, fails now, or was not opened: a start that ended before that is closed too.
     *
     * @throws NotDecided if others keep a row locked: the database is well
     */
    <T> Optional<T> ask(Function<SqlStore, T> question) {
        int tries = 0;
        while (durable != null && fallback.health().isGood() && !closed) {
            SqlStore store = durable;
            try {
                return Optional.of(question.apply(store));
            } catch (StoreFailed e) {
                if (!e.isLostRace()) {
                    lost(store, e.getMessage());
                } else if (++tries >= TRIES) {
                    throw new NotDecided("another program keeps a row locked: " + e.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    /** Stores what people did; what cannot be stored now is stored later. */
    void saveNotes() {
        try {
            ask(notes::save).ifPresent(this::tell);
        } catch (NotDecided e) {
            LOG.info("silences and acts are stored later: {}", e.getMessage());
        }
    }

    private void tell(boolean silenced) {
        if (silenced) {
            ownership.tell(new Signal.Silences());
        }
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        fallback.close();
        mending.close();
        mender.shutdownNow();
        if (durable != null) {
            durable.close();
        }
    }

    /** Looks whether the database is still in its place, or whether a lost one is back. */
    private void mend() {
        try {
            if (fallback.health().isGood()) {
                if (!durable.isInPlace()) {
                    lost(durable, "its file was moved away or removed");
                } else if (notes.hasUnsaved()) {
                    saveNotes();
                }
                return;
            }
            durable.close();
            durable = connected();
            fallback.compare(durable.findAll());
            tell(notes.save(durable));
            new HandBack(fallback, durable, check -> ownership.isShared() && ownership.asks(check)).run(() -> closed);
        } catch (StoreFailed e) {
            fallback.goOn(e.getMessage());
        } catch (StoreRefused e) {
            fallback.goOn(StoreFailed.oneLine(e));
        } catch (RuntimeException e) {
            Defects.report(LOG, database.shown() + " cannot be used again; please report this", e);
            fallback.goOn(StoreFailed.oneLine(e));
        }
    }

    /** Hands over to memory, unless the failed connection was replaced since. */
    private synchronized void lost(SqlStore store, String error) {
        if (!closed && fallback.health().isGood() && store == durable) {
            fallback.takeOver(error);
        }
    }
}
