package io.vedette.camel.load;

import io.vedette.camel.language.SimpleText;
import io.vedette.check.Maintenance;
import io.vedette.config.values.Durations;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.rule.Text;
import io.vedette.state.Health;
import io.vedette.target.TargetOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;

/** Reads the parameters that every target template takes, and that {@code vedette:alerts} takes as options. */
public final class TargetParameters {

    private static final int LONGEST_NAME = 200;

    /** The names of all of them. */
    static final Set<String> NAMES =
            Set.of("groups", "tags", "minStatus", "after", "active", "reminders", "groupWindow", "title", "text");

    private TargetParameters() {}

    /**
     * Reads those of a route of an operator's own.
     *
     * @throws IllegalArgumentException when one is wrong; the message lists all that is wrong
     */
    public static TargetOptions of(Map<String, String> values, CamelContext context) {
        Parameters given = new Parameters(values);
        TargetOptions options = read(given, context);
        List<String> problems =
                given.problems(List.of()).stream().map(Problem::toString).toList();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("vedette:alerts: " + String.join("; ", problems));
        }
        return options;
    }

    /** Reads them; what is wrong with one is noted there. */
    static TargetOptions read(Parameters given, CamelContext context) {
        List.of("title", "text").forEach(name -> given.parsed(name, text -> SimpleText.compile(text, context)));
        return new TargetOptions(
                given.names("groups"),
                given.names("tags"),
                given.parsed("minStatus", TargetParameters::minimum).orElse(Health.DEGRADED),
                given.duration("after", Duration.ZERO),
                given.parsed("active", Maintenance::parse).orElse(Maintenance.NONE),
                given.parsed("reminders", TargetParameters::reminders).orElse(Optional.of(Duration.ZERO)),
                given.duration("groupWindow"));
    }

    private static Health minimum(String text) {
        return switch (text) {
            case "degraded" -> Health.DEGRADED;
            case "error" -> Health.ERROR;
            default -> throw new IllegalArgumentException("\"" + text + "\" is neither degraded nor error");
        };
    }

    private static Optional<Duration> reminders(String text) {
        if (text.equalsIgnoreCase("true")) {
            return Optional.of(Duration.ZERO);
        }
        if (text.equalsIgnoreCase("false")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Durations.parsePositive(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is neither true nor false, nor a duration such as 2h", e);
        }
    }

    /** Returns why a target cannot have that name; empty when it can. */
    static Optional<String> nameComplaint(String name) {
        if (!Text.bounded(name, LONGEST_NAME).equals(name)) {
            return Optional.of("must be one line of at most " + LONGEST_NAME + " characters");
        }
        if (name.contains(",") || name.contains("{") || name.contains("}") || name.startsWith("#")) {
            return Optional.of("must hold no comma and no braces, and not begin with #: checks name it in a list");
        }
        return Optional.empty();
    }
}
