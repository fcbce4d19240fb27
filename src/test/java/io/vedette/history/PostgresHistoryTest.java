package io.vedette.history;

import io.vedette.config.settings.Settings;
import io.vedette.store.Databases;

class PostgresHistoryTest extends DatabaseHistoryContract {

    @Override
    Settings.Database database() {
        return Databases.postgres();
    }
}
