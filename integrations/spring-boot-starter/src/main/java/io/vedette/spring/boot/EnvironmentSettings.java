package io.vedette.spring.boot;

import io.vedette.camel.VedetteHost;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.values.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.SystemEnvironmentOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Every {@code vedette.*} setting of an environment, however it is spelt there: a setting that is known by any spelling of Spring's, lists
 * as comma lists, and what is known to nobody as it stands, so that it is refused with its place.
 */
final class EnvironmentSettings implements VedetteHost {

    private static final Logger LOG = LoggerFactory.getLogger("vedette.start");

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("vedette");
    private static final Bindable<String> TEXT = Bindable.of(String.class);
    private static final Bindable<List<String>> TEXTS = Bindable.listOf(String.class);

    private final Map<String, String> settings;
    private final Map<String, String> origins;
    private final Set<String> filledIn;

    private EnvironmentSettings(Map<String, String> settings, Map<String, String> origins, Set<String> filledIn) {
        this.settings = settings;
        this.origins = origins;
        this.filledIn = filledIn;
    }

    /** Reads them, placeholders filled in. */
    static EnvironmentSettings of(ConfigurableEnvironment environment) {
        Reading reading = new Reading(environment);
        for (SettingKey key : SettingKey.values()) {
            reading.read(key);
        }
        reading.findUnknown();
        return new EnvironmentSettings(reading.settings, reading.origins, reading.filledIn);
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    @Override
    public String origin(String key) {
        return origins.getOrDefault(key, "environment");
    }

    @Override
    public Set<String> filledIn() {
        return filledIn;
    }

    private static final class Reading {

        private final Iterable<ConfigurationPropertySource> sources;
        private final Binder binder;
        private final Map<String, String> settings = new TreeMap<>();
        private final Map<String, String> origins = new HashMap<>();
        private final Set<String> filledIn = new TreeSet<>();

        private Reading(ConfigurableEnvironment environment) {
            this.sources = ConfigurationPropertySources.get(environment);
            this.binder = Binder.get(environment);
        }

        private void read(SettingKey key) {
            ConfigurationPropertyName name = ConfigurationPropertyName.of(key.key());
            Optional<ConfigurationProperty> single = property(name);
            Optional<ConfigurationProperty> first =
                    single.or(() -> key.type().isList() ? property(name.append("[0]")) : Optional.empty());
            if (first.isEmpty()) {
                return;
            }
            String value = single.isPresent()
                    ? binder.bind(name, TEXT).orElse("")
                    : String.join(",", binder.bind(name, TEXTS).orElse(List.of()));
            settings.put(key.key(), value);
            origins.put(key.key(), place(first.get()));
            if (String.valueOf(first.get().getValue()).contains("${")) {
                filledIn.add(key.key());
            }
        }

        private Optional<ConfigurationProperty> property(ConfigurationPropertyName name) {
            for (ConfigurationPropertySource source : sources) {
                ConfigurationProperty property = source.getConfigurationProperty(name);
                if (property != null) {
                    return Optional.of(property);
                }
            }
            return Optional.empty();
        }

        /** What is misspelt in a file is refused; a variable may belong to something else, and is warned of. */
        private void findUnknown() {
            Map<String, String> variables = new TreeMap<>();
            for (ConfigurationPropertySource source : sources) {
                if (source instanceof IterableConfigurationPropertySource named) {
                    named.stream()
                            .filter(name -> PREFIX.isAncestorOf(name) && !isKnown(name))
                            .map(named::getConfigurationProperty)
                            .filter(property -> property != null)
                            .forEach(property -> unknown(property, variables));
                }
            }
            List<Problem> misspelt = SettingsLoader.misspelt(variables);
            misspelt.forEach(problem -> LOG.warn("{}", problem));
        }

        private void unknown(ConfigurationProperty property, Map<String, String> variables) {
            Optional<String> variable = variable(property);
            if (variable.isPresent()) {
                variables.put(variable.get(), String.valueOf(property.getValue()));
                return;
            }
            String key = property.getName().toString();
            settings.putIfAbsent(key, "");
            origins.putIfAbsent(key, place(property));
        }

        private static boolean isKnown(ConfigurationPropertyName name) {
            for (SettingKey key : SettingKey.values()) {
                ConfigurationPropertyName known = ConfigurationPropertyName.of(key.key());
                if (known.equals(name)
                        || key.type().isList() && known.isParentOf(name) && name.isLastElementIndexed()
                        || legacy(known).equals(name)) {
                    return true;
                }
            }
            return false;
        }

        /** A variable with an underscore for each dash, which Spring reads too: {@code VEDETTE_SLACK_WEBHOOK_URL}. */
        private static ConfigurationPropertyName legacy(ConfigurationPropertyName known) {
            return ConfigurationPropertyName.of(known.toString().replace('-', '.'));
        }

        /** Returns the name of the environment variable that gave a value, where one did. */
        private static Optional<String> variable(ConfigurationProperty property) {
            ConfigurationPropertySource source = property.getSource();
            if (source == null || !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
                return Optional.empty();
            }
            return Optional.ofNullable(
                    property.getOrigin() instanceof PropertySourceOrigin origin
                            ? origin.getPropertyName()
                            : property.getOrigin() instanceof SystemEnvironmentOrigin origin
                                    ? origin.getProperty()
                                    : null);
        }

        private static String place(ConfigurationProperty property) {
            Optional<String> variable = variable(property);
            if (variable.isPresent()) {
                return "environment variable " + variable.get();
            }
            return property.getOrigin() == null
                    ? "environment"
                    : property.getOrigin().toString();
        }
    }

    @Override
    public String toString() {
        return "EnvironmentSettings" + settings.keySet();
    }
}
