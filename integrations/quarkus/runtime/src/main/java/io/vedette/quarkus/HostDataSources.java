package io.vedette.quarkus;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** The data sources that the application has, by the names that it gave them. */
@Singleton
public class HostDataSources {

    private static final String STANDARD = "default";

    private final Instance<DataSource> all;

    /** For CDI. */
    @Inject
    public HostDataSources(@Any Instance<DataSource> all) {
        this.all = all;
    }

    /**
     * Returns the one of a name; {@code default} is the one without.
     *
     * @param origin where the name stands, for the message
     */
    DataSource get(String name, String origin) {
        Instance<DataSource> found = name.equals(STANDARD) || name.equals("<default>")
                ? all.select(Default.Literal.INSTANCE)
                : all.select(NamedLiteral.of(name));
        if (!found.isResolvable()) {
            String key = name.equals(STANDARD) ? "quarkus.datasource" : "quarkus.datasource." + name;
            throw new IllegalArgumentException(origin + ": " + GivenSettings.DATA_SOURCE
                    + ": the application has no data source \"" + name + "\"; set " + key + ".jdbc.url and " + key
                    + ".db-kind, and add the JDBC extension of that database");
        }
        return found.get();
    }
}
