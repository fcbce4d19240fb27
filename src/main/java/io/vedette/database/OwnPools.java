package io.vedette.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Pools that Vedette opens, and closes. Knows the library of pools, which an application with a pool of its own need not have. */
final class OwnPools implements SqlPools {

    private final HikariDataSource pool;
    private final HikariDataSource readers;
    private final SqlConnections writing;
    private final SqlConnections reading;

    /** @param readersApart whether readers get connections apart from those of writers */
    OwnPools(HikariConfig config, boolean readersApart) {
        config.setPoolName("vedette-store");
        config.setValidationTimeout(1_000);
        pool = new HikariDataSource(config);
        readers = readersApart ? readers(config) : pool;
        writing = new SqlConnections(pool);
        reading = readersApart ? new SqlConnections(readers) : writing;
    }

    private static HikariDataSource readers(HikariConfig like) {
        HikariConfig config = new HikariConfig();
        like.copyStateTo(config);
        config.setPoolName("vedette-readers");
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    @Override
    public SqlConnections writing() {
        return writing;
    }

    @Override
    public SqlConnections reading() {
        return reading;
    }

    @Override
    public void close() {
        pool.close();
        readers.close();
    }
}
