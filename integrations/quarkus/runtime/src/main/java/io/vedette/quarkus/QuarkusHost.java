package io.vedette.quarkus;

import io.vedette.camel.VedetteHost;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;

/** Tells Vedette what Quarkus knows: settings, where they stand, and the data source that is to be used. */
@Singleton
public class QuarkusHost implements VedetteHost {

    private final GivenSettings settings;
    private final HostDataSources dataSources;

    /** For CDI. */
    @Inject
    public QuarkusHost(Config config, HostDataSources dataSources) {
        this.settings = GivenSettings.of(config);
        this.dataSources = dataSources;
    }

    @Override
    public Map<String, String> settings() {
        return settings.values();
    }

    /** Returns where a setting stands, such as {@code application.properties:12} or {@code environment}. */
    @Override
    public String origin(String key) {
        return settings.origin(key);
    }

    /** Returns the keys whose values came through an expression of the configuration. */
    @Override
    public Set<String> filledIn() {
        return settings.filledIn();
    }

    @Override
    public Optional<DataSource> dataSource() {
        return settings.dataSource().map(name -> dataSources.get(name, settings.origin(GivenSettings.DATA_SOURCE)));
    }
}
