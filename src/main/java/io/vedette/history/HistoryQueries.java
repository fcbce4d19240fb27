package io.vedette.history;

import static io.vedette.database.SqlText.storable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Reads the history of checks by their numbers. */
final class HistoryQueries {

    private static final String BUCKETS = "WITH RECURSIVE stretch (number) AS (SELECT CAST(? AS INTEGER)"
            + " UNION ALL SELECT number + 1 FROM stretch WHERE number < CAST(? AS INTEGER))"
            + " SELECT b.check_id, b.number, b.ok, b.degraded, b.error, b.sleeping, b.took, b.took_most FROM stretch s"
            + " JOIN vedette_bucket b ON b.hours = ? AND b.number = s.number AND b.check_id IN ";
    private static final String SUMS =
            "SELECT check_id, sum(ok + degraded), sum(error), min(number) FROM vedette_bucket"
                    + " WHERE hours = ? AND number >= ? GROUP BY check_id";

    /** More are not looked for one by one. */
    private static final int FEW = 10;

    private HistoryQueries() {}

    /** Takes a text that was read of a check. */
    interface Found {
        void of(int id, String text);
    }

    /** Takes how many results of a check were up and down, and the number of the first hour or day that has any. */
    interface Sums {
        void of(int id, long up, long down, int first);
    }

    /** Returns the numbers of all checks by their stored names. */
    static Map<String, Integer> names(Connection connection) throws SQLException {
        Map<String, Integer> names = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("SELECT name, id FROM vedette_name");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                names.put(rows.getString(1), rows.getInt(2));
            }
        }
        return names;
    }

    /** Returns the numbers of those checks that have one. */
    static Map<String, Integer> ids(Connection connection, Collection<String> checks) throws SQLException {
        Map<String, Integer> all = checks.size() > FEW ? names(connection) : Map.of();
        Map<String, Integer> ids = new HashMap<>();
        for (String check : checks) {
            Optional<Integer> id =
                    checks.size() > FEW ? Optional.ofNullable(all.get(storable(check))) : id(connection, check);
            id.ifPresent(number -> ids.put(check, number));
        }
        return ids;
    }

    static Optional<Integer> id(Connection connection, String check) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT id FROM vedette_name WHERE name = ?")) {
            select.setString(1, storable(check));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getInt(1)) : Optional.empty();
            }
        }
    }

    /** Returns the latest results of a check as lines; empty without any. */
    static String recent(Connection connection, int id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT results FROM vedette_recent WHERE check_id = ?")) {
            select.setInt(1, id);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    /** Reads the latest results of all checks as lines. */
    static void recent(Connection connection, Found found) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT check_id, results FROM vedette_recent");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                found.of(rows.getInt(1), rows.getString(2));
            }
        }
    }

    /** Sums up the results of all checks from an hour or a day on. */
    static void sums(Connection connection, Resolution resolution, int first, Sums sums) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SUMS)) {
            select.setInt(1, (int) resolution.width().toHours());
            select.setInt(2, first);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sums.of(rows.getInt(1), rows.getLong(2), rows.getLong(3), rows.getInt(4));
                }
            }
        }
    }

    /** Returns the counts of checks from the first hour or day to the last, both inclusive. */
    static Map<Integer, TreeMap<Integer, Counts>> buckets(
            Connection connection, Resolution resolution, Collection<Integer> ids, int first, int last)
            throws SQLException {
        Map<Integer, TreeMap<Integer, Counts>> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        try (PreparedStatement select = connection.prepareStatement(BUCKETS + listed(ids))) {
            select.setInt(1, first);
            select.setInt(2, last);
            select.setInt(3, (int) resolution.width().toHours());
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.computeIfAbsent(rows.getInt(1), id -> new TreeMap<>())
                            .put(
                                    rows.getInt(2),
                                    new Counts(
                                            rows.getLong(3),
                                            rows.getLong(4),
                                            rows.getLong(5),
                                            rows.getLong(6),
                                            rows.getLong(7),
                                            rows.getLong(8)));
                }
            }
        }
        return found;
    }

    /** Returns numbers as a list of SQL: drivers bound how many parameters a statement has. */
    static String listed(Collection<Integer> ids) {
        return ids.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
}
