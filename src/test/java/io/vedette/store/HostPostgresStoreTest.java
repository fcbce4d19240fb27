package io.vedette.store;

import io.vedette.config.settings.Settings;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;

/** The store in PostgreSQL of an application, by the application's own pool. */
class HostPostgresStoreTest extends DatabaseStoreContract {

    private final HostPools pools = new HostPools();

    @AfterEach
    void closePools() {
        pools.close();
    }

    @Override
    Settings.Database database() {
        return Databases.postgres();
    }

    @Override
    int checksOfAStorm() {
        return 200; // What a storm costs by a pool of one's own shows with fewer, too.
    }

    @Override
    Store made(Settings.Database where, Clock clock) {
        return Stores.ofHost("shop", pools.to(where, false), Settings.History.STANDARD, clock);
    }
}
