package io.vedette.camel;

import io.vedette.config.Problem;
import java.util.List;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RoutesDefinition;

/**
 * What one routes file holds, parsed away from any running context.
 *
 * @param name the file, as shown to operators
 * @param collections plain routes, with what their file says for all of them
 * @param problems what is wrong with it; with an error in it the rest is empty
 */
record RouteFile(
        String name,
        List<RouteTemplateDefinition> templates,
        List<RouteConfigurationDefinition> configurations,
        List<RoutesDefinition> collections,
        List<CheckDefinition> checks,
        List<Problem> problems) {

    /** The plain routes. */
    List<RouteDefinition> routes() {
        return collections.stream()
                .flatMap(collection -> collection.getRoutes().stream())
                .toList();
    }

    /** Whether it could not be read, so that nobody knows what it holds. */
    boolean isBroken() {
        return problems.stream().anyMatch(Problem::isError);
    }

    static RouteFile broken(String name, Problem problem) {
        return broken(name, List.of(problem));
    }

    static RouteFile broken(String name, List<Problem> problems) {
        return new RouteFile(name, List.of(), List.of(), List.of(), List.of(), List.copyOf(problems));
    }
}
