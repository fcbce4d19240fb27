package io.vedette.camel.load;

import io.vedette.config.values.Problem;
import io.vedette.rule.Text;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
 * @param idle those options of the step that say when Vedette is to ask
 * @param template what the route's own template was given
 * @param line where the step stands in its file, counted from 1; less where no file has it
 * @param source the URI that the route begins with; empty for a check outside of routes
 * @param refers whether the step only names a check, and says nothing of what it is
 */
public record ObservedCheck(
        String name,
        Optional<String> probe,
        String rule,
        Map<String, String> options,
        Set<String> idle,
        Map<String, String> template,
        int line,
        String source,
        boolean refers) {

    private static final String SCHEDULE = "vedette:schedule";
    private static final String INTERVAL = "interval";
    private static final Set<String> OF_SCHEDULE = Set.of(INTERVAL, "retries");
    private static final String WITHOUT_EFFECT =
            "has no effect here: the route's own source says how often this check is"
                    + " observed; expectEvery says how long it may be silent";

    private static final String OF_ROUTE = "has no effect here: the route decides what is tried again";

    /**
     * Returns the check of a step that stands in no route.
     *
     * @param rule null for {@code task}
     */
    public static ObservedCheck of(String name, String rule, Map<String, String> options) {
        String by = rule == null ? "task" : rule;
        return new ObservedCheck(name, Optional.empty(), by, options, idle(options), Map.of(), 0, "", false);
    }

    private static Set<String> idle(Map<String, String> options) {
        Set<String> idle = new TreeSet<>(OF_SCHEDULE);
        idle.retainAll(options.keySet());
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

    /** Returns the name of the check that a step to {@code vedette:observe} observes. */
    static String name(ToDefinition to, RouteDefinition route) {
        return Step.of(to.getEndpointUri()).parameter("check").orElse(route.getRouteId());
    }

    private static ObservedCheck of(ToDefinition to, RouteDefinition route, Optional<String> probe) {
        Map<String, String> options =
                new LinkedHashMap<>(Step.of(to.getEndpointUri()).parameters());
        String name = name(to, route);
        boolean isNamed = options.remove("check") != null;
        options.remove("lazyStartProducer");
        boolean refers = isNamed && options.isEmpty();
        String rule = Optional.ofNullable(options.remove("rule")).orElse("task");
        Set<String> idle = idle(options);
        Map<String, String> template = RoutePlaceholders.ofTemplate(route);
        options.putAll(template);
        String source = String.valueOf(route.getInput().getEndpointUri());
        return new ObservedCheck(name, probe, rule, options, idle, template, to.getLineNumber(), source, refers);
    }

    /** Returns whether Vedette itself starts its runs, and not a source of an application's own. */
    private boolean isScheduled() {
        return source.startsWith(SCHEDULE) || probe.isPresent();
    }

    /** Reads the options; what is wrong with them is in the plan. */
    CheckPlan read(CamelContext context, CheckFactory factory) {
        RoutePlaceholders placeholders = new RoutePlaceholders(context, template);
        Map<String, String> values = new LinkedHashMap<>();
        options.forEach((key, value) -> placeholders.find(value).ifPresent(text -> values.put(key, text)));
        factory.secrets().learn(placeholders.secrets(options.values()));
        String named = placeholders.filledIn(name);
        String by = placeholders.find(rule).orElse("task");
        if (isScheduled()) {
            return factory.plan(named, "", probe, by, values, List.of()).masked(factory.secrets());
        }
        Silence silence = Silence.of(values, source, context);
        values.keySet().removeAll(idle);
        // A template of the application's own has parameters for other things too.
        Set<String> alsoKnown = new TreeSet<>(template.keySet());
        alsoKnown.addAll(Set.of(Silence.OPTION, "rule", "check"));
        CheckPlan plan = factory.plan(named, "", probe, by, values, alsoKnown);
        for (String option : idle) {
            plan = plan.with(Problem.error(null, 0, option, option.equals(INTERVAL) ? WITHOUT_EFFECT : OF_ROUTE));
        }
        return silence.in(plan.masked(factory.secrets()));
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
