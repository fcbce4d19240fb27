package io.vedette.store;

import io.vedette.config.settings.Settings;

class PostgresStoreTest extends DatabaseStoreContract {

    @Override
    Settings.Database database() {
        return Databases.postgres();
    }
}
