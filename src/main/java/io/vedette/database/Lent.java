package io.vedette.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection on loan, which goes back as it came. A database that does not answer on it is given up after a while: an application may
 * let its own work wait for ever, but it is that work which would wait here.
 */
final class Lent implements AutoCloseable {

    private final Connection connection;
    private final Optional<Integer> before;

    private Lent(Connection connection, Optional<Integer> before) {
        this.connection = connection;
        this.before = before;
    }

    /** @param patience how long an answer may take; empty to leave that as it is */
    static Lent of(Connection connection, Optional<Duration> patience) {
        return new Lent(connection, patience.flatMap(time -> limited(connection, Math.toIntExact(time.toMillis()))));
    }

    private static Optional<Integer> limited(Connection connection, int millis) {
        try {
            int before = connection.getNetworkTimeout();
            if (before > 0 && before <= millis) {
                return Optional.empty();
            }
            connection.setNetworkTimeout(Runnable::run, millis);
            return Optional.of(before);
        } catch (SQLException | RuntimeException | AbstractMethodError e) {
            // A driver that knows of no limit; of a connection that is broken its first statement tells.
            return Optional.empty();
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (before.isPresent() && !connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, before.get());
            }
        }
    }
}
