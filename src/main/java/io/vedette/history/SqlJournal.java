package io.vedette.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes results to a journal as they come, and rolls them up into the rows of their checks later. Scattered rows cost the
 * database a page each, so the results of thousands of checks are first written together as one row a second; every few
 * minutes each check's row is written once. A journal row is deleted and rolled up in the same transaction, so that each
 * result counts exactly once, even if a process is killed.
 */
final class SqlJournal {

    /** Checks are divided into so many shards, rolled up one at a time, so that no transaction is long. */
    static final int SHARDS = 16;

    private static final int BASE = Character.MAX_RADIX;

    private static final String WRITE =
            "INSERT INTO vedette_journal (writer, shard, sequence, written, results) VALUES (?, ?, ?, ?, ?)";
    private static final String TAKE_MINE =
            "DELETE FROM vedette_journal WHERE writer = ? AND shard = ? AND sequence <= ? RETURNING results";
    private static final String TAKE_LEFT = "DELETE FROM vedette_journal WHERE written < ? RETURNING results";
    private static final String APPEND = "INSERT INTO vedette_recent (check_id, kept, results) VALUES (?, ?, ?)"
            + " ON CONFLICT (check_id) DO UPDATE SET kept = vedette_recent.kept + excluded.kept,"
            + " results = vedette_recent.results || excluded.results RETURNING kept";
    private static final String READ = "SELECT results FROM vedette_recent WHERE check_id = ?";
    private static final String TRIM = "UPDATE vedette_recent SET kept = ?, results = ? WHERE check_id = ?";
    private static final String COUNT =
            "INSERT INTO vedette_bucket (hours, number, check_id, ok, degraded, error, sleeping, took, took_most)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hours, number, check_id) DO UPDATE SET"
                    + " ok = vedette_bucket.ok + excluded.ok, degraded = vedette_bucket.degraded + excluded.degraded,"
                    + " error = vedette_bucket.error + excluded.error,"
                    + " sleeping = vedette_bucket.sleeping + excluded.sleeping,"
                    + " took = vedette_bucket.took + excluded.took, took_most ="
                    + " CASE WHEN excluded.took_most > vedette_bucket.took_most THEN excluded.took_most"
                    + " ELSE vedette_bucket.took_most END";

    private final String writer;
    private final int mostResults;
    private long sequence;

    SqlJournal(String writer, int mostResults) {
        this.writer = writer;
        this.mostResults = mostResults;
    }

    /** Writes results in the given order. */
    void write(Connection connection, Iterable<Result> results, Map<String, Integer> ids, Instant now)
            throws SQLException {
        StringBuilder[] shards = new StringBuilder[SHARDS];
        for (Result result : results) {
            int id = ids.get(result.check());
            int shard = id % SHARDS;
            if (shards[shard] == null) {
                shards[shard] = new StringBuilder();
            }
            shards[shard].append(Integer.toString(id, BASE)).append(' ');
            ResultLines.append(shards[shard], result);
        }
        sequence++;
        try (PreparedStatement insert = connection.prepareStatement(WRITE)) {
            for (int shard = 0; shard < SHARDS; shard++) {
                if (shards[shard] != null) {
                    insert.setString(1, writer);
                    insert.setInt(2, shard);
                    insert.setLong(3, sequence);
                    insert.setLong(4, now.toEpochMilli());
                    insert.setString(5, shards[shard].toString());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /**
     * Rolls up what this process wrote for one shard; returns it by the checks' numbers.
     *
     * @param left how many of the last writings are left, for others to read
     */
    TreeMap<Integer, Rollup> rollUpMine(Connection connection, int shard, int left) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE_MINE)) {
            take.setString(1, writer);
            take.setInt(2, shard);
            take.setLong(3, sequence - left);
            return rollUp(connection, take);
        }
    }

    /** Rolls up what any process wrote before a time: a living process does not leave it so long. */
    TreeMap<Integer, Rollup> rollUpLeft(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE_LEFT)) {
            take.setLong(1, before.toEpochMilli());
            return rollUp(connection, take);
        }
    }

    private TreeMap<Integer, Rollup> rollUp(Connection connection, PreparedStatement take) throws SQLException {
        TreeMap<Integer, Rollup> rollups = new TreeMap<>();
        try (ResultSet rows = take.executeQuery()) {
            while (rows.next()) {
                rows.getString(1).lines().forEach(line -> {
                    int blank = line.indexOf(' ');
                    rollups.computeIfAbsent(Integer.parseInt(line.substring(0, blank), BASE), id -> new Rollup())
                            .add(ResultLines.read("", line.substring(blank + 1)));
                });
            }
        }
        // In the order of numbers, so that two processes never deadlock.
        append(connection, rollups);
        count(connection, rollups);
        return rollups;
    }

    private void append(Connection connection, TreeMap<Integer, Rollup> rollups) throws SQLException {
        try (PreparedStatement append = connection.prepareStatement(APPEND)) {
            for (Map.Entry<Integer, Rollup> one : rollups.entrySet()) {
                append.setInt(1, one.getKey());
                append.setInt(2, one.getValue().size());
                append.setString(3, one.getValue().lines());
                try (ResultSet rows = append.executeQuery()) {
                    if (rows.next() && rows.getInt(1) >= 2 * mostResults) {
                        trim(connection, one.getKey());
                    }
                }
            }
        }
    }

    private void trim(Connection connection, int id) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement(READ);
                PreparedStatement trim = connection.prepareStatement(TRIM)) {
            read.setInt(1, id);
            try (ResultSet rows = read.executeQuery()) {
                rows.next();
                String last = ResultLines.last(rows.getString(1), mostResults);
                trim.setInt(1, ResultLines.count(last));
                trim.setString(2, last);
            }
            trim.setInt(3, id);
            trim.executeUpdate();
        }
    }

    /** Adds to the counts by hour and by day; other processes may add to them too. */
    static void count(Connection connection, TreeMap<Integer, Rollup> rollups) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(COUNT)) {
            for (Resolution resolution : Resolution.values()) {
                for (Map.Entry<Integer, Rollup> one : rollups.entrySet()) {
                    Rollup its = one.getValue();
                    for (Map.Entry<Integer, Counts> stretch :
                            (resolution == Resolution.HOUR ? its.hours() : its.days()).entrySet()) {
                        count.setInt(1, (int) resolution.width().toHours());
                        count.setInt(2, stretch.getKey());
                        count.setInt(3, one.getKey());
                        long[] numbers = stretch.getValue().numbers();
                        for (int i = 0; i < numbers.length; i++) {
                            count.setLong(4 + i, numbers[i]);
                        }
                        count.addBatch();
                    }
                }
            }
            count.executeBatch();
        }
    }
}
