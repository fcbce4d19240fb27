package io.vedette.camel.reload;

import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.Origins;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.values.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Compares settings with those of the start, of which some stay until a restart. */
record SettingsOfStart(Settings started) {

    private static final String CAMEL = "camel.";

    /** Returns the keys that were changed and count after a restart only, but for Camel's. */
    List<String> needingRestart(Settings wanted) {
        return differing(started, wanted, key -> !key.isLive());
    }

    /** Returns the keys of Camel that were changed. */
    List<String> ofCamel(Settings wanted) {
        return differing(ofCamelIn(started), ofCamelIn(wanted));
    }

    /** The settings as wanted, but for those that need a restart: they stay as they were at the start. */
    Settings kept(Settings wanted, List<Problem> problems) {
        Map<String, String> values = new TreeMap<>(wanted.properties());
        values.keySet().removeIf(key -> key.startsWith(SettingKey.TARGET_PREFIX) || key.startsWith(CAMEL));
        values.putAll(ofCamelIn(started));
        Arrays.stream(SettingKey.values())
                .filter(key -> !key.isLive())
                .map(SettingKey::key)
                .forEach(key -> values.put(key, started.properties().getOrDefault(key, "")));
        Origins origins = wanted.origins().and(started.origins());
        Loaded mixed = SettingsLoader.filledIn(values, wanted.baseDir(), origins);
        // Without the place in the mixture, which no operator knows.
        mixed.problems().stream()
                .filter(Problem::isError)
                .map(problem -> problem.at(null, 0))
                .forEach(problems::add);
        return mixed.settings();
    }

    private static Map<String, String> ofCamelIn(Settings settings) {
        Map<String, String> values = new TreeMap<>(settings.properties());
        values.keySet().removeIf(key -> !key.startsWith(CAMEL));
        return values;
    }

    /** Returns the keys that two settings differ in and that count at once. */
    static List<String> changedAtOnce(Settings one, Settings other) {
        return differing(one, other, SettingKey::isLive);
    }

    private static List<String> differing(Settings one, Settings other, Predicate<SettingKey> which) {
        return Arrays.stream(SettingKey.values())
                .filter(which)
                .map(SettingKey::key)
                .filter(key -> !Objects.equals(
                        one.properties().get(key), other.properties().get(key)))
                .toList();
    }

    private static List<String> differing(Map<String, String> one, Map<String, String> other) {
        return Stream.concat(one.keySet().stream(), other.keySet().stream())
                .distinct()
                .filter(key -> !Objects.equals(one.get(key), other.get(key)))
                .sorted()
                .toList();
    }
}
