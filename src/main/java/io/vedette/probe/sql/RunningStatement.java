package io.vedette.probe.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A statement that another thread may cut short until it is closed, and not after: SQLite's library does not survive that. */
final class RunningStatement implements AutoCloseable {

    private final Statement statement;
    private boolean closed;

    RunningStatement(Connection connection) throws SQLException {
        this.statement = connection.createStatement();
    }

    Statement statement() {
        return statement;
    }

    synchronized void cancel() {
        if (closed) {
            return;
        }
        try {
            statement.cancel();
        } catch (SQLException | RuntimeException e) {
            // The driver knows no such thing; its own time limit ends it then.
            Thread.yield();
        }
    }

    @Override
    public synchronized void close() throws SQLException {
        closed = true;
        statement.close();
    }
}
