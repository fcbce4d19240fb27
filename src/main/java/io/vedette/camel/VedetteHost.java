package io.vedette.camel;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/**
 * Tells Vedette what only its host knows. An application binds one bean of it in the registry of its Camel context; without one
 * the {@code vedette.*} properties of that context count, and the database is the one of {@code vedette.database.url}.
 */
public interface VedetteHost {

    /** Returns every {@code vedette.*} setting of the host by its key; placeholders of Camel are still filled in. */
    Map<String, String> settings();

    /** Returns where a setting was given, for messages; {@code properties} unless overridden. */
    default String origin(String key) {
        return "properties";
    }

    /** Returns the keys whose values came through placeholders of the host's own: messages do not show them. None unless overridden. */
    default Set<String> filledIn() {
        return Set.of();
    }

    /**
     * Returns the database that the host has already, in place of {@code vedette.database.url}; empty unless overridden. The setting
     * {@code vedette.database.datasource} names another one in the registry of the Camel context, and prevails.
     */
    default Optional<DataSource> dataSource() {
        return Optional.empty();
    }
}
