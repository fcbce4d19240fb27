package io.vedette.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Lends connections for one piece of work each. Whoever finds none free waits for as long as others get on with theirs: when
 * thousands of checks change at once the database is busy, and not lost.
 */
final class SqlConnections {

    private final DataSource pool;
    private final AtomicLong done = new AtomicLong();

    SqlConnections(DataSource pool) {
        this.pool = pool;
    }

    /** Something done with a connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Reads, each statement for itself. */
    <T> T reading(Work<T> work) {
        try (Connection connection = borrow()) {
            T read = work.with(connection);
            done.incrementAndGet();
            return read;
        } catch (SQLException | IllegalArgumentException e) {
            throw new StoreFailed(e);
        }
    }

    /** Does all or nothing. */
    <T> T inTransaction(Work<T> work) {
        try (Connection connection = borrow()) {
            connection.setAutoCommit(false);
            try {
                T written = work.with(connection);
                connection.commit();
                done.incrementAndGet();
                return written;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException | IllegalArgumentException e) {
            throw new StoreFailed(e);
        }
    }

    private static void rollBack(Connection connection, Exception e) {
        try {
            connection.rollback();
        } catch (SQLException again) {
            e.addSuppressed(again);
        }
    }

    private Connection borrow() throws SQLException {
        while (true) {
            long before = done.get();
            try {
                return connection();
            } catch (SQLTransientConnectionException e) {
                if (done.get() == before) {
                    throw e;
                }
            }
        }
    }

    /** A probe that is cut short interrupts its thread, perhaps a moment late: that says nothing about the database. */
    private Connection connection() throws SQLException {
        boolean interrupted = Thread.interrupted();
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            if (!(e.getCause() instanceof InterruptedException)) {
                throw e;
            }
            interrupted = true;
            return pool.getConnection();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
