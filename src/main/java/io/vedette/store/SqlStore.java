package io.vedette.store;

import static io.vedette.database.SqlText.storable;

import io.vedette.alert.Alert;
import io.vedette.alert.AlertJson;
import io.vedette.cluster.Fence;
import io.vedette.database.SqlConnections;
import io.vedette.database.SqlDatabase;
import io.vedette.database.StoreFailed;
import io.vedette.database.StoreRefused;
import io.vedette.state.Act;
import io.vedette.state.SilenceRule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Keeps everything in a SQL database, for this process and others. Every change of a check first raises the check's version,
 * on the condition that it is still the one that was read, or reads the check after that. That one row is the lock: writers of
 * one check follow each other, and no two ever deadlock. Times are kept to the millisecond. Throws {@link StoreFailed} if the
 * database fails.
 */
final class SqlStore implements Store {

    static final String INSERT_CHECK = "INSERT INTO vedette_check (name, version, writer, " + SqlRows.STATE
            + ") VALUES (?, ?, ?, " + SqlRows.STATE_VALUES + ") ON CONFLICT (name) DO ";
    static final String UPDATE_CHECK = "UPDATE vedette_check SET (version, writer, " + SqlRows.STATE + ") = (?, ?, "
            + SqlRows.STATE_VALUES + ") WHERE name = ? AND version = ?";
    private static final String READ = SqlRows.SELECT + " WHERE c.name IN (%s) ORDER BY c.name";
    private static final String OLDEST =
            "SELECT alert FROM vedette_outbox WHERE target = ? AND alert IS NOT NULL ORDER BY alert_at LIMIT 1";
    private static final String COUNT = "SELECT count(*) FROM vedette_outbox WHERE target = ? AND alert IS NOT NULL";

    private final SqlDatabase database;
    private final SqlConnections connections;
    private final SqlNotes notes;
    private final SqlActs acts;
    private final KeptCalls calls;
    private final KeptSessions sessions;
    private final String writer;
    private volatile Sharing sharing = Sharing.NONE;

    /**
     * Opens the store in a database; creates or migrates its tables if necessary.
     *
     * @param writer identifies this process, so that it recognises its own writes
     * @throws StoreRefused if the database cannot be used
     */
    SqlStore(SqlDatabase database, String writer) {
        this.database = database;
        this.writer = writer;
        database.open();
        this.connections = database.connections();
        this.notes = new SqlNotes(connections);
        this.acts = new SqlActs(connections);
        this.calls = new SqlCalls(connections);
        this.sessions = new SqlSessions(connections, () -> sharing);
    }

    @Override
    public Optional<CheckRecord> find(String check) {
        return connections.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(SqlRows.SELECT + " WHERE c.name = ?")) {
                select.setString(1, storable(check));
                try (ResultSet rows = select.executeQuery()) {
                    return SqlRows.records(rows, Optional.of(check)).stream().findFirst();
                }
            }
        });
    }

    /** Returns all records. */
    List<CheckRecord> findAll() {
        return connections.reading(connection -> {
            try (Statement select = connection.createStatement();
                    ResultSet rows = select.executeQuery(SqlRows.SELECT + " ORDER BY c.name")) {
                return SqlRows.records(rows, Optional.empty());
            }
        });
    }

    @Override
    public boolean commit(CheckRecord after) {
        return commit(after, Fence.ALONE);
    }

    @Override
    public boolean commit(CheckRecord after, Fence fence) {
        return connections.inTransaction(connection -> {
            boolean first = after.version() == 1 ? insert(connection, after) : update(connection, after);
            if (first && !sharing.passes(connection, after.check(), fence)) {
                connection.rollback();
                return false;
            }
            if (first) {
                Overwrite.putEntries(connection, List.of(after));
                sharing.changed(connection, List.of(after.check()));
            }
            return first;
        });
    }

    @Override
    public Set<String> changeAll(Collection<String> checks, Function<CheckRecord, Optional<CheckRecord>> change) {
        return changed(checks, change).stream().map(CheckRecord::check).collect(Collectors.toSet());
    }

    /** Changes as {@link #changeAll} does, and returns what is stored now. */
    List<CheckRecord> changed(Collection<String> checks, Function<CheckRecord, Optional<CheckRecord>> change) {
        if (checks.isEmpty()) {
            return List.of();
        }
        return connections.inTransaction(connection -> {
            Collection<String> free = database.hasRowLocks() ? Overwrite.lockFree(connection, checks) : checks;
            List<Overwrite.Change> changes = new ArrayList<>();
            read(connection, free)
                    .forEach(before ->
                            change.apply(before).ifPresent(next -> changes.add(new Overwrite.Change(before, next))));
            Overwrite.storeLocked(connection, changes, writer);
            List<CheckRecord> after =
                    changes.stream().map(Overwrite.Change::after).toList();
            sharing.changed(connection, after.stream().map(CheckRecord::check).toList());
            return after;
        });
    }

    /** Has every change told to the other nodes. */
    void share(Sharing other) {
        sharing = other;
    }

    /** Returns whether no other node has claimed that since. */
    boolean isHeld(Fence fence) {
        return connections.reading(connection -> sharing.isHeld(connection, fence));
    }

    @Override
    public List<CheckRecord> read(Collection<String> checks) {
        return connections.reading(connection -> read(connection, checks));
    }

    private static List<CheckRecord> read(Connection connection, Collection<String> checks) throws SQLException {
        if (checks.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement select =
                connection.prepareStatement(String.format(READ, SqlRows.parameters(checks.size())))) {
            SqlRows.bindNames(select, checks);
            try (ResultSet rows = select.executeQuery()) {
                return SqlRows.records(rows, Optional.empty());
            }
        }
    }

    /**
     * Stores several records in one transaction, and in as many round trips as one would take.
     *
     * @return the checks that another process changed; nothing of them was stored
     */
    Set<String> overwrite(List<Overwrite> several) {
        return connections.inTransaction(connection -> {
            Set<String> changed = Overwrite.store(connection, several, writer);
            sharing.changed(
                    connection,
                    several.stream()
                            .map(one -> one.record().check())
                            .filter(check -> !changed.contains(check))
                            .toList());
            return changed;
        });
    }

    @Override
    public List<Alert> claim(String target, Duration window, int most, Duration lease, Instant now) {
        return take(target, window, most, lease, now).stream()
                .map(OutboxClaims.Claim::alert)
                .toList();
    }

    /** Claims as {@link #claim} does, and returns the new versions too. */
    List<OutboxClaims.Claim> take(String target, Duration window, int most, Duration lease, Instant now) {
        return new OutboxClaims(connections, writer, sharing).take(target, window, most, lease, now);
    }

    @Override
    public Optional<Instant> oldestWaiting(String target) {
        return connections.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
                select.setString(1, storable(target));
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next()
                            ? Optional.of(AlertJson.readAlert(rows.getString(1)).at())
                            : Optional.empty();
                }
            }
        });
    }

    @Override
    public List<SilenceRule> silences() {
        return notes.silences();
    }

    @Override
    public void put(SilenceRule silence) {
        notes.put(silence);
    }

    @Override
    public void removeSilence(String id) {
        notes.removeSilence(id);
    }

    @Override
    public void add(Act act) {
        acts.add(act);
    }

    @Override
    public List<Act> acts(Collection<String> checks, String before, int most) {
        return acts.acts(checks, before, most);
    }

    @Override
    public String shared(String name, Supplier<String> first) {
        return notes.shared(name, first);
    }

    @Override
    public KeptCalls calls() {
        return calls;
    }

    @Override
    public KeptSessions sessions() {
        return sessions;
    }

    @Override
    public int waiting(String target) {
        return connections.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(COUNT)) {
                select.setString(1, storable(target));
                try (ResultSet rows = select.executeQuery()) {
                    rows.next();
                    return rows.getInt(1);
                }
            }
        });
    }

    /** Ends every claim; allowed only if no sender can be at work. */
    void releaseAll() {
        new OutboxClaims(connections, writer, sharing).releaseAll();
    }

    /** Returns whether other programs of this kind are connected to it. */
    boolean hasOthers() {
        return database.isAmongOthers();
    }

    /** Returns whether the database is still in its place: a file may be moved away under a running process. */
    boolean isInPlace() {
        return database.isInPlace();
    }

    @Override
    public void close() {
        database.close();
    }

    private boolean insert(Connection connection, CheckRecord after) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_CHECK + "NOTHING")) {
            Overwrite.bindNew(insert, after, writer);
            return insert.executeUpdate() == 1;
        }
    }

    private boolean update(Connection connection, CheckRecord after) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE_CHECK)) {
            Overwrite.bindNext(update, after, writer);
            return update.executeUpdate() == 1;
        }
    }
}
