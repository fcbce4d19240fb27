package io.vedette.camel.load;

import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Causes;
import io.vedette.config.values.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;

/**
 * A route or a check of the operator's that Camel does not take: what is wrong with a bean that is named, or a server that
 * is asked at once, comes out only when everything starts.
 */
public final class RouteRefused extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    private RouteRefused(Problem problem, Exception cause) {
        super(problem.toString(), cause);
        this.problem = problem;
    }

    /** Which route or check it is, where it stands, and why. */
    public Problem problem() {
        return problem;
    }

    /** The failure with the place of the route or check that it is about; the failure itself when it is about none of a file. */
    public static Exception of(
            Exception failure, Configuration configuration, FilledInValues placeholders, Secrets secrets) {
        String why = Causes.message(failure);
        return routeId(failure)
                .flatMap(id -> route(id, why, configuration, placeholders)
                        .or(() -> check(id, why, configuration, placeholders)))
                .map(secrets::masked)
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

    private static Optional<Problem> route(
            String id, String why, Configuration configuration, FilledInValues placeholders) {
        return configuration.collections().stream()
                .flatMap(collection -> collection.getRoutes().stream())
                .filter(route -> id.equals(route.getId()))
                .map(route -> configuration.texts().of(route))
                .filter(source -> !source.file().isEmpty())
                .map(source -> Problem.error(
                        source.file(),
                        source.line(),
                        null,
                        "route \"" + id + "\" cannot start: "
                                + placeholders.veil(List.of(source.text())).over(why)))
                .findFirst();
    }

    private static Optional<Problem> check(
            String id, String why, Configuration configuration, FilledInValues placeholders) {
        return Stream.concat(
                        configuration.checks().stream().map(Configuration.PlannedCheck::definition),
                        configuration.targets().stream().map(PlannedTarget::definition))
                .filter(check -> id.equals(check.name()) && check.file() != null)
                .map(check -> Problem.error(
                        check.file(),
                        check.place().line(),
                        null,
                        (isTarget(id, configuration) ? "target" : "check") + " \"" + id + "\" cannot start: "
                                + placeholders
                                        .veil(check, template(check, configuration))
                                        .over(why)))
                .findFirst();
    }

    private static boolean isTarget(String id, Configuration configuration) {
        return configuration.targets().stream()
                .anyMatch(target -> target.definition().name().equals(id));
    }

    /** What the template of a check says. */
    private static String template(CheckDefinition check, Configuration configuration) {
        return configuration.templates().stream()
                .filter(template -> template.getId().equals(check.template()))
                .map(template -> configuration.texts().of(template).text())
                .findFirst()
                .orElse("");
    }
}
