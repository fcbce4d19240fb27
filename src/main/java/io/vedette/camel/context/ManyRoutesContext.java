package io.vedette.camel.context;

import java.util.List;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Route;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A context that starts thousands of checks in seconds. Before Camel starts the consumer of a route it goes through all
 * other routes for one that reads the same endpoint, to tell of a clash; all checks read {@code vedette:schedule}, which
 * allows that, so that for 10,000 checks fifty million looks find nothing. For this one look routes that cannot clash are
 * left out; see docs/decisions/checks-as-routes.md.
 */
final class ManyRoutesContext extends DefaultCamelContext {

    /** Camel's class that makes the look. Were it renamed, the look would take as long as it does without this. */
    private static final String STARTER = "org.apache.camel.impl.engine.InternalRouteStartupManager";

    private static final StackWalker CALLERS = StackWalker.getInstance();

    private volatile Look look = new Look(0, List.of());

    /** @param of how many routes there were */
    private record Look(int of, List<Route> mayClash) {}

    /** Not built yet, as Camel Main wants it. */
    ManyRoutesContext() {
        super(false);
    }

    @Override
    public List<Route> getRoutes() {
        return isStartingRoutes() && isLookForClashes() ? mayClash() : super.getRoutes();
    }

    private static boolean isLookForClashes() {
        return CALLERS.walk(frames -> frames.skip(2)
                .findFirst()
                .filter(caller -> caller.getClassName().equals(STARTER))
                .isPresent());
    }

    /** Camel adds all routes of a start before it starts the first one, and starts under a lock. */
    private List<Route> mayClash() {
        Look last = look;
        if (last.of() != getRoutesSize()) {
            List<Route> all = super.getRoutes();
            last = new Look(
                    all.size(), all.stream().filter(route -> !isShared(route)).toList());
            look = last;
        }
        return last.mayClash();
    }

    private static boolean isShared(Route route) {
        return route.getEndpoint() instanceof MultipleConsumersSupport endpoint
                && endpoint.isMultipleConsumersSupported();
    }

    /** Each start looks for itself: as many routes as before may be others. */
    @Override
    public void setStartingRoutes(boolean starting) {
        super.setStartingRoutes(starting);
        look = new Look(0, List.of());
    }
}
