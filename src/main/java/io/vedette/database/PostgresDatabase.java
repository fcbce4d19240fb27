package io.vedette.database;

import com.zaxxer.hikari.HikariConfig;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.Causes;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** A PostgreSQL database, perhaps shared with other processes and other tables. */
final class PostgresDatabase extends UrlDatabase {

    PostgresDatabase(Settings.Database settings) {
        super(settings);
    }

    @Override
    void size(HikariConfig config) {
        config.setMaximumPoolSize(5);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(3_000);
    }

    /** Without limits of time a network that swallows packets would hold every thread; the URL may set others. */
    @Override
    Properties driverProperties() {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "vedette");
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
