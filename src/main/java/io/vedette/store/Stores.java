package io.vedette.store;

import io.vedette.config.settings.Settings;
import io.vedette.database.SqlDatabase;
import io.vedette.database.SqliteDatabase;
import io.vedette.process.DaemonThreads;
import java.time.Clock;
import javax.sql.DataSource;

/** Creates the store that the settings ask for. */
public final class Stores {

    private Stores() {}

    /** Returns the store in the configured database, not opened yet. */
    public static Store of(Settings.Database database, Clock clock) {
        return of(database, Settings.History.STANDARD, clock);
    }

    /**
     * Starts to load on another thread what opening the database needs, without touching the database: driver and migrations take
     * the longest part of a start. A store that is opened meanwhile waits for what it needs.
     */
    public static void preload(Settings.Database database) {
        if (!SqliteDatabase.isInMemory(database.url())) {
            DaemonThreads.start("vedette-preload", SqlDatabase.of(database)::preload);
        }
    }

    /** Returns the store in the configured database, not opened yet, with the history kept as the settings say. */
    public static Store of(Settings.Database database, Settings.History history, Clock clock) {
        return SqliteDatabase.isInMemory(database.url())
                ? new MemoryStore(history)
                : new ResilientStore(SqlDatabase.of(database), history, clock, false);
    }

    /** Returns the same for one of several that may be in this process: none of them takes the SQLite file of another. */
    public static Store alone(Settings.Database database, Settings.History history, Clock clock) {
        return SqliteDatabase.isInMemory(database.url())
                ? new MemoryStore(history)
                : new ResilientStore(SqlDatabase.of(database), history, clock, true);
    }

    /**
     * Returns the store in the database of an application; it is to be opened. Its connections are borrowed and never closed.
     *
     * @param name what the application calls its {@code DataSource}
     * @param history how much of history is kept
     */
    public static Store ofHost(String name, DataSource source, Settings.History history, Clock clock) {
        return new ResilientStore(SqlDatabase.ofHost(name, source), history, clock, true);
    }
}
