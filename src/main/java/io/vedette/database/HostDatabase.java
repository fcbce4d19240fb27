package io.vedette.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * The database of the application that Vedette is part of, reached by its connections. How many there are and how long they wait is up to
 * the application, and so is their end.
 */
final class HostDatabase extends SqlDatabase {

    /** Takes the lock of a writer though it changes nothing: one who begins as a reader may be refused when it comes to write. */
    private static final String BEGIN_AS_WRITER = "DELETE FROM vedette_check WHERE 1 = 0";

    /** As long as a database of Vedette's own may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String name;
    private final DataSource source;
    private volatile boolean sqlite;

    HostDatabase(String name, DataSource source) {
        this.name = name;
        this.source = new TimelyDataSource(source);
    }

    @Override
    public String shown() {
        return "the DataSource \"" + name + "\"";
    }

    @Override
    Connection connect() throws SQLException {
        return source.getConnection();
    }

    /** Finds out which database it is. */
    @Override
    void greet(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        sqlite = product.equals("SQLite");
        if (!sqlite && !product.equals("PostgreSQL")) {
            throw new StoreRefused(
                    shown() + " is " + product + ", and the store works with PostgreSQL and SQLite only: name another"
                            + " DataSource in vedette.database.datasource, or set"
                            + " vedette.database.url to a PostgreSQL or SQLite database of"
                            + " Vedette's own, or set neither to keep states in memory until the"
                            + " application ends");
        }
    }

    @Override
    SqlPools pools() {
        return SqlPools.of(
                new SqlConnections(source, sqlite ? Optional.of(BEGIN_AS_WRITER) : Optional.empty(), PATIENCE));
    }

    @Override
    boolean isPostgres() {
        return !sqlite;
    }

    @Override
    String clustered() {
        return sqlite ? "WITHOUT ROWID" : "";
    }

    @Override
    List<Library> libraries() {
        return sqlite ? List.of(Library.MIGRATIONS) : List.of(Library.MIGRATIONS, Library.POSTGRESQL_MIGRATIONS);
    }

    @Override
    public String meaning(Exception e) {
        return StoreFailed.oneLine(e) + "; it is set up by the application";
    }

    @Override
    FluentConfiguration migrated() {
        return migrating().dataSource(source);
    }
}
