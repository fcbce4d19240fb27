package io.vedette.store;

import static io.vedette.database.SqlText.storable;

import io.vedette.database.SqlConnections;
import io.vedette.state.Act;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people did, in the database. */
final class SqlActs {

    private static final String ADD = "INSERT INTO vedette_act (at, id, who, act, what, reason)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (at, id) DO NOTHING";
    private static final String FIND = "SELECT at, id, who, act, what, reason FROM vedette_act WHERE id < ?";
    private static final String LATEST = " ORDER BY at DESC, id DESC LIMIT ?";
    /** A target may be named as a check is. */
    private static final String OF_CHECK = " AND what = ? AND act <> 'test'";

    private final SqlConnections connections;

    SqlActs(SqlConnections connections) {
        this.connections = connections;
    }

    /** Adds an act, unless it is there already: whether it was stored before the connection was lost is not always known. */
    void add(Act act) {
        connections.inTransaction(connection -> {
            try (PreparedStatement add = connection.prepareStatement(ADD)) {
                add.setLong(1, act.at().toEpochMilli());
                add.setString(2, storable(act.id()));
                add.setString(3, storable(act.who()));
                add.setString(4, act.kind().code());
                add.setString(5, storable(act.what()));
                add.setString(6, storable(act.reason()));
                return add.executeUpdate();
            }
        });
    }

    List<Act> acts(Optional<String> check, String before, int most) {
        return connections.reading(connection -> {
            String sql = FIND + (check.isPresent() ? OF_CHECK : "") + LATEST;
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                int at = 1;
                select.setString(at++, storable(before));
                if (check.isPresent()) {
                    select.setString(at++, storable(check.get()));
                }
                select.setInt(at, most);
                try (ResultSet rows = select.executeQuery()) {
                    List<Act> acts = new ArrayList<>();
                    while (rows.next()) {
                        acts.add(new Act(
                                rows.getString("id"),
                                Instant.ofEpochMilli(rows.getLong("at")),
                                rows.getString("who"),
                                Act.Kind.of(rows.getString("act")),
                                rows.getString("what"),
                                rows.getString("reason")));
                    }
                    return acts;
                }
            }
        });
    }
}
