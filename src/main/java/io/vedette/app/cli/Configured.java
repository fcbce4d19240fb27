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

/** The settings of a command, and how their problems are told. */
final class Configured {

    private Configured() {}

    static Loaded load(Optional<Path> config) {
        Loaded loaded = read(config);
        Logging.mask(loaded.secrets());
        return loaded;
    }

    /** Reads them, vaults included; the log learns of no secret by it. */
    static Loaded read(Optional<Path> config) {
        try (CamelFunctions functions = new CamelFunctions()) {
            return SettingsLoader.load(config, Path.of(""), System.getenv(), functions);
        }
    }

    /** All that is wrong with the settings and with what was read by them. */
    static List<Problem> problems(Loaded loaded, Standalone vedette) {
        List<Problem> problems = new ArrayList<>(loaded.problems());
        problems.addAll(loaded.placed(vedette.problems()));
        return problems;
    }

    /** Prints why the status server cannot listen where it is to; true when it cannot. */
    static boolean tellUnservable(Loaded loaded, Standalone vedette, PrintWriter out) {
        return tell(loaded.placed(vedette.unservable().stream().toList()), out);
    }

    /** Prints every problem on a line of its own; true when one of them is an error. */
    static boolean tell(List<Problem> problems, PrintWriter out) {
        problems.forEach(out::println);
        out.flush();
        return problems.stream().anyMatch(Problem::isError);
    }
}
