package io.vedette.camel.load;

import io.vedette.config.settings.Settings;
import io.vedette.config.values.Nearest;
import io.vedette.config.values.Problem;
import io.vedette.rule.Text;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;

/** Makes plans of the checks in routes files, and reports what is wrong with each at its place. */
final class CheckReader {

    /** A check's name is one line of at most so many characters. */
    static final int LONGEST_NAME = 500;

    private final Settings settings;
    private final Map<String, RouteTemplateDefinition> templates;
    private final Unread unread;
    private final CheckFactory factory;
    private final FilledInValues placeholders;

    /** @param unread what could not be read, and may hold a template that is missing */
    CheckReader(
            Settings settings,
            Map<String, RouteTemplateDefinition> templates,
            Unread unread,
            CheckFactory factory,
            FilledInValues placeholders) {
        this.settings = settings;
        this.templates = templates;
        this.unread = unread;
        this.factory = factory;
        this.placeholders = placeholders;
    }

    /**
     * Returns why a check or a target cannot have its name.
     *
     * @param names the places of those before it by name; its own is added
     */
    static Optional<Problem> nameProblem(CheckDefinition definition, Map<String, String> names, boolean isTarget) {
        String written = definition.place().keys().containsKey(ShortChecks.NAME) ? ShortChecks.NAME : "routeId";
        int line = definition
                .place()
                .keys()
                .getOrDefault(written, definition.place().line());
        String name = definition.name();
        if (name.isEmpty()) {
            return Optional.of(Problem.error(
                    definition.file(),
                    definition.place().line(),
                    written,
                    "is missing: it is the " + (isTarget ? "target" : "check") + "'s name"));
        }
        if (!Text.bounded(name, LONGEST_NAME).equals(name)) {
            return Optional.of(Problem.error(
                    definition.file(), line, written, "must be one line of at most " + LONGEST_NAME + " characters"));
        }
        String key = definition.file() == null
                ? definition.place().keys().keySet().stream().findFirst().orElse(null)
                : written;
        String place = definition.file() == null ? String.valueOf(key) : definition.file() + ":" + line;
        String first = names.putIfAbsent(name, place);
        return first == null
                ? Optional.empty()
                : Optional.of(Problem.error(
                        definition.file(),
                        line,
                        key,
                        "\"" + name + "\" is already the name of another " + (isTarget ? "check or target" : "check")
                                + ", in " + first));
    }

    /**
     * Makes the plan of a check. Empty where no template of its name was read, and where its template is none of a check.
     *
     * @param problems takes what is wrong, with its place
     */
    Optional<CheckPlan> plan(CheckDefinition definition, List<Problem> problems) {
        YamlPlaces.Place place = definition.place();
        RouteTemplateDefinition template = templates.get(definition.template());
        if (template == null) {
            templateProblem(definition).ifPresent(problems::add);
            return Optional.empty();
        }
        place.doubled()
                .forEach(name ->
                        problems.add(Problem.error(definition.file(), place.lineOf(name), name, "is given twice")));
        Set<String> unresolved = new TreeSet<>();
        Map<String, String> values = placeholders.resolved(definition, unresolved, problems);
        Set<String> declared = new LinkedHashSet<>();
        for (RouteTemplateParameterDefinition parameter : TemplateRoute.parameters(template)) {
            declared.add(parameter.getName());
            if (parameter.getDefaultValue() != null) {
                values.putIfAbsent(parameter.getName(), parameter.getDefaultValue());
            }
        }
        Optional<Step> observe = Step.find("observe", template.getRoute().getOutputs());
        if (observe.isEmpty()) {
            return Optional.empty(); // A template of the operator's own that is no check.
        }
        Optional<Step> probe = Step.find("probe", template.getRoute().getOutputs());
        String rule = observe.get().parameter("rule").orElse("task");
        CheckFactory maker = definition.isOfDashboard() ? factory.withoutToken() : factory;
        CheckPlan plan = maker.plan(
                definition.name(),
                definition.template(),
                probe.flatMap(step -> step.parameter("type")),
                rule,
                values,
                declared);
        Stream.concat(plan.problems().stream(), Doubts.of(plan, definition.parameters(), rule, settings).stream())
                // That it is missing is not what is wrong.
                .filter(problem -> !unresolved.contains(String.valueOf(problem.key())))
                .map(problem -> placeholders.unseen(problem, definition.parameters(), values))
                .map(problem -> problem.at(definition.file(), place.lineOf(String.valueOf(problem.key()))))
                .forEach(problems::add);
        return Optional.of(plan);
    }

    /** Returns that there is no such template; empty where a file that could not be read may hold it. */
    private Optional<Problem> templateProblem(CheckDefinition definition) {
        String template = definition.template();
        if (!template.isEmpty()
                && unread.mayHold(template)
                && Nearest.to(template, templates.keySet()).isEmpty()) {
            return Optional.empty();
        }
        YamlPlaces.Place place = definition.place();
        String message = template.isEmpty()
                ? "is missing: the template that the check is made from"
                : "\"" + template + "\" is not a template" + Nearest.hint(template, templates.keySet());
        return Optional.of(Problem.error(
                definition.file(),
                place.keys().getOrDefault("routeTemplateRef", place.line()),
                "routeTemplateRef",
                message));
    }
}
