package io.vedette.camel.load;

import io.vedette.config.values.Problem;
import io.vedette.rule.Text;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;

/**
 * A check of a route that is made from no template of the files: what its {@code vedette:observe} step says.
 *
 * @param name the option {@code check}, else the route's id
 * @param probe the {@code type} of the route's {@code vedette:probe} step
 * @param rule the option {@code rule}
 * @param options all other options, and what the route's own template was given; parameters of the check
 * @param line where the step stands in its file, counted from 1; less where no file has it
 * @param source the URI that the route begins with; empty for a check outside of routes
 */
public record ObservedCheck(
        String name, Optional<String> probe, String rule, Map<String, String> options, int line, String source) {

    private static final String SCHEDULE = "vedette:schedule";
    private static final String INTERVAL = "interval";
    private static final String WITHOUT_EFFECT =
            "has no effect here: the route's own source says how often this check is"
                    + " observed; expectEvery says how long it may be silent";

    /** Creates a check that only messages name. */
    public ObservedCheck(String name, Optional<String> probe, String rule, Map<String, String> options, int line) {
        this(name, probe, rule, options, line, "");
    }

    /**
     * The checks of a route. Several steps may observe one check, such as one for an answer and one for a failure: the first
     * of them says what it is.
     */
    public static Collection<ObservedCheck> in(RouteDefinition route) {
        Optional<String> probe = Step.find("probe", route.getOutputs()).flatMap(step -> step.parameter("type"));
        Map<String, ObservedCheck> checks = new LinkedHashMap<>();
        Step.definitions("observe", route.getOutputs())
                .map(to -> of(to, route, probe))
                .forEach(check -> checks.putIfAbsent(check.name(), check));
        return checks.values();
    }

    /** Returns the name of the check that a step to {@code vedette:observe} observes. */
    static String name(ToDefinition to, RouteDefinition route) {
        return Step.of(to.getEndpointUri()).parameter("check").orElse(route.getRouteId());
    }

    private static ObservedCheck of(ToDefinition to, RouteDefinition route, Optional<String> probe) {
        Map<String, String> options =
                new LinkedHashMap<>(Step.of(to.getEndpointUri()).parameters());
        String name = name(to, route);
        options.remove("check");
        String source = route.getInput().getEndpointUri();
        String rule = Optional.ofNullable(options.remove("rule")).orElse("task");
        if (route.getRouteTemplateContext() != null) {
            route.getRouteTemplateContext()
                    .getParameters()
                    .forEach((key, value) -> options.put(key, String.valueOf(value)));
        }
        return new ObservedCheck(name, probe, rule, options, to.getLineNumber(), String.valueOf(source));
    }

    /** Returns whether Vedette itself starts its runs, and not a source of an application's own. */
    private boolean isScheduled() {
        return source.startsWith(SCHEDULE) || probe.isPresent();
    }

    /** Reads the options; what is wrong with them is in the plan. */
    CheckPlan read(CamelContext context, CheckFactory factory) {
        Map<String, String> values = new LinkedHashMap<>(options);
        values.replaceAll((key, value) -> context.resolvePropertyPlaceholders(value));
        if (isScheduled()) {
            return factory.plan(name, "", probe, rule, values, List.of());
        }
        Silence silence = Silence.of(values, source, context);
        boolean hasInterval = values.remove(INTERVAL) != null;
        String filledIn = context.resolvePropertyPlaceholders(name);
        CheckPlan plan = factory.plan(filledIn, "", probe, rule, values, List.of(Silence.OPTION));
        return silence.in(hasInterval ? plan.with(Problem.error(null, 0, INTERVAL, WITHOUT_EFFECT)) : plan);
    }

    /**
     * Reads the options; the name may be a message's.
     *
     * @throws IllegalArgumentException when one is wrong; the message lists all that is wrong
     */
    public CheckPlan plan(CamelContext context, CheckFactory factory) {
        if (!Text.bounded(name, CheckReader.LONGEST_NAME).equals(name)) {
            throw new IllegalArgumentException(
                    "a check's name must be one line of at most " + CheckReader.LONGEST_NAME + " characters");
        }
        CheckPlan plan = read(context, factory);
        List<String> errors = plan.errors().map(Object::toString).toList();
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException("check " + name + ": " + String.join("; ", errors));
        }
        return plan;
    }
}
