package io.vedette.camel.load;

import io.vedette.config.settings.GivenSecrets;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.TargetSettings;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.target.TargetKind;
import io.vedette.target.TargetOptions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;

/** Makes plans of the targets that stand in files as templated routes, and tells what is wrong with each at its place. */
final class TargetReader {

    /** What is made only to see whether it can be made. */
    private static final Clock ANY_TIME = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final CamelContext context;
    private final FilledInValues placeholders;
    private final Secrets secrets;

    /** @param context compiles texts of operators' own */
    TargetReader(CamelContext context, FilledInValues placeholders, Secrets secrets) {
        this.context = context;
        this.placeholders = placeholders;
        this.secrets = secrets;
    }

    /** Returns whether what is made from a template is a target: its route takes alerts, and names no target itself. */
    static boolean isTarget(RouteTemplateDefinition template) {
        return template != null
                && template.getRoute() != null
                && PlainRoutes.takesAlerts(template.getRoute())
                && Step.of(template.getRoute().getInput().getUri())
                        .parameter("target")
                        .isEmpty();
    }

    /**
     * Makes the plan of a target.
     *
     * @param problems takes what is wrong, with its place
     */
    TargetPlan plan(CheckDefinition definition, RouteTemplateDefinition template, List<Problem> problems) {
        YamlPlaces.Place place = definition.place();
        place.doubled()
                .forEach(name ->
                        problems.add(Problem.error(definition.file(), place.lineOf(name), name, "is given twice")));
        Set<String> unresolved = new TreeSet<>();
        Map<String, String> values = placeholders.resolved(definition, unresolved, problems);
        List<Problem> found = new ArrayList<>();
        TargetPlan plan = plan(definition, template, values, found);
        found.stream()
                // That it is missing is not what is wrong.
                .filter(problem -> !unresolved.contains(String.valueOf(problem.key())))
                .map(problem -> placeholders.unseen(problem, definition.parameters(), values))
                .map(problem -> problem.at(definition.file(), place.lineOf(String.valueOf(problem.key()))))
                .forEach(problems::add);
        name(definition, plan.kind()).ifPresent(problems::add);
        return plan;
    }

    /**
     * Makes the plan of a target of these values.
     *
     * @param values placeholders filled in
     * @param problems takes what is wrong with them, without places
     */
    TargetPlan plan(
            CheckDefinition definition,
            RouteTemplateDefinition template,
            Map<String, String> values,
            List<Problem> problems) {
        Set<String> declared = TemplateRoute.parameters(template).stream()
                .map(RouteTemplateParameterDefinition::getName)
                .collect(Collectors.toSet());
        TemplateRoute.parameters(template).stream()
                .filter(parameter -> parameter.getDefaultValue() != null)
                .forEach(parameter -> values.putIfAbsent(parameter.getName(), parameter.getDefaultValue()));
        TargetKind kind = kind(template);
        learn(kind, values);
        Parameters given = new Parameters(values);
        TargetOptions options = TargetParameters.read(given, context);
        kind.protocol(given, ANY_TIME);
        if (kind == TargetKind.URI) {
            given.text("uri")
                    .map(uri -> new CalledUri(uri, context))
                    .ifPresent(uri -> uri.complaints().forEach(complaint -> given.problem("uri", complaint)));
        }
        problems.addAll(given.problems(declared));
        Map<String, String> ofTemplate = new HashMap<>(values);
        ofTemplate.keySet().removeAll(given.asked());
        ofTemplate.keySet().retainAll(declared);
        return new TargetPlan(definition.name(), kind, values, ofTemplate, options);
    }

    /** The kind that the template's route names; {@code webhook} where it names none, as for every route. */
    private static TargetKind kind(RouteTemplateDefinition template) {
        Optional<String> named =
                Step.of(template.getRoute().getInput().getUri()).parameter("kind");
        return Arrays.stream(TargetKind.values())
                .filter(kind -> named.filter(kind.toString()::equalsIgnoreCase).isPresent())
                .findFirst()
                .orElse(TargetKind.WEBHOOK);
    }

    private void learn(TargetKind kind, Map<String, String> values) {
        secrets.learn(GivenSecrets.ofParameters(values));
        secrets.learn(values.entrySet().stream()
                .filter(value -> kind.isSecret(value.getKey()))
                .map(value -> value.getValue().strip())
                .filter(value -> !value.isEmpty())
                .flatMap(value -> GivenSecrets.ofSecret(value).stream())
                .toList());
        if (kind == TargetKind.URI) {
            secrets.learn(new CalledUri(values.getOrDefault("uri", "").strip(), context).secrets());
        }
    }

    private static Optional<Problem> name(CheckDefinition definition, TargetKind kind) {
        int line = definition
                .place()
                .keys()
                .getOrDefault("routeId", definition.place().line());
        boolean isLog = definition.name().equals(TargetSettings.LOG);
        return TargetParameters.nameComplaint(definition.name())
                .or(() -> isLog && kind != TargetKind.LOG
                        ? Optional.of("\"log\" is told even under only-log: it must be of the template notify-log")
                        : Optional.empty())
                .map(complaint -> Problem.error(definition.file(), line, "routeId", complaint));
    }
}
