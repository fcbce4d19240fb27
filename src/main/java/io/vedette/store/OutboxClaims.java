package io.vedette.store;

import static io.vedette.database.SqlText.storable;

import io.vedette.alert.Alert;
import io.vedette.alert.AlertJson;
import io.vedette.database.SqlConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Claims alerts in the database, each for one sender at a time.
 *
 * @param writer identifies this process
 * @param sharing who is told of it
 */
record OutboxClaims(SqlConnections connections, String writer, Sharing sharing) {

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

    private static final Comparator<Claim> OLDEST_FIRST =
            Comparator.comparing((Claim claim) -> claim.alert().at()).thenComparing(Claim::check);

    /** A claimed alert, and the version that its check has now. */
    record Claim(String check, Alert alert, long version) {}

    /** Ends every claim; allowed only if no sender can be at work. */
    void releaseAll() {
        connections.inTransaction(connection -> {
            try (PreparedStatement release = connection.prepareStatement(RELEASE_ALL)) {
                return release.executeUpdate();
            }
        });
    }

    /** Claims what is due for a target, and returns the new versions of the checks too. */
    List<Claim> take(String target, Duration window, int most, Duration lease, Instant now) {
        // The oldest alone says whether it is time yet.
        List<Claim> oldest = connections.reading(connection -> free(connection, target, Math.min(most, 1), now));
        if (oldest.isEmpty() || Store.isYoung(oldest.get(0).alert(), window, now)) {
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
            sharing.changed(connection, mine.stream().map(Claim::check).toList());
            return mine;
        });
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
