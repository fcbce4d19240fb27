package io.vedette.app.cli;

import io.vedette.camel.load.RouteRefused;
import io.vedette.config.values.Causes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A command line that does nothing but run, as services have it: {@code run}, {@code --config FILE}, both or neither. It is understood
 * without the library that all others need, whose loading a start would wait for; what it leaves open is that library's.
 *
 * @param config the settings file, where one is named
 */
public record RunLine(Optional<Path> config) {

    private static final String CONFIG = "--config";

    /** Returns it, or nothing where the line says anything else. */
    public static Optional<RunLine> of(String... args) {
        Deque<String> words = new ArrayDeque<>(List.of(args));
        boolean isRun = false;
        Optional<Path> config = Optional.empty();
        while (!words.isEmpty()) {
            String word = words.pop();
            if (word.equals("run") && !isRun) {
                isRun = true;
            } else if (word.startsWith(CONFIG + "=") && config.isEmpty()) {
                config = file(word.substring(CONFIG.length() + 1));
            } else if (word.equals(CONFIG) && config.isEmpty() && !words.isEmpty()) {
                config = file(words.pop());
            } else {
                return Optional.empty();
            }
            if (!word.equals("run") && config.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(new RunLine(config));
    }

    private static Optional<Path> file(String name) {
        return name.isEmpty() || name.startsWith("-") ? Optional.empty() : Optional.of(Path.of(name));
    }

    /** Runs Vedette until it is stopped, and returns the exit code. */
    public int execute() {
        PrintWriter err = new PrintWriter(System.err, true);
        try {
            return new RunCommand(config, err).call();
        } catch (Exception e) {
            printed(e, err);
            return 1;
        }
    }

    /**
     * Prints one line. Mistakes of the operator are reported as problems before; only a route whose start shows the mistake
     * gets here.
     */
    static void printed(Exception e, PrintWriter err) {
        err.println(
                e instanceof RouteRefused refused
                        ? refused.problem()
                        : "vedette: " + Logging.masked(Causes.message(e)));
        if (Boolean.getBoolean("vedette.trace")) {
            e.printStackTrace(err);
        }
        err.flush();
    }
}
