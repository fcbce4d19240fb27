package io.vedette.store;

import static io.vedette.database.SqlText.storable;

import io.vedette.cluster.Fence;
import io.vedette.cluster.Signal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;

/**
 * What a transaction does because nodes share the checks: it names the segment and the epoch by which this node decides, and tells the
 * others what it changed. They hear it when it is committed, in the order of commits.
 *
 * @param cluster who belongs together; empty for nobody
 * @param writer identifies this process
 * @param clock by which times are noted here
 */
record Sharing(String cluster, String node, String writer, Clock clock) {

    static final Sharing NONE = new Sharing("", "", "", Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    private static final String HELD =
            "SELECT 1 FROM vedette_claim WHERE cluster = ? AND segment = ? AND node = ? AND epoch = ?";
    private static final String PASS =
            "UPDATE vedette_check SET epoch = ? WHERE name = ? AND epoch <= ? AND EXISTS (" + HELD + ")";

    /** Marks a check as changed by right of a claim; false where another node has claimed it, or changed it by a later claim. */
    boolean passes(Connection connection, String check, Fence fence) throws SQLException {
        if (!fence.isShared()) {
            return true;
        }
        try (PreparedStatement pass = connection.prepareStatement(PASS)) {
            pass.setLong(1, fence.epoch());
            pass.setString(2, storable(check));
            pass.setLong(3, fence.epoch());
            bind(pass, 4, fence);
            return pass.executeUpdate() == 1;
        }
    }

    boolean isHeld(Connection connection, Fence fence) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HELD)) {
            bind(select, 1, fence);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void bind(PreparedStatement statement, int first, Fence fence) throws SQLException {
        statement.setString(first, cluster);
        statement.setInt(first + 1, fence.segment());
        statement.setString(first + 2, node);
        statement.setLong(first + 3, fence.epoch());
    }

    /** Tells the other nodes that records have changed. */
    void changed(Connection connection, Collection<String> checks) throws SQLException {
        tell(connection, checks.stream().map(Signal.Changed::new).toList());
    }

    /** Tells the other nodes something, once it is committed. */
    void tell(Connection connection, Collection<? extends Signal> signals) throws SQLException {
        if (cluster.isEmpty() || signals.isEmpty()) {
            return;
        }
        try (PreparedStatement notify = connection.prepareStatement(SignalText.NOTIFY)) {
            for (Signal signal : signals) {
                Optional<String> text = SignalText.write(signal, writer, clock.instant());
                if (text.isPresent()) {
                    notify.setString(1, SignalText.channel(cluster));
                    notify.setString(2, text.get());
                    notify.execute();
                }
            }
        }
    }
}
