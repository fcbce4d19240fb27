package io.vedette.store;

import static io.vedette.database.SqlText.storable;

import io.vedette.database.SqlConnections;
import io.vedette.state.Act;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** What people did, in the database. */
final class SqlActs {

    private static final String ADD = "INSERT INTO vedette_act (at, id, who, act, what, reason)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (at, id) DO NOTHING";
    private static final String FIND = "SELECT at, id, who, act, what, reason FROM vedette_act WHERE id < ?";
    private static final String LATEST = " ORDER BY at DESC, id DESC LIMIT ?";
    /** A target may be named as a check is. */
    private static final String OF_CHECKS = " AND act <> 'test' AND what IN ";

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

    List<Act> acts(Collection<String> checks, String before, int most) {
        return connections.reading(connection -> {
            String one = String.join(", ", Collections.nCopies(checks.size(), "?"));
            String sql = FIND + (checks.isEmpty() ? "" : OF_CHECKS + "(" + one + ")") + LATEST;
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                int at = 1;
                select.setString(at++, storable(before));
                for (String check : checks) {
                    select.setString(at++, storable(check));
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
