package io.vedette.database;

import io.vedette.config.values.Causes;
import io.vedette.config.values.Durations;
import io.vedette.process.Loggers;
import io.vedette.process.TimelyCalls;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
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
    private final TimelyCalls calls = new TimelyCalls("vedette-datasource");

    TimelyDataSource(DataSource source) {
        this(source, PATIENCE);
    }

    TimelyDataSource(DataSource source, Duration patience) {
        this.source = source;
        this.patience = patience;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            Connection connection = calls.within(patience, source::getConnection, TimelyDataSource::giveBack);
            if (connection == null) {
                throw new SQLException("no connection: the DataSource gave none");
            }
            return connection;
        } catch (TimeoutException e) {
            throw late();
        } catch (InterruptedException e) {
            throw new SQLException("interrupted while waiting for a connection", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof SQLException refused
                    ? refused
                    : new SQLException("no connection: " + Causes.message(e), e.getCause());
        }
    }

    private SQLException late() {
        return new SQLException("no connection within " + Durations.format(patience) + ": the DataSource hangs");
    }

    /** Nobody waits for it any more. */
    private static void giveBack(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException | RuntimeException e) {
            Loggers.STORE.debug("a connection that came too late cannot be closed: {}", StoreFailed.oneLine(e));
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
