package io.vedette.camel.context;

import io.vedette.camel.UnseenFailures;
import io.vedette.camel.load.ObservedCheck;
import io.vedette.config.values.Causes;
import io.vedette.process.Loggers;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.builder.DefaultErrorHandlerBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.spi.CamelInternalProcessorAdvice;
import org.apache.camel.spi.CamelLogger;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.InternalProcessor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * Has the check alone tell of a failure that is an observation of it, where the route comes from a file of operators'. Camel would write
 * each failure twice, with its stack trace: its error handler does, and the source of the route. A failure after the check was judged is a line.
 * Routes with an error handler of their own keep it, with its log.
 */
final class QuietFailures implements CamelInternalProcessorAdvice<Void> {

    private static final Logger LOG = Loggers.CHECK;

    private final String route;

    private QuietFailures(String route) {
        this.route = route;
    }

    /** Prepares a route as Camel does, and keeps Camel's own error handler from writing what the route's checks tell. */
    static void prepare(RouteDefinition route, RoutesDefinition collection) {
        // From then on it has a copy of the context's.
        boolean isOwn = route.getErrorHandler() != null
                || route.isErrorHandlerFactorySet()
                || collection.getErrorHandlerFactory() != null
                || isConfigured(route, collection.getCamelContext());
        collection.prepareRoute(route);
        if (!isOwn && !ObservedCheck.in(route).isEmpty()) {
            route.setErrorHandlerFactory(new Silent());
        }
    }

    /** Those without a name are for all routes. */
    private static boolean isConfigured(RouteDefinition route, CamelContext context) {
        return ((ModelCamelContext) context)
                .getRouteConfigurationDefinitions().stream()
                        .filter(configuration -> configuration.getErrorHandler() != null)
                        .anyMatch(one -> one.getId() == null || route.getRouteConfigurationId() != null);
    }

    /** Follows the exchanges of a route that was {@linkplain #prepare prepared}; what comes after the route sees them before. */
    static void follow(Route route, RouteDefinition definition) {
        InternalProcessor processor = (InternalProcessor) route.getProcessor();
        if (definition.getErrorHandlerFactory() instanceof Silent && processor.getAdvice(QuietFailures.class) == null) {
            processor.addAdvice(new QuietFailures(route.getRouteId()));
            if (route.getConsumer() instanceof DefaultConsumer consumer) {
                consumer.setExceptionHandler(new OfSource(consumer.getExceptionHandler()));
            }
        }
    }

    @Override
    public boolean hasState() {
        return false;
    }

    @Override
    public Void before(Exchange exchange) {
        return null;
    }

    @Override
    public void after(Exchange exchange, Void nothing) {
        Exception failure = exchange.getException();
        if (failure != null
                && failure != exchange.getProperty(UnseenFailures.OBSERVED)
                && exchange.getContext().isStarted()) {
            LOG.warn("route {} failed where it observes no check: {}", route, Causes.message(failure));
        }
    }

    /** Camel's default, without the lines for each failure; without redeliveries it does not ask whether to write them. */
    private static final class Silent extends DefaultErrorHandlerBuilder {

        private Silent() {
            logger(new CamelLogger(NOPLogger.NOP_LOGGER));
        }
    }

    /** What goes wrong in the source itself, before there is a message or after the route is done with it, is Camel's to write. */
    private record OfSource(ExceptionHandler before) implements ExceptionHandler {

        @Override
        public void handleException(Throwable exception) {
            before.handleException(exception);
        }

        @Override
        public void handleException(String message, Throwable exception) {
            before.handleException(message, exception);
        }

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {
            if (exchange == null || exchange.getException() != exception) {
                before.handleException(message, exchange, exception);
            }
        }
    }
}
