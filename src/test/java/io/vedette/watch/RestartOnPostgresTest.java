package io.vedette.watch;

import io.vedette.config.Settings;
import io.vedette.store.Databases;

class RestartOnPostgresTest extends RestartContract {

    @Override
    Settings.Database database() {
        return Databases.postgres();
    }
}
