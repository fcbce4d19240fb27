package io.vedette.history;

import io.vedette.config.settings.Settings;
import io.vedette.database.SqlConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Removes what is older than its retention, in small transactions so that nothing else waits long for them. */
final class SqlPruning {

    private static final int BATCH = 500;

    private static final String OLDEST_BUCKETS = "DELETE FROM vedette_bucket WHERE hours = ? AND number < ?"
            + " AND number = (SELECT min(number) FROM vedette_bucket WHERE hours = ?)";
    private static final String OLD_INCIDENTS =
            "SELECT check_id, began FROM vedette_incident WHERE ended < ? ORDER BY began LIMIT " + BATCH;
    private static final String LEFT =
            "SELECT name, id FROM vedette_name WHERE seen < ? AND id > ? ORDER BY id LIMIT " + BATCH;
    private static final String WITHOUT_TRACE = "DELETE FROM vedette_name WHERE id = ? AND NOT EXISTS"
            + " (SELECT 1 FROM vedette_incident WHERE check_id = ?)";

    private final SqlConnections connections;
    private final Settings.History limits;

    SqlPruning(SqlConnections connections, Settings.History limits) {
        this.connections = connections;
        this.limits = limits;
    }

    /** Marks checks as still in use. */
    void seen(List<Integer> checks, Instant now) {
        for (int from = 0; from < checks.size(); from += BATCH) {
            List<Integer> some = checks.subList(from, Math.min(checks.size(), from + BATCH));
            connections.inTransaction(connection -> {
                try (PreparedStatement update =
                        connection.prepareStatement("UPDATE vedette_name SET seen = ? WHERE id = ?")) {
                    for (int check : some) {
                        update.setLong(1, now.toEpochMilli());
                        update.setInt(2, check);
                        update.addBatch();
                    }
                    return update.executeBatch();
                }
            });
        }
    }

    /**
     * Removes what is older than its retention, and the checks that have nothing left.
     *
     * @param gone gets every check whose history and state are deleted
     */
    void prune(Instant now, Consumer<String> gone) {
        buckets(Resolution.HOUR, now, Resolution.HOURS_KEPT);
        buckets(Resolution.DAY, now, limits.retention());
        while (connections.inTransaction(connection -> incidents(connection, now.minus(limits.incidents()))) > 0) {
            // A batch at a time.
        }
        String acts = "DELETE FROM vedette_act WHERE at < ?";
        connections.inTransaction(connection ->
                update(connection, acts, now.minus(limits.incidents()).toEpochMilli()));
        int after = 0;
        while (after >= 0) {
            int from = after;
            List<String> names = new ArrayList<>();
            after = connections.inTransaction(
                    connection -> left(connection, now.minus(limits.retention()), from, names));
            names.forEach(gone);
        }
    }

    private void buckets(Resolution resolution, Instant now, Duration kept) {
        int hours = (int) resolution.width().toHours();
        // Whole days, so that no day is shown by only some of its hours.
        int first = resolution.number(Resolution.DAY.from(Resolution.DAY.number(now.minus(kept))));
        while (connections.inTransaction(connection -> update(connection, OLDEST_BUCKETS, hours, first, hours)) > 0) {
            // An hour or a day at a time.
        }
    }

    private static int incidents(Connection connection, Instant before) throws SQLException {
        int found = 0;
        try (PreparedStatement select = connection.prepareStatement(OLD_INCIDENTS)) {
            select.setLong(1, before.toEpochMilli());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    long check = rows.getLong(1);
                    long began = rows.getLong(2);
                    update(connection, "DELETE FROM vedette_notice WHERE check_id = ? AND began = ?", check, began);
                    update(connection, "DELETE FROM vedette_incident WHERE check_id = ? AND began = ?", check, began);
                    found++;
                }
            }
        }
        return found;
    }

    /** @return the last number that was looked at; -1 if there are no more */
    private static int left(Connection connection, Instant before, int after, List<String> gone) throws SQLException {
        int last = after;
        int found = 0;
        try (PreparedStatement select = connection.prepareStatement(LEFT);
                PreparedStatement state = connection.prepareStatement("DELETE FROM vedette_check WHERE name = ?");
                PreparedStatement calls = connection.prepareStatement("DELETE FROM vedette_call WHERE name = ?")) {
            select.setLong(1, before.toEpochMilli());
            select.setInt(2, after);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found++;
                    last = rows.getInt(2);
                    state.setString(1, rows.getString(1));
                    state.executeUpdate();
                    calls.setString(1, rows.getString(1));
                    calls.executeUpdate();
                    update(connection, "DELETE FROM vedette_recent WHERE check_id = ?", last);
                    update(
                            connection,
                            "DELETE FROM vedette_notice WHERE check_id = ? AND began IN (SELECT began"
                                    + " FROM vedette_incident WHERE check_id = ? AND ended IS NULL)",
                            last,
                            last);
                    update(connection, "DELETE FROM vedette_incident WHERE check_id = ? AND ended IS NULL", last);
                    update(connection, WITHOUT_TRACE, last, last);
                    gone.add(rows.getString(1));
                }
            }
        }
        return found < BATCH ? -1 : last;
    }

    private static int update(Connection connection, String sql, long... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setLong(i + 1, values[i]);
            }
            return update.executeUpdate();
        }
    }
}
