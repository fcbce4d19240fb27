package io.vedette.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.vedette.config.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** The pools of an application, as it sets them up for itself. */
final class HostPools implements AutoCloseable {

    private final List<HikariDataSource> open = new ArrayList<>();

    /** @param autoCommit false as applications have it that leave transactions to a framework */
    HikariDataSource to(Settings.Database database, boolean autoCommit) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.username().orElse(null));
        config.setAutoCommit(autoCommit);
        config.setMaximumPoolSize(4);
        HikariDataSource pool = new HikariDataSource(config);
        open.add(pool);
        return pool;
    }

    @Override
    public void close() {
        open.forEach(pool -> {
            if (pool.isClosed()) {
                throw new AssertionError("somebody closed the pool of the application");
            }
            pool.close();
        });
    }
}
