package io.vedette.app.cli;

import io.vedette.camel.run.Standalone;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.values.Problem;
import io.vedette.store.Stores;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs Vedette until it is stopped. */
final class RunCommand {

    private static final String DEBUG_NOW = SettingKey.DEBUG_NOW.key();

    private final Optional<Path> config;
    private final PrintWriter err;

    RunCommand(Optional<Path> config, PrintWriter err) {
        this.config = config;
        this.err = err;
    }

    int call() throws Exception {
        Logging.to("System.out");
        boolean isThere = Files.exists(Path.of(SettingsLoader.DEFAULT_FILE));
        Loaded loaded = Configured.load(config);
        List<Problem> problems = new ArrayList<>(loaded.problems());
        if (loaded.settings().debugNow().isPresent() && !loaded.settings().debug()) {
            // A warning for the other commands.
            problems.removeIf(problem -> DEBUG_NOW.equals(problem.key()));
            problems.addAll(loaded.placed(List.of(Problem.error(
                    null, 0, DEBUG_NOW, "is for the check command; run accepts it only with vedette.debug=true"))));
        }
        Stores.preload(loaded.settings().database());
        try (Standalone vedette = new Standalone(
                loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.RUN, List.of())) {
            problems.addAll(loaded.placed(vedette.problems()));
            if (Configured.print(problems, err) || Configured.printUnservable(loaded, vedette, err)) {
                return 1;
            }
            // A settings file that disappeared does not mean that all defaults are wanted.
            Optional<Path> again =
                    isThere ? config.or(() -> Optional.of(Path.of(SettingsLoader.DEFAULT_FILE))) : config;
            vedette.rereading(() -> Configured.read(again));
            SighupHandler.register(() -> SighupHandler.reload(vedette.reloads()));
            return vedette.run();
        }
    }
}
