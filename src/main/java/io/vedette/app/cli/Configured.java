package io.vedette.app.cli;

import io.vedette.camel.placeholder.CamelFunctions;
import io.vedette.camel.run.Standalone;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.values.Problem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the settings of a command, and prints their problems. */
final class Configured {

    private Configured() {}

    static Loaded load(Optional<Path> config) {
        Loaded loaded = read(config);
        Logging.mask(loaded.secrets());
        return loaded;
    }

    /** Reads the settings, including those from vaults, and masks their secrets in the log from then on. */
    static Loaded read(Optional<Path> config) {
        try (CamelFunctions functions = new CamelFunctions()) {
            return SettingsLoader.load(config, Path.of(""), System.getenv(), functions);
        }
    }

    /** Returns everything that is wrong with the settings and with the routes. */
    static List<Problem> problems(Loaded loaded, Standalone vedette) {
        List<Problem> problems = new ArrayList<>(loaded.problems());
        problems.addAll(loaded.placed(vedette.problems()));
        return problems;
    }

    /** Prints why the status server cannot listen at its address; returns true when it cannot. */
    static boolean printUnservable(Loaded loaded, Standalone vedette, PrintWriter out) {
        return print(loaded.placed(vedette.unservable().stream().toList()), out);
    }

    /** Prints every problem on a separate line; returns true when one of them is an error. */
    static boolean print(List<Problem> problems, PrintWriter out) {
        problems.forEach(out::println);
        out.flush();
        return problems.stream().anyMatch(Problem::isError);
    }
}
