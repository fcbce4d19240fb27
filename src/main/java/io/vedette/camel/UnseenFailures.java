package io.vedette.camel;

import io.vedette.camel.load.RouteParts;
import io.vedette.camel.load.RoutePlaceholders;
import io.vedette.camel.load.StepsAfter;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeExtension;
import org.apache.camel.Route;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.CamelInternalProcessorAdvice;
import org.apache.camel.spi.InternalProcessor;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;

/**
 * Has the failure of a route that observes checks be an observation of those that it did not come to, also where an error handler of
 * the application has taken care of the failure, which it goes on to do. Each part of a message fails for itself, and so does what
 * comes of an aggregation. What a route catches with {@code doTry} is its own decision. Other routes have nothing of it.
 */
public final class UnseenFailures implements CamelInternalProcessorAdvice<Void> {

    /** An exchange property: the failure that was an observation of a check. */
    public static final String OBSERVED = "vedetteObservedFailure";

    private static final Logger LOG = Loggers.CHECK;

    private final MessageObserver observer;
    private final WatchedChecks checks;
    private final StepsAfter steps;
    private final RouteParts parts;

    private UnseenFailures(CamelContext context, Stages stages, RouteDefinition definition) {
        UnaryOperator<String> filledIn = RoutePlaceholders.of(context, definition)::filledIn;
        this.observer = new MessageObserver(stages);
        this.checks = stages.checks();
        this.steps = new StepsAfter(definition, filledIn);
        this.parts = new RouteParts(definition, filledIn);
    }

    /** Follows the exchanges of a route from now on. */
    public static void follow(Route route, RouteDefinition definition, Stages stages) {
        InternalProcessor processor = (InternalProcessor) route.getProcessor();
        if (processor.getAdvice(UnseenFailures.class) != null) {
            return; // It was stopped, and is there again.
        }
        UnseenFailures following = new UnseenFailures(route.getCamelContext(), stages, definition);
        processor.addAdvice(following);
        ThrownErrors.around(route);
        if (following.steps.areInBranches() || following.parts.observe()) {
            StepNotes.in(route, following);
        }
    }

    /** It is in the exchange: what is kept beside it Camel has no room for where it pools exchanges. */
    @Override
    public boolean hasState() {
        return false;
    }

    @Override
    public Void before(Exchange exchange) {
        SeenChecks.begin(exchange, this, steps);
        return null;
    }

    @Override
    public void after(Exchange exchange, Void nothing) throws InterruptedException {
        SeenChecks seen = SeenChecks.of(exchange);
        end(exchange, seen == null ? SeenChecks.begin(exchange, this, steps) : seen);
    }

    /** Notes a step that an exchange comes to: the first one of a part begins an observation of its own. */
    void cameTo(Exchange exchange, String step) {
        UnitOfWork unit = exchange.getUnitOfWork();
        SeenChecks seen = SeenChecks.of(exchange);
        if (unit != null && (seen == null || !seen.isOf(this, unit))) {
            parts.beginningWith(step).ifPresent(part -> begin(exchange, unit, part));
            seen = SeenChecks.of(exchange);
        }
        if (seen != null) {
            seen.cameTo(exchange, step);
        }
    }

    private void begin(Exchange exchange, UnitOfWork unit, StepsAfter part) {
        SeenChecks seen = SeenChecks.begin(exchange, this, part);
        unit.addSynchronization(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                try {
                    end(done, seen);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public boolean allowHandover() {
                return false;
            }
        });
    }

    private void end(Exchange exchange, SeenChecks seen) throws InterruptedException {
        seen.end(exchange);
        Exception failure = failure(exchange, seen);
        if (failure == null || isEnding(exchange.getContext())) {
            return;
        }
        if (seen.hasFailedBy(failure)) {
            exchange.setProperty(OBSERVED, failure);
        }
        observe(exchange, seen, failure);
    }

    /** Takes what a step throws that is no exception, which Camel hands to its caller and to no error handler. */
    void thrown(Exchange exchange, SeenChecks seen, Error error) throws InterruptedException {
        observe(exchange, seen, new RuntimeCamelException(error));
    }

    private void observe(Exchange exchange, SeenChecks seen, Exception failure) throws InterruptedException {
        for (String check : seen.unseen()) {
            try {
                observer.failure(exchange, checks.named(check), failure);
                exchange.setProperty(OBSERVED, failure);
            } catch (RuntimeException e) {
                Defects.report(LOG, "check " + check + ": the failure of its route cannot be judged", e);
            }
            seen.noteFailure(check, failure);
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
