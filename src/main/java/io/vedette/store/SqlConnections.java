package io.vedette.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Lends connections for one piece of work each. */
final class SqlConnections {

    private final DataSource pool;

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
            return work.with(connection);
        } catch (SQLException | IllegalArgumentException e) {
            throw new StoreFailed(e);
        }
    }

    /** Does all or nothing. */
    <T> T inTransaction(Work<T> work) {
        try (Connection connection = borrow()) {
            connection.setAutoCommit(false);
            try {
                T done = work.with(connection);
                connection.commit();
                return done;
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

    /** A probe that is cut short interrupts its thread, perhaps a moment late: that says nothing about the database. */
    private Connection borrow() throws SQLException {
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
