package io.vedette.camel;

import io.vedette.config.Causes;
import io.vedette.config.Nearest;
import io.vedette.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.support.PluginHelper;

/** What is wrong with the plain routes of the files, and would otherwise come out only when they are to start. */
final class PlainRoutes {

    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";

    private final CamelContext context;
    private final SourceTexts texts;
    private final CheckPlan.Workshop workshop;
    private final List<Problem> problems = new ArrayList<>();

    /** @param context knows the components there are, of which none is started, and what placeholders stand for */
    PlainRoutes(CamelContext context, SourceTexts texts, CheckPlan.Workshop workshop) {
        this.context = context;
        this.texts = texts;
        this.workshop = workshop;
    }

    /** @param names the places of all checks by name; the routes' are added */
    List<Problem> problems(List<RouteFile> files, Map<String, String> names) {
        for (RouteFile file : files) {
            for (RouteDefinition route : file.routes()) {
                name(route, file, names);
                endpoint(route.getInput().getUri(), route.getInput(), file);
                if (takesAlerts(route)
                        && Step.of(route.getInput().getUri())
                                .parameter("target")
                                .isEmpty()) {
                    problem(file, route.getInput(), "target", "is missing: the name of the target that is told");
                }
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ToDefinition.class)
                        .forEach(to -> endpoint(to.getUri(), to, file));
                ObservedCheck.in(route).forEach(check -> observed(check, route, file, names));
            }
            Stream.of(file.routes(), file.templates(), file.configurations())
                    .flatMap(List::stream)
                    .flatMap(definition -> FunctionCalls.problems(definition, texts, context).stream())
                    .distinct()
                    .forEach(problems::add);
        }
        return problems;
    }

    static boolean takesAlerts(RouteDefinition route) {
        return route.getInput().getUri().startsWith("vedette:alerts");
    }

    private void name(RouteDefinition route, RouteFile file, Map<String, String> names) {
        // Of several with a precondition only one may be there.
        if (!route.hasCustomIdAssigned() || route.getPrecondition() != null) {
            return;
        }
        String first = names.putIfAbsent(route.getId(), place(file, route));
        if (first != null) {
            problem(file, route, "id", "\"" + route.getId() + "\" is the name of another route already, in " + first);
        }
    }

    /** A check that the route observes by itself. */
    private void observed(ObservedCheck check, RouteDefinition route, RouteFile file, Map<String, String> names) {
        int line = check.line() > 0 ? check.line() : line(route);
        if (!check.name().equals(route.getRouteId())) {
            String first = names.putIfAbsent(check.name(), file.name() + ":" + line);
            if (first != null) {
                String message = "\"" + check.name() + "\" is the name of another check already, in " + first;
                problems.add(Problem.error(file.name(), line, "check", message));
            }
        }
        try {
            check.read(context, workshop).problems().stream()
                    .map(problem -> problem.at(file.name(), line))
                    .forEach(problems::add);
        } catch (IllegalArgumentException e) {
            if (FunctionCalls.problems(route, texts, context).isEmpty()) {
                problems.add(Problem.error(file.name(), line, "uri", Causes.message(e)));
            }
        }
    }

    private void endpoint(String uri, NamedNode node, RouteFile file) {
        int colon = uri == null ? -1 : uri.indexOf(':');
        String scheme = colon < 0 ? "" : uri.substring(0, colon);
        if (scheme.isEmpty() || scheme.contains("{{")) {
            return;
        }
        if (scheme.equals("vedette")) {
            try {
                VedetteEndpoint.Operation.of(Step.of(uri).operation());
            } catch (IllegalArgumentException e) {
                problem(file, node, "uri", e.getMessage());
            }
        } else if (context.hasComponent(scheme) == null && !isThere(scheme)) {
            problem(
                    file,
                    node,
                    "uri",
                    "\"" + scheme + "\" is not a component that is there" + Nearest.hint(scheme, components()));
        }
    }

    private boolean isThere(String scheme) {
        return getClass().getClassLoader().getResource(COMPONENTS + scheme) != null;
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
