package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.Settings;
import io.vedette.contract.StoreContract;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The contract on a database, where the one who comes later is a store of its own. */
abstract class DatabaseStoreContract extends StoreContract {

    private final List<Store> open = new ArrayList<>();
    private Settings.Database database;

    abstract Settings.Database database();

    @BeforeEach
    void openStore() {
        database = database();
        later();
    }

    @AfterEach
    void wasNeverLost() {
        open.forEach(store -> assertThat(store.health()).isEqualTo(StoreHealth.GOOD));
        open.forEach(Store::close);
    }

    @Override
    protected Store store() {
        return open.get(0);
    }

    @Override
    protected Store later() {
        Store store = Stores.of(database, Clock.fixed(NOW, ZoneOffset.UTC));
        store.open();
        open.add(store);
        return store;
    }
}
