package io.vedette.camel.load;

import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.Problem;
import java.nio.file.Files;
import java.util.Optional;

/** Whether the folder that operations edit is there. */
public final class RoutesFolder {

    private RoutesFolder() {}

    /** Returns that there is no such folder: an error where it was named, a warning where it is the default. */
    public static Optional<Problem> missing(Settings settings) {
        String key = SettingKey.ROUTES.key();
        if (Files.isDirectory(settings.routes())) {
            return Optional.empty();
        }
        if (Files.exists(settings.routes())) {
            return Optional.of(Problem.error(
                    null, 0, key, settings.routes() + " is a file: name the folder that holds the routes files"));
        }
        String message = "there is no folder " + settings.routes();
        return Optional.of(
                settings.routes().equals(settings.baseDir().resolve("routes"))
                        ? Problem.warning(null, 0, key, message + ": nothing is watched")
                        : Problem.error(null, 0, key, message));
    }
}
