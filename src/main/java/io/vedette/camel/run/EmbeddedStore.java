package io.vedette.camel.run;

import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.store.MemoryStore;
import io.vedette.store.Store;
import io.vedette.store.Stores;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;

/** Where an application has states and waiting alerts kept: it gets a database only when it asks for one. */
final class EmbeddedStore {

    private EmbeddedStore() {}

    /**
     * Returns the store in the {@code DataSource} that is named or that the host hands over, in the database of the URL that is set, or
     * in memory; it is to be opened.
     *
     * @throws io.vedette.camel.SettingsRefused when what is named is not there
     */
    static Store of(CamelContext context, EmbeddedSettings given, Clock clock) {
        Settings settings = given.loaded().settings();
        if (given.isSet(SettingKey.DATABASE_DATASOURCE)) {
            String name = given.value(SettingKey.DATABASE_DATASOURCE);
            return Stores.ofHost(name, named(context, given, name), settings.history(), clock);
        }
        if (given.isSet(SettingKey.DATABASE_URL)) {
            return Stores.alone(settings.database(), settings.history(), clock);
        }
        return given.dataSource()
                .map(source -> Stores.ofHost("of the application", source, settings.history(), clock))
                .orElseGet(() -> new MemoryStore(settings.history()));
    }

    private static DataSource named(CamelContext context, EmbeddedSettings given, String name) {
        if (given.isSet(SettingKey.DATABASE_URL)) {
            throw given.refused(
                    SettingKey.DATABASE_DATASOURCE,
                    "is given together with " + SettingKey.DATABASE_URL.key() + "; remove one of them");
        }
        DataSource source = context.getRegistry().lookupByNameAndType(name, DataSource.class);
        if (source == null) {
            Set<String> there = new TreeSet<>(
                    context.getRegistry().findByTypeWithName(DataSource.class).keySet());
            throw given.refused(
                    SettingKey.DATABASE_DATASOURCE,
                    "the application has no DataSource \"" + name + "\"; "
                            + (there.isEmpty()
                                    ? "it has none at all"
                                    : "those that it has: " + String.join(", ", there)));
        }
        return source;
    }
}
