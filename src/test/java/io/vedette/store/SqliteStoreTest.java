package io.vedette.store;

import io.vedette.config.settings.Settings;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends DatabaseStoreContract {

    @TempDir
    private Path folder;

    @Override
    Settings.Database database() {
        return Databases.sqlite(folder);
    }
}
