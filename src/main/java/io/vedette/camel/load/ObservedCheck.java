package io.vedette.camel.load;

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
 */
public record ObservedCheck(String name, Optional<String> probe, String rule, Map<String, String> options, int line) {

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

    private static ObservedCheck of(ToDefinition to, RouteDefinition route, Optional<String> probe) {
        Map<String, String> options = new LinkedHashMap<>(Step.of(to.getUri()).parameters());
        String name = Optional.ofNullable(options.remove("check")).orElse(route.getRouteId());
        String rule = Optional.ofNullable(options.remove("rule")).orElse("task");
        if (route.getRouteTemplateContext() != null) {
            route.getRouteTemplateContext()
                    .getParameters()
                    .forEach((key, value) -> options.put(key, String.valueOf(value)));
        }
        return new ObservedCheck(name, probe, rule, options, to.getLineNumber());
    }

    /** Reads the options; what is wrong with them is in the plan. */
    CheckPlan read(CamelContext context, CheckFactory factory) {
        Map<String, String> values = new LinkedHashMap<>(options);
        values.replaceAll((key, value) -> context.resolvePropertyPlaceholders(value));
        return factory.plan(name, "", probe, rule, values, List.of());
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
