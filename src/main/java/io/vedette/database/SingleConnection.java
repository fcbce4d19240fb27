package io.vedette.database;

import io.vedette.config.values.Causes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * One connection to PostgreSQL, apart from all pools, that listens to what others notify. It is opened when it is needed, and again
 * after a failure. Safe for several threads, one at a time.
 */
public final class SingleConnection implements AutoCloseable {

    /** Whoever does not answer for so long is gone; longer than a lock is waited for. */
    private static final int PATIENCE_MILLIS = 4_000;

    private final SqlDatabase database;
    private Connection connection;
    private boolean closed;

    SingleConnection(SqlDatabase database) {
        this.database = database;
    }

    /** Returns whether it is open, as far as is known. */
    public synchronized boolean isOpen() {
        return connection != null;
    }

    /** Does something, each statement in a transaction of its own. */
    public synchronized <T> T with(SqlConnections.Work<T> work) {
        try {
            return work.with(open());
        } catch (SQLException | IllegalArgumentException e) {
            drop();
            throw new StoreFailed(e);
        }
    }

    /** Does something in one transaction. */
    public synchronized <T> T inTransaction(SqlConnections.Work<T> work) {
        return with(sql -> {
            sql.setAutoCommit(false);
            T done = work.with(sql);
            sql.commit();
            sql.setAutoCommit(true);
            return done;
        });
    }

    /** Returns what was notified since, and waits for it for a while. */
    public synchronized List<String> notifications(Duration wait) throws SQLException {
        PGConnection listening = open().unwrap(PGConnection.class);
        PGNotification[] found = wait.isZero()
                ? listening.getNotifications()
                : listening.getNotifications(Math.toIntExact(wait.toMillis()));
        List<String> texts = new ArrayList<>();
        for (PGNotification one : found == null ? new PGNotification[0] : found) {
            texts.add(one.getParameter());
        }
        return texts;
    }

    private Connection open() throws SQLException {
        if (closed) {
            throw new SQLException("the connection was closed");
        }
        if (connection == null) {
            try {
                connection = database.connect();
            } catch (RuntimeException e) {
                throw new SQLException("no connection: " + Causes.message(e), e);
            }
            connection.setAutoCommit(true);
            connection.setNetworkTimeout(Runnable::run, PATIENCE_MILLIS);
            PostgresDatabase.limit(connection);
        }
        return connection;
    }

    private void drop() {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It is broken, and given up in any case.
            }
            connection = null;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        drop();
    }
}
