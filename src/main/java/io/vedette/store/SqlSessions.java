package io.vedette.store;

import static io.vedette.database.SqlText.storable;

import io.vedette.cluster.Signal;
import io.vedette.config.values.LocalUser.Role;
import io.vedette.database.SqlConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Sessions in the database. */
final class SqlSessions implements KeptSessions {

    private static final String KEEP =
            "INSERT INTO vedette_session (hash, person, role, provider, began, ends, sealed) VALUES (?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (hash) DO NOTHING";
    private static final String FIND =
            "SELECT hash, person, role, provider, began, ends, sealed FROM vedette_session WHERE hash = ?";
    private static final String SPEND =
            "INSERT INTO vedette_spent (what, ends) VALUES (?, ?) ON CONFLICT (what) DO NOTHING";

    private final SqlConnections connections;
    private final Supplier<Sharing> sharing;

    /** @param sharing tells the other nodes, as it is now */
    SqlSessions(SqlConnections connections, Supplier<Sharing> sharing) {
        this.connections = connections;
        this.sharing = sharing;
    }

    @Override
    public void keep(KeptSession session) {
        connections.inTransaction(connection -> {
            try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
                keep.setString(1, session.hash());
                keep.setString(2, storable(session.person()));
                keep.setString(3, session.role().name().toLowerCase(Locale.ROOT));
                keep.setString(4, storable(session.provider()));
                keep.setLong(5, session.began().toEpochMilli());
                keep.setLong(6, session.ends().toEpochMilli());
                keep.setString(7, session.sealed());
                return keep.executeUpdate();
            }
        });
    }

    /** Also tells of one that is not there: a node may still have to store it. */
    @Override
    public void end(String hash) {
        connections.inTransaction(connection -> {
            sharing.get().tell(connection, List.of(new Signal.SignedOut(hash)));
            return execute(connection, "DELETE FROM vedette_session WHERE hash = ?", hash);
        });
    }

    @Override
    public Optional<KeptSession> find(String hash) {
        return connections.reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(FIND)) {
                select.setString(1, hash);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next() ? Optional.of(session(rows)) : Optional.empty();
                }
            }
        });
    }

    private static KeptSession session(ResultSet row) throws SQLException {
        return new KeptSession(
                row.getString("hash"),
                row.getString("person"),
                Role.of(row.getString("role")),
                row.getString("provider"),
                Instant.ofEpochMilli(row.getLong("began")),
                Instant.ofEpochMilli(row.getLong("ends")),
                row.getString("sealed"));
    }

    @Override
    public Set<String> open(Instant now) {
        return connections.reading(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("SELECT hash FROM vedette_session WHERE ends > ?")) {
                select.setLong(1, now.toEpochMilli());
                try (ResultSet rows = select.executeQuery()) {
                    Set<String> hashes = new HashSet<>();
                    while (rows.next()) {
                        hashes.add(rows.getString(1));
                    }
                    return hashes;
                }
            }
        });
    }

    @Override
    public boolean isFirst(String what, Instant ends) {
        return connections.inTransaction(connection -> execute(connection, SPEND, what, ends.toEpochMilli())) == 1;
    }

    @Override
    public void purge(Instant now) {
        connections.inTransaction(
                connection -> execute(connection, "DELETE FROM vedette_session WHERE ends <= ?", now.toEpochMilli())
                        + execute(connection, "DELETE FROM vedette_spent WHERE ends <= ?", now.toEpochMilli()));
    }

    private static int execute(Connection connection, String text, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
