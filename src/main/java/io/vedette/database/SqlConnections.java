package io.vedette.database;

import io.vedette.config.values.Causes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import javax.sql.DataSource;

/**
 * Lends connections for one piece of work each. Whoever finds none free waits for as long as others get on with theirs: when
 * thousands of checks change at once the database is busy, and not lost. All who share a pool share one of these, or they
 * would not see each other's progress. Safe for several threads.
 */
public final class SqlConnections {

    /** Longer than a transaction waits for another program that writes. */
    private static final long PARTING_MILLIS = 3_000;

    private final DataSource pool;
    private final long partingMillis;
    private final Optional<String> beginning;
    private final Optional<Duration> patience;
    /** Where each transaction is a writer's from its beginning on, they wait for each other here, in turn, not at the lock of a file. */
    private final Lock turns = new ReentrantLock(true);

    private final AtomicLong done = new AtomicLong();
    /** Shared by those who wait for a connection; closing takes it alone. */
    private final ReadWriteLock borrowing = new ReentrantReadWriteLock();

    private volatile boolean closed;

    SqlConnections(DataSource pool) {
        this(pool, PARTING_MILLIS);
    }

    /**
     * @param beginning the statement that every transaction begins with, where one is needed
     * @param patience how long an answer of the database may take, where its connections do not say so themselves
     */
    SqlConnections(DataSource pool, Optional<String> beginning, Duration patience) {
        this(pool, PARTING_MILLIS, beginning, Optional.of(patience));
    }

    /** @param partingMillis how long closing waits for those who wait for a connection */
    SqlConnections(DataSource pool, long partingMillis) {
        this(pool, partingMillis, Optional.empty(), Optional.empty());
    }

    private SqlConnections(
            DataSource pool, long partingMillis, Optional<String> beginning, Optional<Duration> patience) {
        this.pool = pool;
        this.partingMillis = partingMillis;
        this.beginning = beginning;
        this.patience = patience;
    }

    /** Something done with a connection. */
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Reads, each statement in a transaction of its own. */
    public <T> T reading(Work<T> work) {
        try (Lent lent = Lent.of(borrow(), patience)) {
            Connection connection = lent.connection();
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(true);
            T read = work.with(connection);
            connection.setAutoCommit(before);
            done.incrementAndGet();
            return read;
        } catch (SQLException | IllegalArgumentException e) {
            throw new StoreFailed(e);
        }
    }

    /** Reads, everything as it was at the first statement, whatever others write meanwhile. */
    public <T> T inSnapshot(Work<T> work) {
        try (Lent lent = Lent.of(borrow(), patience)) {
            Connection connection = lent.connection();
            boolean before = connection.getAutoCommit();
            int isolation = connection.getTransactionIsolation();
            try {
                // Where it does not have that level, as SQLite, every transaction is so.
                if (connection
                        .getMetaData()
                        .supportsTransactionIsolationLevel(Connection.TRANSACTION_REPEATABLE_READ)) {
                    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                }
                connection.setAutoCommit(false);
                T read = work.with(connection);
                connection.rollback();
                connection.setAutoCommit(before);
                connection.setTransactionIsolation(isolation);
                done.incrementAndGet();
                return read;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, before, e);
                throw e;
            }
        } catch (SQLException | IllegalArgumentException e) {
            throw new StoreFailed(e);
        }
    }

    /** Runs a task in one transaction: all of it counts, or nothing. */
    public <T> T inTransaction(Work<T> work) {
        if (beginning.isEmpty()) {
            return inOneTransaction(work);
        }
        turns.lock();
        try {
            return inOneTransaction(work);
        } finally {
            turns.unlock();
        }
    }

    private <T> T inOneTransaction(Work<T> work) {
        try (Lent lent = Lent.of(borrow(), patience)) {
            Connection connection = lent.connection();
            boolean before = connection.getAutoCommit();
            try {
                connection.setAutoCommit(false);
                begin(connection);
                T written = work.with(connection);
                connection.commit();
                connection.setAutoCommit(before);
                done.incrementAndGet();
                return written;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, before, e);
                throw e;
            }
        } catch (SQLException | IllegalArgumentException e) {
            throw new StoreFailed(e);
        }
    }

    /**
     * Lends no more. To be called before the pool is closed, which forgets those who wait: a moment is left to let them go,
     * as long as connections become free.
     */
    void close() {
        closed = true;
        try {
            if (borrowing.writeLock().tryLock(partingMillis, TimeUnit.MILLISECONDS)) {
                borrowing.writeLock().unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin(Connection connection) throws SQLException {
        if (beginning.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate(beginning.get());
            }
        }
    }

    private static void rollBack(Connection connection, boolean autoCommit, Exception e) {
        try {
            connection.rollback();
        } catch (SQLException again) {
            e.addSuppressed(again);
        }
        try {
            // Also where there was nothing to roll back, as SQLite began nothing or did it by itself: else whoever
            // borrows the
            // connection next meets a failure that is not theirs.
            connection.setAutoCommit(autoCommit);
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
        borrowing.readLock().lock();
        try {
            return open(lent());
        } catch (SQLException e) {
            if (!(e.getCause() instanceof InterruptedException)) {
                throw e;
            }
            interrupted = true;
            return open(lent());
        } finally {
            borrowing.readLock().unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A pool of an application may fail as it likes; to us that is a database that fails. */
    private Connection lent() throws SQLException {
        Connection connection;
        try {
            connection = pool.getConnection();
        } catch (RuntimeException e) {
            throw new SQLException("no connection: " + Causes.message(e), e);
        }
        if (connection == null) {
            throw new SQLException("no connection: the DataSource gave none");
        }
        return connection;
    }

    private Connection open(Connection borrowed) throws SQLException {
        if (closed) {
            borrowed.close();
            throw new SQLException("the connections were closed");
        }
        return borrowed;
    }
}
