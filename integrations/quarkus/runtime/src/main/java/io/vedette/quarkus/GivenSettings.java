package io.vedette.quarkus;

import io.vedette.config.settings.SettingKey;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;

/**
 * Every {@code vedette.*} setting of MicroProfile Config, whatever source it stands in: a variable {@code VEDETTE_SLACK_TOKEN} is the setting
 * {@code vedette.slack.token}. A variable that is near no setting is passed on as well, to be refused.
 *
 * @param values the settings by key, expressions filled in
 * @param origins where they stand, by key
 * @param filledIn the keys whose values came through an expression
 * @param dataSource the name of the data source that is to be used
 */
record GivenSettings(
        Map<String, String> values, Map<String, String> origins, Set<String> filledIn, Optional<String> dataSource) {

    static final String DATA_SOURCE = SettingKey.DATABASE_DATASOURCE.key();

    private static final String VARIABLE_PREFIX = variable(SettingKey.PREFIX);

    static GivenSettings of(Config config) {
        Map<String, String> values = new TreeMap<>();
        Map<String, String> origins = new TreeMap<>();
        Set<String> filledIn = new TreeSet<>();
        for (String key : keys(config)) {
            ConfigValue given = config.getConfigValue(key);
            if (given.getValue() != null) {
                values.put(key, given.getValue());
                origins.put(key, SourceName.of(given));
                if (!given.getValue().equals(given.getRawValue())) {
                    filledIn.add(key);
                }
            }
        }
        String dataSource = values.getOrDefault(DATA_SOURCE, "").strip();
        if (!values.containsKey(SettingKey.DATABASE_URL.key())) {
            // The host gives it itself, by names of CDI. Beside a database of its own the library refuses it.
            values.remove(DATA_SOURCE);
        }
        return new GivenSettings(
                values, origins, filledIn, Optional.of(dataSource).filter(name -> !name.isEmpty()));
    }

    /** All that there may be, by whatever name; and what is given in dots. */
    private static Set<String> keys(Config config) {
        Set<String> keys =
                Arrays.stream(SettingKey.values()).map(SettingKey::key).collect(Collectors.toCollection(TreeSet::new));
        Set<String> variables = keys.stream().map(GivenSettings::variable).collect(Collectors.toSet());
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(SettingKey.PREFIX)) {
                if (!keys.contains(name) && !(variables.contains(variable(name)) && isVariable(config, name))) {
                    keys.add(name);
                }
            } else if (name.startsWith(VARIABLE_PREFIX) && !variables.contains(name)) {
                keys.add(name.toLowerCase(Locale.ROOT).replace('_', '.'));
            }
        }
        return keys;
    }

    /** The variable of a key with a dash is listed with a dot in its place, too. */
    private static boolean isVariable(Config config, String name) {
        return SourceName.of(config.getConfigValue(name)).equals(SourceName.ENVIRONMENT);
    }

    /** Returns the name that a setting has as a variable of the environment. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    String origin(String key) {
        return origins.getOrDefault(key, "configuration");
    }
}
