package io.vedette.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what other processes have written to their journals and not rolled up yet: each row once, by the number that its writer gave it.
 * What a writer has rolled up meanwhile is in the buckets. Not safe for several threads.
 */
final class OthersJournals {

    private static final int BASE = Character.MAX_RADIX;

    private static final String WRITERS =
            "SELECT writer, max(sequence) FROM vedette_journal WHERE writer <> ? GROUP BY writer";
    private static final String READ = "SELECT results FROM vedette_journal WHERE writer = ? AND sequence > ?"
            + " AND sequence <= ? ORDER BY sequence, shard";

    private final String writer;
    private final Map<String, Long> seen = new HashMap<>();

    OthersJournals(String writer) {
        this.writer = writer;
    }

    /** Returns the name of a check by its number; null where there is none. */
    interface Names {
        String of(int number) throws SQLException;
    }

    /** Reads everything again the next time that it is not rolled up. */
    void beginAgain() {
        seen.clear();
    }

    List<Result> read(Connection connection, Names names) throws SQLException {
        Map<String, Long> last = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(WRITERS)) {
            select.setString(1, writer);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    last.put(rows.getString(1), rows.getLong(2));
                }
            }
        }
        List<Result> results = new ArrayList<>();
        for (Map.Entry<String, Long> one : last.entrySet()) {
            long from = seen.getOrDefault(one.getKey(), Long.MIN_VALUE);
            if (one.getValue() > from) {
                read(connection, names, one.getKey(), from, one.getValue(), results);
                seen.put(one.getKey(), one.getValue());
            }
        }
        return results;
    }

    private static void read(Connection connection, Names names, String other, long from, long to, List<Result> results)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, other);
            select.setLong(2, from);
            select.setLong(3, to);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    for (String line : rows.getString(1).split("\n")) {
                        int blank = line.indexOf(' ');
                        String check = names.of(Integer.parseInt(line.substring(0, blank), BASE));
                        if (check != null) {
                            results.add(ResultLines.read(check, line.substring(blank + 1)));
                        }
                    }
                }
            }
        }
    }
}
