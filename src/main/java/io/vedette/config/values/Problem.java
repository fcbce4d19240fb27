package io.vedette.config.values;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One thing that is wrong with the configuration, described so that an operator can correct it without reading code.
 *
 * @param severity whether it keeps the configuration from being used
 * @param file the file it stands in, or the source's name ({@code environment}); null when nothing can be pointed at
 * @param line the line in that file, counted from 1; 0 when unknown
 * @param key the property, template parameter or environment variable; null when the file as a whole is meant
 * @param message what is wrong and what to do, in one line, free of secrets
 */
public record Problem(Severity severity, String file, int line, String key, String message) {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** Whether a configuration with this problem may run. */
    public enum Severity {
        /** The configuration is refused. */
        ERROR,
        /** The configuration is used; the operator should know. */
        WARNING
    }

    public Problem {
        Objects.requireNonNull(severity, "severity");
        // A quoted value may hold line breaks; a problem stays one line in log and terminal.
        message = CONTROL.matcher(message).replaceAll(" ").strip();
        key = key == null ? null : CONTROL.matcher(key).replaceAll(" ");
    }

    /** Returns a problem that keeps what it is about from being used. */
    public static Problem error(String file, int line, String key, String message) {
        return new Problem(Severity.ERROR, file, line, key, message);
    }

    /** Returns a problem that is logged and keeps nothing from being used. */
    public static Problem warning(String file, int line, String key, String message) {
        return new Problem(Severity.WARNING, file, line, key, message);
    }

    /** Returns whether it keeps what it is about from being used. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Returns the valid name that was probably meant; empty when none is near. */
    public Optional<String> suggestion() {
        return Nearest.suggestedBy(message);
    }

    /** Returns the same problem, found at another place. */
    public Problem at(String otherFile, int otherLine) {
        return new Problem(severity, otherFile, otherLine, key, message);
    }

    /** Returns the same problem in other words. */
    public Problem saying(String other) {
        return new Problem(severity, file, line, key, other);
    }

    /** Returns the same problem with as much of a long key or value as can be shown; what hides secrets needs them whole. */
    public Problem shortened() {
        return new Problem(severity, file, line, Shortened.of(key), Shortened.of(message));
    }

    /** Returns {@code routes/checks.yaml:12: interval: "6x" is not a duration}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (file != null) {
            text.append(file);
            if (line > 0) {
                text.append(':').append(line);
            }
            text.append(": ");
        }
        if (!isError()) {
            text.append("warning: ");
        }
        if (key != null) {
            text.append(Shortened.of(key)).append(": ");
        }
        return text.append(Shortened.of(message)).toString();
    }
}
