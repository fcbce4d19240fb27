package io.vedette.config.settings;

import io.vedette.config.values.Causes;
import io.vedette.config.values.Nearest;
import io.vedette.config.values.TextFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Where the values of placeholders with a function come from: environment, system properties, secret files, and whatever
 * the caller resolves. Remembers which variables were asked for, and which values are secrets by where they come from.
 */
final class PlaceholderSources {

    /** The functions of Camel's manual, besides its vaults. */
    private static final Set<String> CAMEL_FUNCTIONS =
            Set.of("service", "service.name", "service.host", "service.port", "bean", "boolean");

    private static final List<String> OWN_FUNCTIONS = List.of("env", "sys", "file");

    /**
     * What a source says: a value, or why there is none.
     *
     * @param value the value; null when there is none
     * @param complaint why not, for the operator; null when there is a value
     */
    record Answer(String value, String complaint) {

        static Answer value(String value) {
            return new Answer(value, null);
        }

        static Answer none(String complaint) {
            return new Answer(null, complaint);
        }
    }

    private final Map<String, String> variables;
    private final Function<String, String> systemProperties;
    private final Path baseDir;
    private final Function<String, Optional<String>> camel;
    private final Set<String> askedFor = new TreeSet<>();
    private final Set<String> secrets = new HashSet<>();

    /**
     * @param variables the environment
     * @param systemProperties a system property's value, or null
     * @param baseDir where relative paths start
     * @param camel the value of a function of Camel's such as {@code aws:slack-token}, if it has one
     */
    PlaceholderSources(
            Map<String, String> variables,
            Function<String, String> systemProperties,
            Path baseDir,
            Function<String, Optional<String>> camel) {
        this.variables = variables;
        this.systemProperties = systemProperties;
        this.baseDir = baseDir;
        this.camel = camel;
    }

    /** Returns the environment variables that placeholders named. */
    Set<String> askedFor() {
        return askedFor;
    }

    /** Returns the values that came from secret files, from vaults, and from variables with the name of a secret. */
    Set<String> secrets() {
        return secrets;
    }

    /** Returns whether {@code word:} begins a function. */
    boolean isFunction(String word) {
        return OWN_FUNCTIONS.contains(word)
                || CAMEL_FUNCTIONS.contains(word)
                || VaultFunction.of(word).isPresent();
    }

    /** Returns {@code , did you mean "env"?} when a word is a function with a slip; otherwise empty. */
    String hint(String word) {
        return Nearest.hint(word, OWN_FUNCTIONS);
    }

    /** Returns whether a value is a secret by where it came from: one of those that were given. */
    boolean isSecret(String value) {
        return secrets.contains(value);
    }

    /** Returns the value of a function's call. */
    Answer call(String function, String argument) {
        return switch (function) {
            case "env" -> withDefault(argument, this::variable);
            case "sys" -> withDefault(argument, this::systemProperty);
            case "file" -> file(argument);
            default -> camel(function, function + ":" + argument);
        };
    }

    private static Answer withDefault(String nameAndDefault, Function<String, Answer> source) {
        int colon = nameAndDefault.indexOf(':');
        if (colon < 0) {
            return source.apply(nameAndDefault);
        }
        Answer answer = source.apply(nameAndDefault.substring(0, colon));
        return answer.value() != null ? answer : Answer.value(nameAndDefault.substring(colon + 1));
    }

    private Answer variable(String name) {
        askedFor.add(name);
        String value = variables.get(name);
        if (value != null && Origins.isSecretVariable(name)) {
            secrets.add(value);
        }
        return value != null ? Answer.value(value) : Answer.none("environment variable " + name + " is not set");
    }

    private Answer systemProperty(String name) {
        String value = name.isEmpty() ? null : systemProperties.apply(name);
        return value != null ? Answer.value(value) : Answer.none("system property " + name + " is not set");
    }

    private Answer file(String path) {
        try {
            String content = TextFile.value(path, baseDir);
            secrets.add(content);
            return Answer.value(content);
        } catch (IllegalArgumentException e) {
            return Answer.none(e.getMessage());
        }
    }

    private Answer camel(String function, String call) {
        Optional<String> value;
        try {
            value = camel.apply(call);
        } catch (RuntimeException e) {
            return Answer.none("{{" + call + "}} cannot be resolved: " + Causes.message(e));
        }
        if (VaultFunction.of(function).isPresent()) {
            value.ifPresent(secrets::add);
        }
        return value.map(Answer::value).orElseGet(() -> Answer.none("{{" + call + "}} cannot be resolved"));
    }
}
