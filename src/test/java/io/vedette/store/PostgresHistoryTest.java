package io.vedette.store;

import io.vedette.config.Settings;

class PostgresHistoryTest extends DatabaseHistoryContract {

    @Override
    Settings.Database database() {
        return Databases.postgres();
    }
}
