package io.vedette.evaluate;

import io.vedette.config.settings.Settings;
import io.vedette.store.Databases;

class RestartOnPostgresTest extends RestartContract {

    @Override
    Settings.Database database() {
        return Databases.postgres();
    }
}
