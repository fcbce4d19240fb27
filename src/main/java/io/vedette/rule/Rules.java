package io.vedette.rule;

import io.vedette.config.Nearest;
import io.vedette.config.Parameters;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Every rule, by the name that a template gives to {@code vedette:observe}. A new rule is one class and one line here. */
public final class Rules {

    private static final Map<String, Function<Parameters, Rule>> BY_NAME =
            new TreeMap<>(Map.of("task", parameters -> new TaskRule()));

    private Rules() {}

    /** Builds a rule from a check's parameters; what is wrong with them is noted there. */
    public static Optional<Rule> create(String name, Parameters parameters) {
        Function<Parameters, Rule> factory = BY_NAME.get(name);
        if (factory == null) {
            parameters.problem("rule", "\"" + name + "\" is not a rule" + Nearest.hint(name, BY_NAME.keySet()));
            return Optional.empty();
        }
        return Optional.ofNullable(factory.apply(parameters));
    }
}
