package io.vedette.database;

import com.zaxxer.hikari.HikariConfig;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.MaskedUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** A database that is reached by its URL, with connections that are Vedette's alone. */
public abstract sealed class UrlDatabase extends SqlDatabase permits SqliteDatabase, PostgresDatabase {

    private final Settings.Database settings;

    UrlDatabase(Settings.Database settings) {
        this.settings = settings;
    }

    @Override
    public final String shown() {
        return "the database " + MaskedUrl.of(settings.url());
    }

    /** Returns whether readers get connections apart from those of writers. */
    boolean hasReadersOfItsOwn() {
        return false;
    }

    /** Sets how many connections there are, and how long to wait for one. */
    abstract void size(HikariConfig config);

    /** Returns what the driver is told besides user and password. */
    abstract Properties driverProperties();

    /** Returns what this kind of database needs besides a pool and migrations. */
    abstract List<Library> drivers();

    @Override
    final List<Library> libraries() {
        return Library.and(drivers(), Library.POOL, Library.MIGRATIONS);
    }

    @Override
    final Connection connect() throws SQLException {
        return DriverManager.getConnection(settings.url(), properties());
    }

    @Override
    final SqlPools pools() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(settings.url());
        config.setDataSourceProperties(properties());
        size(config);
        return new OwnPools(config, hasReadersOfItsOwn());
    }

    private Properties properties() {
        Properties properties = driverProperties();
        settings.username().ifPresent(user -> properties.setProperty("user", user));
        settings.password().ifPresent(password -> properties.setProperty("password", password));
        return properties;
    }

    @Override
    final FluentConfiguration migrated() {
        return migrated(settings.url());
    }

    private FluentConfiguration migrated(String url) {
        Map<String, String> jdbc = new HashMap<>();
        driverProperties().forEach((key, value) -> jdbc.put(key.toString(), value.toString()));
        return migrating()
                .dataSource(
                        url,
                        settings.username().orElse(null),
                        settings.password().orElse(null))
                .jdbcProperties(jdbc);
    }

    /** Returns the migrations of our tables, at another place. */
    public final Flyway migrations(String url) {
        return migrations(migrated(url));
    }
}
