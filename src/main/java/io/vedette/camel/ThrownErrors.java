package io.vedette.camel;

import io.vedette.camel.load.ObservedCheck;
import io.vedette.process.DaemonThreads;
import io.vedette.process.Defects;
import io.vedette.process.Loggers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Has an {@link Error} in a route that observes checks, such as a failed assertion or a stack that overflows, be an observation of
 * those that were still to come. Camel lets it pass all error handlers, and so does this. Want of memory is trouble of the
 * application's own, and says nothing of what is watched.
 */
public final class ThrownErrors extends DelegateAsyncProcessor {

    private static final String SCHEDULE = "vedette:schedule";

    private static final long PATIENCE_SECONDS = 30;

    private ThrownErrors(Processor inner) {
        super(inner);
    }

    /** Stands around each step of routes that observe and are added from now on: in a route that another calls, a step is all that sees it. */
    public static void addTo(CamelContext context) {
        boolean isThere = context.getCamelContextExtension().getInterceptStrategies().stream()
                .anyMatch(Steps.class::isInstance);
        if (!isThere) {
            context.getCamelContextExtension().addInterceptStrategy(new Steps());
        }
    }

    /** Stands around all steps of a route: those of the first routes of a context are made before Vedette is there. */
    static void around(Route route) {
        if (route.getProcessor() instanceof DelegateAsyncProcessor all && all.getProcessor() != null) {
            all.setProcessor((Processor) new ThrownErrors(all.getProcessor()));
        }
    }

    /** The steps of routes that observe; other routes are left as they are. */
    private static final class Steps implements InterceptStrategy {

        @Override
        public Processor wrapProcessorInInterceptors(
                CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
            return observes(definition) ? new ThrownErrors(target) : target;
        }

        private static boolean observes(NamedNode step) {
            RouteDefinition route =
                    step instanceof ProcessorDefinition<?> one ? ProcessorDefinitionHelper.getRoute(one) : null;
            return route != null
                    && route.getInput() != null
                    && !String.valueOf(route.getInput().getEndpointUri()).startsWith(SCHEDULE)
                    && !ObservedCheck.in(route).isEmpty();
        }
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            return super.process(exchange, callback);
        } catch (OutOfMemoryError e) {
            throw e;
        } catch (Error e) {
            observe(exchange, e);
            throw e;
        }
    }

    /** On a thread of its own: there may be no stack left on this one. */
    private static void observe(Exchange exchange, Error error) {
        SeenChecks seen = SeenChecks.of(exchange);
        if (seen == null) {
            return;
        }
        CompletableFuture<Void> done = CompletableFuture.runAsync(
                () -> observe(exchange, seen, error), task -> DaemonThreads.start("vedette-error", task));
        try {
            done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            Defects.report(Loggers.CHECK, "the error of a route cannot be judged", e);
        }
    }

    private static void observe(Exchange exchange, SeenChecks seen, Error error) {
        try {
            seen.route().thrown(exchange, seen, error);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
