package io.vedette.database;

import io.vedette.config.settings.Settings;
import io.vedette.process.Loggers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.slf4j.Logger;

/** A database that the store may be in: how it is reached, made ready, and what its refusals mean. */
public abstract sealed class SqlDatabase permits UrlDatabase, HostDatabase {

    private static final Logger LOG = Loggers.STORE;

    private static final String MIGRATIONS = "classpath:io/vedette/migrations";
    /** One of our own, so that the migrations of an application in the same schema know nothing of ours. */
    private static final String HISTORY_TABLE = "vedette_schema";

    private static final Pattern HALF_MADE =
            Pattern.compile("already exists|duplicate key value violates unique constraint");

    private static final int MOST_TRIES = 5;
    private static final Duration AGAIN = Duration.ofMillis(250);

    private volatile SqlPools pools = SqlPools.NONE;
    private volatile SqlConnections writing;
    private volatile SqlConnections reading;

    /** Returns the database that the settings name. */
    public static UrlDatabase of(Settings.Database settings) {
        return settings.url().startsWith(SqliteDatabase.PREFIX)
                ? new SqliteDatabase(settings)
                : new PostgresDatabase(settings);
    }

    /**
     * Returns the database of an application, which is reached by its connections and never closed.
     *
     * @param name what the application calls its {@code DataSource}
     */
    public static SqlDatabase ofHost(String name, DataSource source) {
        return new HostDatabase(name, source);
    }

    /**
     * Connects or reconnects, and creates or migrates the tables.
     *
     * @throws StoreRefused if that is not possible
     */
    public final void open() {
        close();
        try {
            prepare();
            // One plain connection first: what it says is plainer than what a pool or a migration makes of it.
            boolean current;
            try (Connection connection = connect()) {
                greet(connection);
                current = AppliedMigrations.are(connection, HISTORY_TABLE);
            }
            if (!current) {
                migrate();
            }
            pools = pools();
            writing = pools.writing();
            reading = pools.reading();
        } catch (StoreRefused e) {
            throw e;
        } catch (NoClassDefFoundError | IOException | SQLException | RuntimeException e) {
            throw refused(e);
        }
    }

    private StoreRefused refused(Throwable e) {
        List<String> missing = Library.missing(libraries());
        if (!missing.isEmpty()) {
            return new StoreRefused(
                    shown() + " needs " + String.join(", ", missing) + ": add " + (missing.size() == 1 ? "it" : "them")
                            + " to the dependencies of the application",
                    e);
        }
        return new StoreRefused(
                shown() + " cannot be used: "
                        + (e instanceof Exception known ? meaning(known) : StoreFailed.oneLine(e)),
                e);
    }

    /** Returns the current connections; others after it was reopened. */
    public final SqlConnections connections() {
        return writing;
    }

    /** Returns connections for reading much, where that must not keep the writers waiting. */
    public final SqlConnections readers() {
        return reading;
    }

    /**
     * Returns one connection apart from those of the pools, not open yet, over which processes hear each other.
     *
     * @throws StoreRefused if it is no PostgreSQL
     */
    public final SingleConnection single() {
        if (!isPostgres()) {
            throw new StoreRefused(shown() + " cannot be shared by several nodes: vedette.cluster needs PostgreSQL, set"
                    + " vedette.database.url to jdbc:postgresql://HOST/DATABASE");
        }
        return new SingleConnection(this);
    }

    /** Returns whether it is PostgreSQL; of the database of an application that is known once it was opened. */
    abstract boolean isPostgres();

    /** Returns whether a transaction locks rows, not everything. */
    public boolean hasRowLocks() {
        return isPostgres();
    }

    /** Returns whether another process of Vedette is connected to it, as far as can be seen. */
    public boolean isAmongOthers() {
        return false;
    }

    /** Returns its connections, for libraries; they are opened one by one and closed by who asks for them. */
    public final DataSource connectionSource() {
        return new PlainSource(this::connect, shown());
    }

    /** Closes all connections that are its own; what is under way on one fails. */
    public final void close() {
        if (writing != null) {
            writing.close();
            reading.close();
        }
        pools.close();
    }

    /** Returns what it is called where it is shown. */
    public abstract String shown();

    /** Enters the list of those who use it. */
    public Presence enter() {
        return Presence.amongOthers();
    }

    /** Prepares what must be there before the first connection. */
    void prepare() throws IOException {}

    /** Opens one plain connection. */
    abstract Connection connect() throws SQLException;

    /** Sets what holds for the whole database, on the first connection. */
    void greet(Connection connection) throws SQLException {}

    /** Returns the connections to work with, once the tables are there. */
    abstract SqlPools pools();

    /** Returns what follows a table's columns so that its rows stand in the order of its key. */
    String clustered() {
        return "";
    }

    /** Returns what it cannot be used without. */
    abstract List<Library> libraries();

    /** Returns what went wrong and what to do, for an operator. */
    public abstract String meaning(Exception e);

    /** Returns whether it is still where it was opened. */
    public boolean isInPlace() {
        return true;
    }

    /** Loads what {@link #open} needs, by doing the same to an empty database in memory. */
    public final void preload() {
        try {
            rehearse();
        } catch (LinkageError | SQLException | RuntimeException e) {
            LOG.debug("preloading ended early; opening the database will show what is wrong", e);
        }
    }

    /** Loads, without touching the database, what opening it takes. */
    void rehearse() throws SQLException {}

    /** Returns what the migrations of our tables are run with. */
    abstract FluentConfiguration migrated();

    static FluentConfiguration migrating() {
        return Flyway.configure(SqlDatabase.class.getClassLoader());
    }

    /** Returns the migrations of our tables. */
    final Flyway migrations(FluentConfiguration configuration) {
        return configuration
                .locations(MIGRATIONS)
                .table(HISTORY_TABLE)
                .placeholders(Map.of("clustered", clustered()))
                // The tables of an application may be there already, in the same schema.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }

    private void migrate() {
        Flyway flyway = migrations(migrated());
        MigrationInfo current = flyway.info().current();
        if (current != null && current.getState() == MigrationState.FUTURE_SUCCESS) {
            throw new StoreRefused(shown() + " was written by a newer Vedette (its tables have version "
                    + current.getVersion() + "): run that one, or set vedette.database.url to another database");
        }
        for (int tries = 1; !isMigrated(flyway, tries); tries++) {
            LockSupport.parkNanos(AGAIN.toNanos());
        }
    }

    /** Several that start on an empty database make its tables at the same time: who comes second finds them half made for a moment. */
    private static boolean isMigrated(Flyway flyway, int tries) {
        try {
            flyway.migrate();
            return true;
        } catch (
                RuntimeException
                        e) { // By its own name it would have to be there before anybody can say that it is missing.
            if (tries >= MOST_TRIES
                    || !HALF_MADE.matcher(String.valueOf(e.getMessage())).find()) {
                throw e;
            }
            return false;
        }
    }
}
