package io.vedette.database;

import com.zaxxer.hikari.HikariConfig;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.Causes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/** A PostgreSQL database, perhaps shared with other processes and other tables. */
final class PostgresDatabase extends UrlDatabase {

    private static final String APPLICATION = "vedette";
    private static final String OTHERS = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
            + " AND application_name LIKE ? AND application_name <> ? LIMIT 1";
    private static final String LIMITS = "SET lock_timeout = '3s'; SET idle_in_transaction_session_timeout = '5s'";

    /** Differs for every process, so that one tells its own connections from those of others. */
    private final String application =
            APPLICATION + "-" + UUID.randomUUID().toString().substring(0, 8);

    PostgresDatabase(Settings.Database settings) {
        super(settings);
    }

    @Override
    void size(HikariConfig config) {
        config.setMaximumPoolSize(5);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(3_000);
        config.setConnectionInitSql(LIMITS);
    }

    @Override
    boolean isPostgres() {
        return true;
    }

    /** By the names that its processes give their connections. */
    @Override
    public boolean isAmongOthers() {
        return connections().reading(connection -> {
            try (PreparedStatement select = connection.prepareStatement(OTHERS)) {
                select.setString(1, APPLICATION + "%");
                select.setString(2, application);
                try (ResultSet rows = select.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    /**
     * Has a connection wait no longer for a row than 3 s, and lose what it holds when its process stands still for 5 s within a
     * transaction: whoever is frozen must not hold up all others.
     */
    static void limit(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LIMITS);
        }
    }

    /** Without limits of time a network that swallows packets would hold every thread; the URL may set others. */
    @Override
    Properties driverProperties() {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", application);
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "10");
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    @Override
    List<Library> drivers() {
        return List.of(Library.POSTGRESQL, Library.POSTGRESQL_MIGRATIONS);
    }

    @Override
    public String meaning(Exception e) {
        String state = "";
        String said = StoreFailed.oneLine(e);
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                state = sql.getSQLState();
                said = StoreFailed.oneLine(cause instanceof SQLException ? onlyThis(sql) : cause);
                break;
            }
        }
        return switch (state) {
            case "28P01", "28000" -> said + "; correct vedette.database.username and vedette.database.password";
            case "3D000" -> said + "; create it (createdb), or correct vedette.database.url";
            case "42501" -> said + "; grant the user the right to create tables there, or create the schema for it";
            case "08001", "08004", "08006" ->
                said
                        + (Causes.root(e) instanceof SQLException ? "" : " (" + StoreFailed.oneLine(e) + ")")
                        + "; start the server, or correct vedette.database.url";
            default -> said;
        };
    }

    private static Throwable onlyThis(SQLException e) {
        return new SQLException(e.getMessage());
    }
}
