package io.vedette.camel.load;

import io.vedette.camel.language.CamelArtifacts;
import io.vedette.camel.language.StepExpressions;
import io.vedette.check.Check;
import io.vedette.config.settings.Settings;
import io.vedette.config.settings.Veil;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.rule.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.DataFormatDefinition;
import org.apache.camel.model.MarshalDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.UnmarshalDefinition;
import org.apache.camel.support.PluginHelper;

/** What is wrong with the plain routes of the files, and would otherwise come out only when they are to start. */
public final class PlainRoutes {

    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";
    private static final int LONGEST_TARGET = 200;

    private final CamelContext context;
    private final Settings settings;
    private final SourceTexts texts;
    private final CheckFactory factory;
    private final EndpointOptions options;
    private final StepExpressions expressions;
    private final CamelArtifacts artifacts = new CamelArtifacts();
    private final FilledInValues placeholders;
    private final Map<String, String> targets = new HashMap<>();
    private final List<Observed> observed = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /** @param context knows the components there are, of which none is started, and what placeholders stand for */
    PlainRoutes(
            CamelContext context,
            Settings settings,
            SourceTexts texts,
            CheckFactory factory,
            FilledInValues placeholders) {
        this.context = context;
        this.settings = settings;
        this.texts = texts;
        this.factory = factory;
        this.placeholders = placeholders;
        options = new EndpointOptions(context);
        expressions = new StepExpressions(context, artifacts);
    }

    /** @param names the places of all checks by name; the routes' are added */
    List<Problem> problems(List<RouteFile> files, Map<String, String> names) {
        for (RouteFile file : files) {
            for (RouteDefinition route : file.routes()) {
                name(route, file, names);
                if (takesAlerts(route)) {
                    target(route, file);
                    wishes(route, file);
                }
                ObservedCheck.in(route).forEach(check -> observed(check, route, file, names));
            }
            steps(file);
            Stream.of(file.routes(), file.templates(), file.configurations())
                    .flatMap(List::stream)
                    .flatMap(definition -> FunctionCalls.problems(definition, texts, context, placeholders).stream())
                    .distinct()
                    .forEach(problems::add);
        }
        return problems;
    }

    /**
     * A check that a route observes by itself.
     *
     * @param check what it says of itself; empty where that cannot be read
     */
    record Observed(String name, String file, int line, Optional<Check> check) {}

    /** The checks that the routes observe by themselves. */
    List<Observed> observed() {
        return observed;
    }

    private void steps(RouteFile file) {
        file.routes().stream()
                .filter(route -> FunctionCalls.isCertain(route, context))
                .forEach(route -> RouteSteps.of(route).forEach(step -> step(step, file, true)));
        file.collections()
                .forEach(collection -> RouteSteps.commonTo(collection).forEach(step -> step(step, file, true)));
        file.configurations().stream()
                .filter(configuration -> FunctionCalls.isCertain(configuration, context))
                .forEach(configuration -> RouteSteps.of(configuration).forEach(step -> step(step, file, true)));
        // What a check gives its template is not there yet.
        file.templates().stream()
                .filter(template -> template.getRoute() != null)
                .forEach(template -> RouteSteps.of(template.getRoute()).forEach(step -> step(step, file, false)));
    }

    private void step(NamedNode step, RouteFile file, boolean mustResolve) {
        String uri = RouteSteps.uri(step);
        Stream.concat(Stream.of(uri), expressions.texts(step).stream())
                .filter(text -> mustResolve)
                .flatMap(text -> placeholders.unresolved(text).map(placeholders.veil(List.of(text))::over).stream())
                .distinct()
                .forEach(complaint -> problem(file, step, uri.contains("{{") ? "uri" : null, complaint));
        if (!uri.isEmpty()) {
            endpoint(uri, step, file);
        }
        Veil veil = placeholders.veil(expressions.texts(step));
        expressions.complaints(step).forEach(found -> problem(file, step, found.getKey(), veil.over(found.getValue())));
        dataFormat(step).ifPresent(complaint -> problem(file, step, step.getShortName(), complaint));
    }

    /** That a step reads or writes a format whose jar is missing. */
    private Optional<String> dataFormat(NamedNode step) {
        DataFormatDefinition format = null;
        if (step instanceof MarshalDefinition marshal) {
            format = marshal.getDataFormatType();
        } else if (step instanceof UnmarshalDefinition unmarshal) {
            format = unmarshal.getDataFormatType();
        }
        return Optional.ofNullable(format)
                .map(DataFormatDefinition::getDataFormatName)
                .filter(name ->
                        artifacts.artifact(CamelArtifacts.Kind.DATAFORMAT, name).isPresent())
                .filter(name -> !CamelArtifacts.isThere(CamelArtifacts.Kind.DATAFORMAT, name))
                .map(name -> artifacts.complaint(CamelArtifacts.Kind.DATAFORMAT, name, List.of()));
    }

    public static boolean takesAlerts(RouteDefinition route) {
        return route.getInput().getUri().startsWith("vedette:alerts");
    }

    /** The targets that some of the routes take alerts for, configured or not. */
    public static Set<String> targets(Stream<RouteDefinition> routes) {
        return routes.filter(PlainRoutes::takesAlerts)
                .flatMap(route -> Step.of(route.getInput().getUri()).parameter("target").stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void name(RouteDefinition route, RouteFile file, Map<String, String> names) {
        // Of several with a precondition only one may be there.
        if (!route.hasCustomIdAssigned() || route.getPrecondition() != null) {
            return;
        }
        String first = names.putIfAbsent(route.getId(), place(file, route));
        if (first != null) {
            problem(file, route, "id", "\"" + route.getId() + "\" is already the name of another route, in " + first);
        }
    }

    private void target(RouteDefinition route, RouteFile file) {
        Optional<String> target = Step.of(route.getInput().getUri()).parameter("target");
        if (target.isEmpty()) {
            problem(file, route.getInput(), "target", "is missing: the name of the target to notify");
        } else if (!Text.bounded(target.get(), LONGEST_TARGET).equals(target.get())) {
            problem(file, route.getInput(), "target", "must be one line of at most " + LONGEST_TARGET + " characters");
        } else if (route.getPrecondition() == null) {
            String first = targets.putIfAbsent(target.get(), place(file, route.getInput()));
            if (first != null) {
                String message = "\"" + target.get() + "\" is notified by another route too, in " + first
                        + ": each alert goes to one of them, whichever asks first; give them targets of their own, or"
                        + " one route with both steps";
                problems.add(Problem.warning(file.name(), line(route.getInput()), "target", message));
            }
        }
    }

    /** What the route's target wants to be notified of; a placeholder that stands for nothing is told elsewhere. */
    private void wishes(RouteDefinition route, RouteFile file) {
        Map<String, String> written =
                new HashMap<>(Step.of(route.getInput().getUri()).parameters());
        written.keySet().retainAll(TargetParameters.NAMES);
        Map<String, String> values = new HashMap<>();
        written.forEach((name, value) -> {
            if (placeholders.isFillable(value)) {
                values.put(name, placeholders.filledIn(value));
            }
        });
        Parameters given = new Parameters(values);
        TargetParameters.read(given, context);
        given.problems(List.of()).stream()
                .map(problem -> placeholders.unseen(problem, written, values))
                .map(problem -> problem.at(file.name(), line(route.getInput())))
                .forEach(problems::add);
    }

    /** A check that the route observes by itself. */
    private void observed(ObservedCheck check, RouteDefinition route, RouteFile file, Map<String, String> names) {
        int line = check.line() > 0 ? check.line() : line(route);
        if (!check.name().equals(route.getRouteId())) {
            String first = names.putIfAbsent(check.name(), file.name() + ":" + line);
            if (first != null) {
                String message = "\"" + check.name() + "\" is already the name of another check, in " + first;
                problems.add(Problem.error(file.name(), line, "check", message));
            }
        }
        Optional<Check> read = Optional.empty();
        try {
            CheckPlan plan = check.read(context, factory);
            read = Optional.of(plan.check());
            Stream.concat(plan.problems().stream(), Doubts.of(plan, check.options(), check.rule(), settings).stream())
                    .map(problem -> placeholders.unseen(problem, check.options(), plan.values()))
                    .map(problem -> problem.at(file.name(), line))
                    .forEach(problems::add);
        } catch (IllegalArgumentException e) {
            if (FunctionCalls.problems(route, texts, context, placeholders).isEmpty()) {
                Veil veil = placeholders.veil(check.options().values());
                problems.add(Problem.error(file.name(), line, "uri", veil.over(placeholders.complaint(e))));
            }
        }
        observed.add(new Observed(check.name(), file.name(), line, read));
    }

    private void endpoint(String uri, NamedNode node, RouteFile file) {
        int colon = uri.indexOf(':');
        String scheme = colon < 0 ? withoutColon(uri) : uri.substring(0, colon);
        if (scheme.isEmpty() || scheme.contains("{{") || scheme.contains("${")) {
            return;
        }
        if (scheme.equals("vedette")) {
            try {
                Step vedette = Step.of(uri);
                VedetteOperation.of(vedette.operation());
                // Whatever else a step to observe says is a parameter of its check.
                if (vedette.operation().equals("alerts")) {
                    options(scheme, uri, node, file);
                }
            } catch (IllegalArgumentException e) {
                problem(file, node, "uri", e.getMessage());
            }
        } else if (context.hasComponent(scheme) == null
                && !CamelArtifacts.isThere(CamelArtifacts.Kind.COMPONENT, scheme)) {
            problem(file, node, "uri", artifacts.complaint(CamelArtifacts.Kind.COMPONENT, scheme, components()));
        } else {
            options(scheme, uri, node, file);
        }
    }

    /** {@code uri: jms} with its place among the parameters, which the YAML loader puts together for what it knows alone. */
    private String withoutColon(String uri) {
        int question = uri.indexOf('?');
        String name = question < 0 ? uri : uri.substring(0, question);
        boolean isMissing =
                artifacts.artifact(CamelArtifacts.Kind.COMPONENT, name).isPresent()
                        && !CamelArtifacts.isThere(CamelArtifacts.Kind.COMPONENT, name);
        return isMissing ? name : "";
    }

    private void options(String scheme, String uri, NamedNode node, RouteFile file) {
        options.complaints(scheme, uri).forEach((name, complaint) -> problem(file, node, name, complaint));
    }

    private TreeSet<String> components() {
        TreeSet<String> names = new TreeSet<>();
        try {
            PluginHelper.getPackageScanResourceResolver(context)
                    .findResources("classpath:" + COMPONENTS + "*")
                    .forEach(found -> names.add(
                            found.getLocation().substring(found.getLocation().lastIndexOf('/') + 1)));
        } catch (Exception e) {
            throw new IllegalStateException("the components cannot be listed", e);
        }
        return names;
    }

    private void problem(RouteFile file, NamedNode node, String key, String message) {
        problems.add(Problem.error(file.name(), line(node), key, message));
    }

    private static String place(RouteFile file, NamedNode node) {
        return line(node) == 0 ? file.name() : file.name() + ":" + line(node);
    }

    private static int line(NamedNode node) {
        return Stream.iterate(
                        Optional.of(node),
                        Optional::isPresent,
                        one -> Optional.ofNullable(one.get().getParent()))
                .flatMap(Optional::stream)
                .map(NamedNode::getLineNumber)
                .filter(line -> line > 0)
                .findFirst()
                .orElse(0);
    }
}
