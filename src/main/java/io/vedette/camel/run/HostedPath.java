package io.vedette.camel.run;

import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where API and dashboard are on the HTTP server of an application. Knows no server: an application need not have one. */
final class HostedPath {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    private HostedPath() {}

    /**
     * Returns the path of an application's server below which all is answered; empty where it does not want that.
     *
     * @throws IllegalArgumentException when the path is none, or nobody would guard it; names the setting
     */
    static Optional<String> of(Settings settings) {
        String path = settings.properties().getOrDefault(SettingKey.HTTP_PATH.key(), "");
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    SettingKey.HTTP_PATH.key() + ": \"" + path + "\" is not a path such as /vedette");
        }
        if (!settings.http().isGuarded() && !settings.http().open()) {
            throw new IllegalArgumentException(SettingKey.HTTP_PATH.key()
                    + ": anybody could act on checks below " + path + "; set vedette.http.username and vedette.http.password"
                    + " or vedette.http.tokens, or vedette.http.open=true where the application itself guards that path");
        }
        return Optional.of(path);
    }
}
