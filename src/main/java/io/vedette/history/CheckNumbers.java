package io.vedette.history;

import static io.vedette.database.SqlText.storable;

import io.vedette.database.SqlConnections;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Consumer;

/**
 * Assigns numbers to checks that have none. Nodes that begin together number thousands at the same time: they do so by turns, a few checks
 * each, so that none waits for another longer than for a lock.
 */
final class CheckNumbers {

    /** So many have their numbers in one transaction. */
    static final int BATCH = 50;

    /** Whoever writes this row has its turn until its transaction ends. */
    private static final String TURN = "INSERT INTO vedette_value (name, value) VALUES ('check-numbers', '')"
            + " ON CONFLICT (name) DO UPDATE SET value = excluded.value";

    private static final String NUMBER = "INSERT INTO vedette_name (id, name, seen)"
            + " SELECT coalesce(max(id), 0) + 1, CAST(? AS TEXT), CAST(? AS BIGINT) FROM vedette_name"
            + " WHERE true ON CONFLICT DO NOTHING";

    private CheckNumbers() {}

    /** @param found is given the numbers of each batch once they are stored */
    static void assign(
            SqlConnections connections, SortedSet<String> checks, Instant now, Consumer<Map<String, Integer>> found) {
        List<String> all = List.copyOf(checks);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<String> batch = all.subList(from, Math.min(all.size(), from + BATCH));
            found.accept(connections.inTransaction(connection -> assigned(connection, batch, now)));
        }
    }

    private static Map<String, Integer> assigned(Connection connection, List<String> checks, Instant now)
            throws SQLException {
        try (PreparedStatement turn = connection.prepareStatement(TURN);
                PreparedStatement number = connection.prepareStatement(NUMBER)) {
            turn.executeUpdate();
            Map<String, Integer> numbers = numbers(connection, checks);
            List<String> missing = without(checks, numbers);
            while (!missing.isEmpty()) { // A node of an older version does not wait for its turn.
                for (String check : missing) {
                    number.setString(1, storable(check));
                    number.setLong(2, now.toEpochMilli());
                    number.addBatch();
                }
                number.executeBatch();
                numbers.putAll(numbers(connection, missing));
                missing = without(checks, numbers);
            }
            return numbers;
        }
    }

    private static List<String> without(List<String> checks, Map<String, Integer> numbers) {
        List<String> rest = new ArrayList<>(checks);
        rest.removeAll(numbers.keySet());
        return rest;
    }

    private static Map<String, Integer> numbers(Connection connection, List<String> checks) throws SQLException {
        Map<String, Integer> stored = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT name, id FROM vedette_name WHERE name IN ("
                + String.join(", ", Collections.nCopies(checks.size(), "?")) + ")")) {
            int parameter = 0;
            for (String check : checks) {
                select.setString(++parameter, storable(check));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    stored.put(rows.getString(1), rows.getInt(2));
                }
            }
        }
        Map<String, Integer> numbers = new HashMap<>();
        for (String check : checks) {
            Integer number = stored.get(storable(check));
            if (number != null) {
                numbers.put(check, number);
            }
        }
        return numbers;
    }
}
