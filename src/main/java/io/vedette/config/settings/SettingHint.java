package io.vedette.config.settings;

import io.vedette.config.values.Nearest;
import java.util.List;
import java.util.Optional;

/** Names the setting that an unknown one is probably meant to be. */
final class SettingHint {

    private SettingHint() {}

    /** Returns {@code , did you mean "vedette.http.port"?}: the valid key that is nearest to an unknown one. */
    static String key(String unknown) {
        return hint(unknown, SettingKey.keys(), SettingKey.PREFIX, '.');
    }

    /** Returns the same for environment variables. */
    static String variable(String unknown) {
        return hint(unknown, SettingKey.variables(), "VEDETTE_", '_');
    }

    private static String hint(String unknown, List<String> known, String prefix, char separator) {
        // Without what all have in common: its letters would make anything look alike.
        String rest = unknown.substring(prefix.length());
        List<String> names =
                known.stream().map(name -> name.substring(prefix.length())).toList();
        Optional<String> near = Nearest.to(rest, names);
        if (near.isPresent()) {
            return ", did you mean \"" + prefix + near.get() + "\"?";
        }
        String end = separator + rest.substring(rest.lastIndexOf(separator) + 1);
        List<String> sameEnd = names.stream().filter(name -> name.endsWith(end)).toList();
        return ", the nearest one is \"" + prefix + Nearest.of(rest, sameEnd.isEmpty() ? names : sameEnd) + '"';
    }
}
