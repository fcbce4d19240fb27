package io.vedette.camel;

import io.vedette.camel.load.RoutePlaceholders;
import io.vedette.camel.load.StepsAfter;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
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
public final class UnseenFailures implements CamelInternalProcessorAdvice<Void> {

    /** An exchange property: the failure that was an observation of a check. */
    public static final String OBSERVED = "vedetteObservedFailure";

    private static final Logger LOG = Loggers.CHECK;

    private final MessageObserver observer;
    private final WatchedChecks checks;
    private final StepsAfter steps;

    private UnseenFailures(CamelContext context, Stages stages, RouteDefinition definition) {
        this.observer = new MessageObserver(stages);
        this.checks = stages.checks();
        this.steps = new StepsAfter(definition, RoutePlaceholders.of(context, definition)::filledIn);
    }

    /** Follows the exchanges of a route from now on. */
    public static void follow(Route route, RouteDefinition definition, Stages stages) {
        InternalProcessor processor = (InternalProcessor) route.getProcessor();
        if (processor.getAdvice(UnseenFailures.class) != null) {
            return; // It was stopped, and is there again.
        }
        UnseenFailures following = new UnseenFailures(route.getCamelContext(), stages, definition);
        processor.addAdvice(following);
        if (following.steps.areInBranches()) {
            StepNotes.in(route);
        }
    }

    /** It is in the exchange: what is kept beside it Camel has no room for where it pools exchanges. */
    @Override
    public boolean hasState() {
        return false;
    }

    @Override
    public Void before(Exchange exchange) {
        SeenChecks.begin(exchange);
        return null;
    }

    @Override
    public void after(Exchange exchange, Void nothing) throws InterruptedException {
        SeenChecks seen = SeenChecks.end(exchange);
        Exception failure = failure(exchange, seen);
        if (failure == null || isEnding(exchange.getContext())) {
            return;
        }
        for (String check : steps.checks(seen.step(), seen.names())) {
            observe(exchange, check, failure);
        }
    }

    private void observe(Exchange exchange, String check, Exception failure) throws InterruptedException {
        try {
            observer.failure(exchange, checks.named(check), failure);
            exchange.setProperty(OBSERVED, failure);
        } catch (RuntimeException e) {
            Defects.report(LOG, "check " + check + ": the failure of its route cannot be judged", e);
        }
    }

    private static Exception failure(Exchange exchange, SeenChecks seen) {
        if (exchange.getException() != null) {
            return exchange.getException();
        }
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        ExchangeExtension extension = exchange.getExchangeExtension();
        boolean isHandled = extension.isErrorHandlerHandledSet() && extension.isErrorHandlerHandled();
        return isHandled && !seen.knew(caught) ? caught : null;
    }

    /** Camel refuses what is under way when it stops. */
    private static boolean isEnding(CamelContext context) {
        return context.isStopping() || context.isStopped();
    }
}
