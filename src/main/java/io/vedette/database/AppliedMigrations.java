package io.vedette.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** Tells whether a database has all migrations of our tables, without the library that makes them, of which loading takes its time. */
final class AppliedMigrations {

    /** Their versions. */
    static final Set<String> ALL = Set.of("1", "2", "4", "5", "6", "7", "8", "9", "10");

    private AppliedMigrations() {}

    /**
     * Returns whether all of them were made and no other. What is unclear is not so: then the library looks, and says what is wrong.
     *
     * @param table where the library keeps what it did
     */
    static boolean are(Connection connection, String table) throws SQLException {
        if (!isThere(connection, table)) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT version, success FROM " + table + " WHERE version IS NOT NULL AND type = 'SQL'")) {
            Set<String> versions = new HashSet<>();
            while (rows.next()) {
                if (!rows.getBoolean("success")) {
                    return false;
                }
                versions.add(rows.getString("version"));
            }
            return versions.equals(ALL);
        }
    }

    private static boolean isThere(Connection connection, String table) throws SQLException {
        // The name is a pattern there.
        try (ResultSet found =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), table, null)) {
            boolean there = false;
            while (!there && found.next()) {
                there = found.getString("TABLE_NAME").equals(table);
            }
            return there;
        }
    }
}
