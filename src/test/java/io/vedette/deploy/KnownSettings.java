package io.vedette.deploy;

import io.vedette.config.settings.SettingKey;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings that examples may name. */
final class KnownSettings {

    /** Those by which nodes find and trust each other. */
    private static final Set<String> OF_CLUSTERS = Set.of(
            "vedette.cluster",
            "vedette.cluster.name",
            "vedette.cluster.node",
            "vedette.cluster.discovery",
            "vedette.cluster.bind",
            "vedette.cluster.port",
            "vedette.cluster.secret");

    private static final Set<String> KEYS = Stream.concat(
                    Arrays.stream(SettingKey.values()).map(SettingKey::key), OF_CLUSTERS.stream())
            .collect(Collectors.toSet());

    private KnownSettings() {}

    static boolean isKey(String key) {
        return KEYS.contains(key);
    }

    /** Whether it stands for a setting, as {@code VEDETTE_HTTP_PORT} does. */
    static boolean isVariable(String name) {
        return KEYS.stream().anyMatch(key -> key.toUpperCase(Locale.ROOT)
                .replace('.', '_')
                .replace('-', '_')
                .equals(name));
    }
}
