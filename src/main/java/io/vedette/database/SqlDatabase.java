package io.vedette.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.MaskedUrl;
import io.vedette.process.Loggers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.slf4j.Logger;

/** A database that the store may be in: how it is reached, made ready, and what its refusals mean. */
public abstract sealed class SqlDatabase permits SqliteDatabase, PostgresDatabase {

    private static final Logger LOG = Loggers.STORE;

    private static final String MIGRATIONS = "classpath:io/vedette/migrations";

    private final Settings.Database settings;
    private volatile HikariDataSource pool;
    private volatile HikariDataSource readers;
    private volatile SqlConnections writing;
    private volatile SqlConnections reading;

    SqlDatabase(Settings.Database settings) {
        this.settings = settings;
    }

    /** Returns the database that the settings name. */
    public static SqlDatabase of(Settings.Database settings) {
        return settings.url().startsWith(SqliteDatabase.PREFIX)
                ? new SqliteDatabase(settings)
                : new PostgresDatabase(settings);
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
            try (Connection connection = connect()) {
                greet(connection);
            }
            migrate();
            HikariConfig config = new HikariConfig();
            config.setPoolName("vedette-store");
            config.setJdbcUrl(settings.url());
            config.setDataSourceProperties(properties());
            config.setValidationTimeout(1_000);
            size(config);
            pool = new HikariDataSource(config);
            readers = hasReadersOfItsOwn() ? readers(config) : pool;
            writing = new SqlConnections(pool);
            reading = readers == pool ? writing : new SqlConnections(readers);
        } catch (StoreRefused e) {
            throw e;
        } catch (NoClassDefFoundError e) {
            throw new StoreRefused(
                    shown() + " needs libraries that are missing: " + drivers() + ", HikariCP and flyway-core", e);
        } catch (IOException | SQLException | RuntimeException e) {
            throw new StoreRefused(shown() + " cannot be used: " + meaning(e), e);
        }
    }

    /** Returns the current connections; others after it was reopened. */
    public final SqlConnections connections() {
        return writing;
    }

    /** Returns connections for reading much, where that must not keep the writers waiting. */
    public final SqlConnections readers() {
        return reading;
    }

    /** Closes all connections; what is under way on one fails. */
    public final void close() {
        if (writing != null) {
            writing.close();
            reading.close();
        }
        if (pool != null) {
            pool.close();
        }
        if (readers != null) {
            readers.close();
        }
    }

    private static HikariDataSource readers(HikariConfig like) {
        HikariConfig config = new HikariConfig();
        like.copyStateTo(config);
        config.setPoolName("vedette-readers");
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** Returns the URL as it may be shown. */
    public final String shown() {
        return "the database " + MaskedUrl.of(settings.url());
    }

    final Settings.Database settings() {
        return settings;
    }

    /** Enters the list of those who use it. */
    public Presence enter() {
        return Presence.amongOthers();
    }

    /** Prepares what must be there before the first connection. */
    void prepare() throws IOException {}

    /** Sets what holds for the whole database, on the first connection. */
    void greet(Connection connection) throws SQLException {}

    /** Returns whether readers get connections apart from those of writers. */
    boolean hasReadersOfItsOwn() {
        return false;
    }

    /** Returns what follows a table's columns so that its rows stand in the order of its key. */
    String clustered() {
        return "";
    }

    /** Sets how many connections there are, and how long to wait for one. */
    abstract void size(HikariConfig config);

    /** Returns the driver's properties besides user and password. */
    abstract Properties driverProperties();

    /** Returns the libraries that reach it, as Maven calls them. */
    abstract String drivers();

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

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(settings.url(), properties());
    }

    private Properties properties() {
        Properties properties = driverProperties();
        settings.username().ifPresent(user -> properties.setProperty("user", user));
        settings.password().ifPresent(password -> properties.setProperty("password", password));
        return properties;
    }

    /** Returns the migrations of our tables. */
    public final Flyway migrations(String url) {
        Map<String, String> jdbc = new HashMap<>();
        driverProperties().forEach((key, value) -> jdbc.put(key.toString(), value.toString()));
        return Flyway.configure(SqlDatabase.class.getClassLoader())
                .dataSource(
                        url,
                        settings.username().orElse(null),
                        settings.password().orElse(null))
                .jdbcProperties(jdbc)
                .locations(MIGRATIONS)
                .table("vedette_schema")
                .placeholders(Map.of("clustered", clustered()))
                // The tables of an application may be there already, in the same schema.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }

    private void migrate() {
        Flyway flyway = migrations(settings.url());
        MigrationInfo current = flyway.info().current();
        if (current != null && current.getState() == MigrationState.FUTURE_SUCCESS) {
            throw new StoreRefused(shown() + " was written by a newer Vedette (its tables have version "
                    + current.getVersion() + "): run that one, or set vedette.database.url to another database");
        }
        flyway.migrate();
    }
}
