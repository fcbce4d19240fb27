package io.vedette.camel.context;

import io.vedette.camel.load.ExtraCheck;
import io.vedette.camel.load.ShippedTemplates;
import io.vedette.camel.load.TemplateRoute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;

/**
 * Puts checks that an application describes in Java on its context, and takes them away again. The templates of the jar are
 * used without being added to the context: what an application did not ask for has no name in it.
 */
public final class BuiltChecks {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String SCHEDULE = "vedette:schedule";

    private BuiltChecks() {}

    /**
     * Adds checks, all of them or none.
     *
     * @param own the templates that are the context's; all others are those of the jar
     * @throws IllegalArgumentException when some of them cannot be; the message tells of each
     */
    public static void add(CamelContext context, List<ExtraCheck> checks, Set<String> own) throws Exception {
        Model model = model(context);
        List<String> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Map<String, RouteTemplateDefinition> known = new HashMap<>();
        List<RouteDefinition> routes = new ArrayList<>();
        for (ExtraCheck check : checks) {
            problem(check, model, names, problems);
            try {
                RouteTemplateDefinition template = known.computeIfAbsent(
                        check.template(),
                        id -> own.contains(id) ? ofContext(context, id) : ShippedTemplates.read(context, id));
                routes.add(route(context, template, check));
            } catch (IllegalArgumentException e) {
                problems.add("check " + check.name() + ": " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        if (!routes.isEmpty()) {
            add(context, routes);
        }
    }

    private static RouteTemplateDefinition ofContext(CamelContext context, String id) {
        RouteTemplateDefinition template = model(context).getRouteTemplateDefinition(id);
        if (template == null) {
            throw new IllegalArgumentException("the context has no route template \"" + id + "\"");
        }
        return template;
    }

    private static void problem(ExtraCheck check, Model model, Set<String> names, List<String> problems) {
        if (check.name() == null || check.name().isBlank()) {
            problems.add("a check from the template \"" + check.template() + "\" has no name");
        } else if (!names.add(check.name())) {
            problems.add("check " + check.name() + ": is described twice");
        } else if (model.getRouteDefinition(check.name()) != null) {
            problems.add("check " + check.name() + ": a route of that name is there already");
        }
    }

    private static RouteDefinition route(CamelContext context, RouteTemplateDefinition template, ExtraCheck check) {
        Map<String, Object> parameters = new LinkedHashMap<>(check.parameters());
        TemplateRoute.parameters(template).stream()
                .filter(parameter -> parameter.getDefaultValue() != null)
                .forEach(parameter -> parameters.putIfAbsent(parameter.getName(), parameter.getDefaultValue()));
        return TemplateRoute.of(context, template, Objects.requireNonNullElse(check.name(), ""), parameters);
    }

    private static void add(CamelContext context, List<RouteDefinition> routes) throws Exception {
        try {
            model(context).addRouteDefinitions(routes);
        } catch (Exception e) {
            for (RouteDefinition route : routes) {
                takeAway(context, route.getId());
            }
            throw e;
        }
    }

    /**
     * Takes a check away whose route is Vedette's own.
     *
     * @throws IllegalArgumentException when there is none of that name, or a route of the application observes it
     */
    public static void remove(CamelContext context, String name) throws Exception {
        RouteDefinition route = model(context).getRouteDefinition(name);
        if (route == null || !String.valueOf(route.getInput().getEndpointUri()).startsWith(SCHEDULE)) {
            throw new IllegalArgumentException("check " + name
                    + " cannot be removed: no route from a template is named so; one that a route of the application"
                    + " observes ends with that route");
        }
        takeAway(context, name);
    }

    private static void takeAway(CamelContext context, String id) throws Exception {
        context.getRouteController().stopRoute(id, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        context.removeRoute(id);
        model(context).getRouteDefinitions().removeIf(definition -> id.equals(definition.getId()));
    }

    private static Model model(CamelContext context) {
        return context.getCamelContextExtension().getContextPlugin(Model.class);
    }
}
