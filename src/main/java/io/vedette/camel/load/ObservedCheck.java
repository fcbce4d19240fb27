package io.vedette.camel.load;

import io.vedette.config.values.Problem;
import io.vedette.rule.Text;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.spi.PropertiesComponent;

/**
 * A check of a route that is made from no template of the files: what its {@code vedette:observe} step says.
 *
 * @param name the option {@code check}, else the route's id
 * @param probe the {@code type} of the route's {@code vedette:probe} step
 * @param rule the option {@code rule}
 * @param options all other options, and what the route's own template was given; parameters of the check
 * @param template what the route's own template was given, where it is a template of the application that has parameters for
 *     other things too
 * @param idle those options of the step that change nothing, as the route itself decides when the check is observed
 * @param line where the step stands in its file, counted from 1; less where no file has it
 */
public record ObservedCheck(
        String name,
        Optional<String> probe,
        String rule,
        Map<String, String> options,
        Map<String, String> template,
        Set<String> idle,
        int line) {

    /** What says when Vedette asks, where it does. */
    private static final Set<String> OF_SCHEDULE = Set.of("interval", "retries");

    /**
     * Returns the check of a step that stands in no route.
     *
     * @param rule null for {@code task}
     */
    public static ObservedCheck of(String name, String rule, Map<String, String> options) {
        return new ObservedCheck(
                name, Optional.empty(), rule == null ? "task" : rule, options, Map.of(), idle(options.keySet()), 0);
    }

    private static Set<String> idle(Set<String> names) {
        Set<String> idle = new TreeSet<>(OF_SCHEDULE);
        idle.retainAll(names);
        return idle;
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

    private static ObservedCheck of(ToDefinition to, RouteDefinition route, Optional<String> probe) {
        Map<String, String> options =
                new LinkedHashMap<>(Step.of(to.getEndpointUri()).parameters());
        String name = Optional.ofNullable(options.remove("check")).orElse(route.getRouteId());
        String rule = Optional.ofNullable(options.remove("rule")).orElse("task");
        options.remove("lazyStartProducer");
        boolean isScheduled = String.valueOf(route.getInput().getEndpointUri()).startsWith("vedette:schedule");
        Set<String> idle = isScheduled ? Set.of() : idle(options.keySet());
        Map<String, String> template = new LinkedHashMap<>();
        if (route.getRouteTemplateContext() != null) {
            route.getRouteTemplateContext()
                    .getParameters()
                    .forEach((key, value) -> template.put(key, String.valueOf(value)));
        }
        options.putAll(template);
        return new ObservedCheck(
                name, probe, rule, options, isScheduled ? Map.of() : template, idle, to.getLineNumber());
    }

    /** Reads the options; what is wrong with them is in the plan. */
    CheckPlan read(CamelContext context, CheckFactory factory) {
        if (template.isEmpty()) {
            return filledIn(context, factory);
        }
        Properties ofTemplate = new Properties();
        ofTemplate.putAll(template);
        PropertiesComponent placeholders = context.getPropertiesComponent();
        try {
            placeholders.setLocalProperties(ofTemplate); // As Camel does when it makes the route.
            return filledIn(context, factory);
        } finally {
            placeholders.setLocalProperties(null);
        }
    }

    private CheckPlan filledIn(CamelContext context, CheckFactory factory) {
        Map<String, String> values = new LinkedHashMap<>();
        options.forEach((key, value) -> filledIn(context, value).ifPresent(text -> values.put(key, text)));
        String named = filledIn(context, name).orElse(name);
        String by = filledIn(context, rule).orElse("task");
        CheckPlan plan = factory.plan(named, "", probe, by, values, template.keySet());
        return idle.isEmpty()
                ? plan
                : plan.with(idle.stream().map(ObservedCheck::withoutEffect).toList());
    }

    /** Empty for an optional placeholder that stands for nothing. */
    private static Optional<String> filledIn(CamelContext context, String text) {
        return Optional.ofNullable(context.resolvePropertyPlaceholders(text)).filter(value -> !value.startsWith("{{?"));
    }

    private static Problem withoutEffect(String option) {
        String why = option.equals("interval")
                ? "the route decides when the check is observed; expectEvery says how often that must be"
                : "the route decides what is tried again";
        return Problem.error(null, 0, option, "has no effect in vedette:observe: " + why);
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
