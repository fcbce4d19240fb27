package io.vedette.store;

import static io.vedette.database.SqlText.storable;

import io.vedette.alert.Alert;
import io.vedette.alert.AlertJson;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private static final String UPDATE_CHECK = "UPDATE vedette_check SET (version, writer, " + SqlRows.STATE
            + ") = (?, ?, " + SqlRows.STATE_VALUES + ") WHERE name = ? AND version = ?";
    private static final String FREE = "SELECT o.check_name, o.alert, c.version FROM vedette_outbox o"
            + " JOIN vedette_check c ON c.name = o.check_name"
            + " WHERE o.target = ? AND o.alert IS NOT NULL"
            + " AND (o.claimed_until IS NULL OR o.claimed_until <= ? OR o.claimed_until > ?)"
            + " ORDER BY o.alert_at, o.check_name LIMIT ?";
    private static final String RAISE_VERSION =
            "UPDATE vedette_check SET version = version + 1, writer = ? WHERE name = ?";
    private static final String CLAIM =
            "UPDATE vedette_outbox SET in_doubt = CASE WHEN claimed_until IS NULL THEN in_doubt ELSE 1 END,"
                    + " claimed_until = ? WHERE check_name = ? AND target = ?";
    private static final String RELEASE_ALL =
            "UPDATE vedette_outbox SET claimed_until = 0 WHERE claimed_until IS NOT NULL";
    private static final String OLDEST =
            "SELECT alert FROM vedette_outbox WHERE target = ? AND alert IS NOT NULL ORDER BY alert_at LIMIT 1";
    private static final String COUNT = "SELECT count(*) FROM vedette_outbox WHERE target = ? AND alert IS NOT NULL";

    private static final Comparator<Claim> OLDEST_FIRST =
            Comparator.comparing((Claim claim) -> claim.alert().at()).thenComparing(Claim::check);

    private final SqlDatabase database;
    private final SqlConnections connections;
    private final SqlNotes notes;
    private final SqlActs acts;
    private final String writer;

    /** A claimed alert, and the version that its check has now. */
    record Claim(String check, Alert alert, long version) {}

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
        return connections.inTransaction(connection -> {
            boolean first = after.version() == 1 ? insert(connection, after) : update(connection, after);
            if (first) {
                Overwrite.putEntries(connection, List.of(after));
            }
            return first;
        });
    }

    /**
     * Stores several records in one transaction, and in as many round trips as one would take.
     *
     * @return the checks that another process changed; nothing of them was stored
     */
    Set<String> overwrite(List<Overwrite> several) {
        return connections.inTransaction(connection -> Overwrite.store(connection, several, writer));
    }

    @Override
    public List<Alert> claim(String target, Duration window, int most, Duration lease, Instant now) {
        return take(target, window, most, lease, now).stream().map(Claim::alert).toList();
    }

    /** Claims as {@link #claim} does, and returns the new versions too. */
    List<Claim> take(String target, Duration window, int most, Duration lease, Instant now) {
        List<Claim> free = connections.reading(connection -> free(connection, target, most, now));
        if (free.isEmpty() || Store.isYoung(free.get(0).alert(), window, now)) {
            return List.of();
        }
        return connections.inTransaction(connection -> {
            // Others claim and store at the same time: only what is read after locking is certain and complete.
            List<Claim> due = free(connection, target, most, now);
            lock(connection, due);
            Set<String> locked = due.stream().map(Claim::check).collect(Collectors.toSet());
            List<Claim> mine = free(connection, target, most, now).stream()
                    .filter(one -> locked.contains(one.check()))
                    .toList();
            try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
                for (Claim one : mine) {
                    claim.setLong(1, now.plus(lease).toEpochMilli());
                    claim.setString(2, one.check());
                    claim.setString(3, storable(target));
                    claim.addBatch();
                }
                claim.executeBatch();
            }
            return mine;
        });
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
    public List<Act> acts(Optional<String> check, String before, int most) {
        return acts.acts(check, before, most);
    }

    @Override
    public String shared(String name, Supplier<String> first) {
        return notes.shared(name, first);
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
        connections.inTransaction(connection -> {
            try (Statement release = connection.createStatement()) {
                return release.executeUpdate(RELEASE_ALL);
            }
        });
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
            update.setLong(1, after.version());
            update.setString(2, writer);
            int next = SqlRows.bindState(update, 3, after.state());
            update.setString(next, storable(after.check()));
            update.setLong(next + 1, after.version() - 1);
            return update.executeUpdate() == 1;
        }
    }

    private static List<Claim> free(Connection connection, String target, int most, Instant now) throws SQLException {
        List<Claim> free = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(FREE)) {
            select.setString(1, storable(target));
            select.setLong(2, now.toEpochMilli());
            select.setLong(3, now.plus(OutboxEntry.LONGEST_CLAIM).toEpochMilli());
            select.setInt(4, most);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    free.add(new Claim(rows.getString(1), AlertJson.readAlert(rows.getString(2)), rows.getLong(3)));
                }
            }
        }
        free.sort(OLDEST_FIRST);
        return free;
    }

    /** Raises the versions, in the order of names so that no two processes deadlock. */
    private void lock(Connection connection, List<Claim> due) throws SQLException {
        try (PreparedStatement raise = connection.prepareStatement(RAISE_VERSION)) {
            for (String check : due.stream().map(Claim::check).sorted().toList()) {
                raise.setString(1, writer);
                raise.setString(2, check);
                raise.addBatch();
            }
            raise.executeBatch();
        }
    }
}
