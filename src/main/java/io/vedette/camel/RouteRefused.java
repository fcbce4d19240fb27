package io.vedette.camel;

import io.vedette.config.Causes;
import io.vedette.config.Problem;
import io.vedette.config.Secrets;
import java.util.Optional;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;

/**
 * A route of the operator's that Camel does not take: what is wrong with an expression, an endpoint's parameter or a server
 * that is asked at once comes out only when everything starts.
 */
public final class RouteRefused extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    private RouteRefused(Problem problem, Exception cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    /** Which route it is, where it stands, and why. */
    public Problem problem() {
        return problem;
    }

    /** The failure with the place of the route that it is about; the failure itself when it is about none of a file. */
    static Exception of(Exception failure, Configuration configuration, Secrets secrets) {
        return routeId(failure)
                .flatMap(id -> place(id, configuration).map(place -> Problem.error(
                                place.file(),
                                place.line(),
                                null,
                                "route \"" + id + "\" cannot start: " + Causes.message(failure))
                        .masked(secrets)))
                .<Exception>map(problem -> new RouteRefused(problem, failure))
                .orElse(failure);
    }

    private static Optional<String> routeId(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FailedToCreateRouteException created) {
                return Optional.of(created.getRouteId());
            }
            if (cause instanceof FailedToStartRouteException started) {
                return Optional.of(started.getRouteId());
            }
        }
        return Optional.empty();
    }

    private static Optional<SourceTexts.Source> place(String id, Configuration configuration) {
        return configuration.collections().stream()
                .flatMap(collection -> collection.getRoutes().stream())
                .filter(route -> id.equals(route.getId()))
                .map(route -> configuration.texts().of(route))
                .filter(source -> !source.file().isEmpty())
                .findFirst();
    }
}
