package io.vedette.camel.load;

import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RoutesDefinition;

/**
 * A target's definition beside what was made of it, and its route: that of its template, in which none of its values stands.
 *
 * @param route takes the target's alerts; its id finds the plan
 * @param collection what holds for the route besides, which is nothing
 */
public record PlannedTarget(
        CheckDefinition definition, TargetPlan plan, RouteDefinition route, RoutesDefinition collection) {

    static PlannedTarget of(
            CheckDefinition definition, TargetPlan plan, RouteTemplateDefinition template, String routeId) {
        RouteDefinition route = template.asRouteDefinition();
        route.setId(routeId);
        // Steps of many routes have the same ids in their template.
        route.setNodePrefixId(routeId + "/");
        String uri = template.getRoute().getInput().getUri();
        String target = "target=RAW{" + plan.name() + "}"; // A name holds no braces.
        route.setInput(null);
        route.setInput(new FromDefinition(uri + (uri.contains("?") ? "&" : "?") + target));
        return new PlannedTarget(definition, plan, route, new RoutesDefinition());
    }

    @Override
    public String toString() {
        return "PlannedTarget[" + plan.name() + "]";
    }
}
