package io.vedette.camel;

import io.vedette.camel.load.StepsAfter;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.CamelInternalProcessorAdvice;
import org.apache.camel.spi.InternalProcessor;
import org.slf4j.Logger;

/**
 * Has the failure of a route that observes checks be an observation of those that it did not come to, also where an error handler of
 * the application has taken care of the failure, which it goes on to do. What a route catches with {@code doTry} is its own decision.
 * Other routes have nothing of it.
 */
public final class UnseenFailures implements CamelInternalProcessorAdvice<UnseenFailures.Way> {

    private static final Logger LOG = Loggers.CHECK;

    private final MessageObserver observer;
    private final WatchedChecks checks;
    private final StepsAfter steps;

    private UnseenFailures(Stages stages, RouteDefinition definition) {
        this.observer = new MessageObserver(stages);
        this.checks = stages.checks();
        this.steps = new StepsAfter(definition);
    }

    /** One exchange on its way through the route. */
    record Way(SeenChecks seen, Object caughtBefore) {}

    /** Follows the exchanges of a route from now on. */
    public static void follow(Route route, RouteDefinition definition, Stages stages) {
        ((InternalProcessor) route.getProcessor()).addAdvice(new UnseenFailures(stages, definition));
    }

    @Override
    public Way before(Exchange exchange) {
        return new Way(SeenChecks.begin(exchange), exchange.getProperty(Exchange.EXCEPTION_CAUGHT));
    }

    @Override
    public void after(Exchange exchange, Way way) throws InterruptedException {
        way.seen().end(exchange);
        Exception failure = failure(exchange, way);
        if (failure == null || isEnding(exchange.getContext())) {
            return;
        }
        Set<String> missed =
                steps.checks(exchange.getExchangeExtension().getHistoryNodeId(), way.seen().names());
        for (String check : missed) {
            observe(exchange, check, failure);
        }
    }

    private void observe(Exchange exchange, String check, Exception failure) throws InterruptedException {
        try {
            observer.failure(exchange, checks.named(check), failure);
        } catch (RuntimeException e) {
            Defects.report(LOG, "check " + check + ": the failure of its route cannot be judged", e);
        }
    }

    private static Exception failure(Exchange exchange, Way way) {
        if (exchange.getException() != null) {
            return exchange.getException();
        }
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        boolean isHandled = exchange.getExchangeExtension().isErrorHandlerHandled();
        return isHandled && caught != way.caughtBefore() ? caught : null;
    }

    /** Camel refuses what is under way when it stops. */
    private static boolean isEnding(CamelContext context) {
        return context.isStopping() || context.isStopped();
    }
}
