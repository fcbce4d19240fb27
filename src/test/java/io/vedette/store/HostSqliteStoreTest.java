package io.vedette.store;

import io.vedette.config.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The store in a SQLite file of an application, by the application's own pool. */
class HostSqliteStoreTest extends DatabaseStoreContract {

    @TempDir
    private Path folder;

    private final HostPools pools = new HostPools();

    @AfterEach
    void closePools() {
        pools.close();
    }

    @Override
    Settings.Database database() {
        return Databases.sqliteFile(folder.resolve("shop.db"));
    }

    @Override
    int checksOfAStorm() {
        return 200; // What a storm costs by a pool of one's own shows with fewer, too.
    }

    @Override
    Store made(Settings.Database where, Clock clock) {
        return Stores.ofHost("shop", pools.to(where, true), Settings.History.STANDARD, clock);
    }
}
