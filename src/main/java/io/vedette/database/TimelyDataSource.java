package io.vedette.database;

import io.vedette.config.values.Causes;
import io.vedette.config.values.Durations;
import io.vedette.process.DaemonThreads;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * The {@code DataSource} of an application, which nobody waits for any longer than a moment: it may hang where its routes must not. While
 * it hangs nobody asks it again. Whatever it throws is a failure of the database. Safe for several threads.
 */
final class TimelyDataSource implements DataSource {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DataSource source;
    private final Duration patience;
    private final AtomicReference<CompletableFuture<Connection>> hanging = new AtomicReference<>();

    TimelyDataSource(DataSource source) {
        this(source, PATIENCE);
    }

    TimelyDataSource(DataSource source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    @Override
    public Connection getConnection() throws SQLException {
        CompletableFuture<Connection> before = hanging.get();
        if (before != null && !before.isDone()) {
            throw late();
        }
        CompletableFuture<Connection> given = new CompletableFuture<>();
        DaemonThreads.start("vedette-datasource", () -> ask(given));
        try {
            Connection connection = given.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (connection == null) {
                throw new SQLException("no connection: the DataSource gave none");
            }
            return connection;
        } catch (TimeoutException e) {
            hanging.set(given);
            given.thenAccept(TimelyDataSource::giveBack);
            throw late();
        } catch (InterruptedException e) {
            given.thenAccept(TimelyDataSource::giveBack);
            throw new SQLException("interrupted while waiting for a connection", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException refused
                    ? refused
                    : new SQLException("no connection: " + Causes.message(e), e.getCause());
        }
    }

    private void ask(CompletableFuture<Connection> given) {
        try {
            given.complete(source.getConnection());
        } catch (Throwable e) { // Whoever waits is told.
            given.completeExceptionally(e);
        }
    }

    private SQLException late() {
        return new SQLException("no connection within " + Durations.inWords(patience) + ": the DataSource hangs");
    }

    /** Nobody waits for it any more. */
    private static void giveBack(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return source.getConnection(username, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
