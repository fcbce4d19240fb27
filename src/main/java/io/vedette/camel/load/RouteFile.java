package io.vedette.camel.load;

import io.vedette.config.values.Problem;
import java.util.List;
import java.util.Optional;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RoutesDefinition;

/**
 * What one routes file holds, parsed away from any running context.
 *
 * @param name the file, as shown to operators
 * @param collections plain routes, with what their file says for all of them
 * @param problems what is wrong with it; what they are about is in none of the rest
 * @param unread what of it could not be read
 * @param shortFile what it holds in short form, where it is of that kind
 */
record RouteFile(
        String name,
        List<RouteTemplateDefinition> templates,
        List<RouteConfigurationDefinition> configurations,
        List<RoutesDefinition> collections,
        List<CheckDefinition> checks,
        List<Problem> problems,
        Unread unread,
        Optional<ShortFile> shortFile) {

    /** The plain routes. */
    List<RouteDefinition> routes() {
        return collections.stream()
                .flatMap(collection -> collection.getRoutes().stream())
                .toList();
    }

    /** The same, of which so much could not be read. */
    RouteFile without(Unread other) {
        return new RouteFile(name, templates, configurations, collections, checks, problems, other, shortFile);
    }

    /** A file of checks in short form. */
    static RouteFile ofChecks(ShortFile file, List<Problem> problems, Unread unread) {
        return new RouteFile(
                file.name(), List.of(), List.of(), List.of(), List.of(), problems, unread, Optional.of(file));
    }

    /** A file of which nothing was read: why, and what is known of it all the same. */
    static RouteFile broken(String name, List<Problem> problems, Unread unread) {
        return new RouteFile(
                name, List.of(), List.of(), List.of(), List.of(), List.copyOf(problems), unread, Optional.empty());
    }
}
