package io.vedette.store;

import io.vedette.config.Settings;
import java.time.Clock;

/** Which store the settings ask for. */
public final class Stores {

    private Stores() {}

    /** The store in the database that the settings name; it is to be opened. */
    public static Store of(Settings.Database database, Clock clock) {
        return of(database, Settings.History.STANDARD, clock);
    }

    /** @param history how much of history is kept */
    public static Store of(Settings.Database database, Settings.History history, Clock clock) {
        return SqliteDatabase.isInMemory(database.url())
                ? new MemoryStore(history)
                : new ResilientStore(SqlDatabase.of(database), history, clock);
    }
}
