package io.vedette.store;

import static io.vedette.database.SqlText.storable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A record to store whatever its version, unless another process changed the check since version {@code base}. None did if
 * the check still has that version, or if this process changed it last.
 */
record Overwrite(CheckRecord record, long base) {

    private static final String OVERWRITE_CHECK = SqlStore.INSERT_CHECK
            + "UPDATE SET version = excluded.version, writer = excluded.writer,"
            + " health = excluded.health, since = excluded.since, previous = excluded.previous,"
            + " cause = excluded.cause, candidate = excluded.candidate, counted = excluded.counted,"
            + " silent_until = excluded.silent_until, silent_reason = excluded.silent_reason,"
            + " changes = excluded.changes, flapping = excluded.flapping, silent_by = excluded.silent_by,"
            + " problem_since = excluded.problem_since, awake_since = excluded.awake_since,"
            + " paused_since = excluded.paused_since, paused_until = excluded.paused_until,"
            + " paused_reason = excluded.paused_reason, paused_by = excluded.paused_by,"
            + " taken_at = excluded.taken_at, taken_health = excluded.taken_health,"
            + " taken_reason = excluded.taken_reason, taken_by = excluded.taken_by"
            + " WHERE vedette_check.version = ? OR vedette_check.writer = ?";
    private static final String LOCK_FREE =
            "SELECT name FROM vedette_check WHERE name IN (%s) ORDER BY name FOR UPDATE SKIP LOCKED";
    private static final String DELETE_ENTRIES = "DELETE FROM vedette_outbox WHERE check_name = ?";
    private static final String DELETE_ENTRY = DELETE_ENTRIES + " AND target = ?";
    private static final String INSERT_ENTRY = "INSERT INTO vedette_outbox (check_name, target, " + SqlRows.ENTRY
            + ") VALUES (?, ?, " + SqlRows.ENTRY_VALUES + ")";

    /**
     * Stores several records in as many round trips as one would take.
     *
     * @param writer identifies this process
     * @return the checks that another process changed; nothing of them was stored
     */
    static Set<String> store(Connection connection, List<Overwrite> several, String writer) throws SQLException {
        // In the order of names, as everywhere where several checks are locked, so that no two processes deadlock.
        List<CheckRecord> stored = new ArrayList<>();
        Set<String> changed = new HashSet<>();
        List<Overwrite> inOrder = several.stream()
                .sorted(Comparator.comparing(one -> storable(one.record().check())))
                .toList();
        try (PreparedStatement upsert = connection.prepareStatement(OVERWRITE_CHECK)) {
            for (Overwrite one : inOrder) {
                int next = bindNew(upsert, one.record(), writer);
                upsert.setLong(next, one.base());
                upsert.setString(next + 1, writer);
                upsert.addBatch();
            }
            int[] rows = upsert.executeBatch();
            for (int i = 0; i < rows.length; i++) {
                CheckRecord record = inOrder.get(i).record();
                if (rows[i] == 0) {
                    changed.add(record.check());
                } else {
                    stored.add(record);
                }
            }
        }
        putEntries(connection, stored);
        return changed;
    }

    /** A record as it was read after its row was locked, and the one that follows on it. */
    record Change(CheckRecord before, CheckRecord after) {

        /** Returns the targets whose entries differ. */
        private List<String> targets() {
            return Stream.concat(before.entries().keySet().stream(), after.entries().keySet().stream())
                    .distinct()
                    .filter(target -> !Objects.equals(
                            before.entries().get(target), after.entries().get(target)))
                    .toList();
        }
    }

    /** Stores several changes in as many round trips as one would take, and of the entries those that differ. */
    static void storeLocked(Connection connection, List<Change> several, String writer) throws SQLException {
        if (several.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(SqlStore.UPDATE_CHECK);
                PreparedStatement delete = connection.prepareStatement(DELETE_ENTRY);
                PreparedStatement insert = connection.prepareStatement(INSERT_ENTRY)) {
            for (Change change : several) {
                bindNext(update, change.after(), writer);
                update.addBatch();
                for (String target : change.targets()) {
                    delete.setString(1, storable(change.after().check()));
                    delete.setString(2, storable(target));
                    delete.addBatch();
                    OutboxEntry entry = change.after().entries().get(target);
                    if (entry != null) {
                        bind(insert, change.after().check(), target, entry);
                    }
                }
            }
            update.executeBatch();
            delete.executeBatch();
            insert.executeBatch();
        }
    }

    /** Locks those of the rows of several checks that nobody has locked, in the order of names as everywhere; returns their names. */
    static List<String> lockFree(Connection connection, Collection<String> checks) throws SQLException {
        List<String> free = new ArrayList<>();
        try (PreparedStatement lock =
                connection.prepareStatement(String.format(LOCK_FREE, SqlRows.parameters(checks.size())))) {
            SqlRows.bindNames(lock, checks);
            try (ResultSet rows = lock.executeQuery()) {
                while (rows.next()) {
                    free.add(rows.getString(1));
                }
            }
        }
        return free;
    }

    /** Sets the parameters of the row of a check that follows on what is stored. */
    static void bindNext(PreparedStatement update, CheckRecord after, String writer) throws SQLException {
        update.setLong(1, after.version());
        update.setString(2, writer);
        int next = SqlRows.bindState(update, 3, after.state());
        update.setString(next, storable(after.check()));
        update.setLong(next + 1, after.version() - 1);
    }

    /** Sets the parameters of a check's row; returns the number of the next one. */
    static int bindNew(PreparedStatement insert, CheckRecord record, String writer) throws SQLException {
        insert.setString(1, storable(record.check()));
        insert.setLong(2, record.version());
        insert.setString(3, writer);
        return SqlRows.bindState(insert, 4, record.state());
    }

    /** Replaces all entries of the checks. */
    static void putEntries(Connection connection, List<CheckRecord> records) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(DELETE_ENTRIES)) {
            for (CheckRecord record : records) {
                delete.setString(1, storable(record.check()));
                delete.addBatch();
            }
            delete.executeBatch();
        }
        if (records.stream().allMatch(record -> record.entries().isEmpty())) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT_ENTRY)) {
            for (CheckRecord record : records) {
                for (Map.Entry<String, OutboxEntry> byTarget : record.entries().entrySet()) {
                    bind(insert, record.check(), byTarget.getKey(), byTarget.getValue());
                }
            }
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement insert, String check, String target, OutboxEntry entry)
            throws SQLException {
        insert.setString(1, storable(check));
        insert.setString(2, storable(target));
        SqlRows.bindEntry(insert, 3, entry);
        insert.addBatch();
    }
}
