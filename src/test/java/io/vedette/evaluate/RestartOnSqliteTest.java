package io.vedette.evaluate;

import io.vedette.config.settings.Settings;
import io.vedette.store.Databases;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class RestartOnSqliteTest extends RestartContract {

    @TempDir
    private Path folder;

    @Override
    Settings.Database database() {
        return Databases.sqlite(folder);
    }
}
