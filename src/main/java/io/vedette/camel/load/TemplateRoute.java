package io.vedette.camel.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.model.DefaultRouteTemplateContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RouteTemplateParameterDefinition;
import org.apache.camel.model.RoutesDefinition;

/**
 * Makes the route of one check from its template, as Camel's own {@code addRouteFromTemplate} does, but without its look
 * at every node of every other route: with 10,000 checks that look took most of a minute. Names are unique already, and
 * the nodes' ids are because the name is their prefix.
 */
public final class TemplateRoute {

    private TemplateRoute() {}

    /** The parameters that a template declares; Camel has null for none. */
    public static List<RouteTemplateParameterDefinition> parameters(RouteTemplateDefinition template) {
        return Optional.ofNullable(template.getTemplateParameters()).orElse(List.of());
    }

    /** Gives a route what the placeholders of its template stand for. */
    public static void fill(CamelContext context, RouteDefinition route, Map<String, ?> parameters) {
        DefaultRouteTemplateContext templateContext = new DefaultRouteTemplateContext(context);
        parameters.forEach(templateContext::setParameter);
        route.setTemplateParameters(new HashMap<>(parameters));
        route.setTemplateDefaultParameters(Map.of());
        route.setRouteTemplateContext(templateContext);
    }

    public static RouteDefinition of(
            CamelContext context, RouteTemplateDefinition template, String name, Map<String, Object> parameters) {
        RouteDefinition route = template.asRouteDefinition();
        route.setId(name);
        route.setNodePrefixId(name + "/");
        fill(context, route, parameters);
        RoutesDefinition prepared = new RoutesDefinition();
        prepared.setCamelContext(context);
        prepared.setRoutes(
                context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions());
        prepared.prepareRoute(route);
        return route;
    }
}
