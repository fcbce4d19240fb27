package io.vedette.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL that writes to the disk as one in production does, and what it has done so far. */
final class PostgresServer implements AutoCloseable {

    private static final String DONE = "SELECT xact_commit, tup_inserted, tup_updated, tup_deleted,"
            + " pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0'), pg_database_size('postgres')"
            + " FROM pg_stat_database WHERE datname = 'postgres'";

    private final EmbeddedPostgres server;
    private final Connection connection;
    private final Processor processor;

    PostgresServer() throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .start();
        connection = server.getPostgresDatabase().getConnection();
        long own = numbers("SELECT pg_backend_pid()", 1)[0];
        processor = new Processor(
                ProcessHandle.of(own).flatMap(ProcessHandle::parent).orElseThrow());
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    /**
     * @param seconds of the processor
     * @param rows inserted, updated and deleted
     * @param log bytes of the write-ahead log
     * @param size of the database in bytes
     */
    record Done(double seconds, long transactions, long rows, long log, long size) {}

    Done done() throws SQLException {
        long[] all = numbers(DONE, 6);
        return new Done(processor.seconds(), all[0], all[1] + all[2] + all[3], all[4], all[5]);
    }

    private long[] numbers(String query, int count) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            long[] numbers = new long[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = row.getLong(i + 1);
            }
            return numbers;
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        connection.close();
        server.close();
    }
}
