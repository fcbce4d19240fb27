package io.vedette.camel;

import io.vedette.alert.Digest;
import io.vedette.camel.load.PlainRoutes;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointAware;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * Makes the steps of alert routes that lead out of the application send text where the body is a {@link Digest} still: a component
 * that does not know what to do with an object would send nothing and be content. Within the application the digest goes on
 * as it is, also after such a step. Other routes are left as they are.
 */
public final class AlertTexts implements InterceptStrategy {

    /** Ways within the application; where a dynamic address leads elsewhere is known only when there is a message. */
    private static final Set<String> WITHIN = Set.of(
            "bean",
            "class",
            "direct",
            "disruptor",
            "kamelet",
            "language",
            "log",
            "mock",
            "ref",
            "seda",
            "stub",
            "vedette");

    private AlertTexts() {}

    /** Has all alert routes that are added from now on send text. */
    public static void addTo(CamelContext context) {
        boolean isThere = context.getCamelContextExtension().getInterceptStrategies().stream()
                .anyMatch(AlertTexts.class::isInstance);
        if (!isThere) {
            context.getCamelContextExtension().addInterceptStrategy(new AlertTexts());
        }
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        Processor step = nextTarget == null ? target : nextTarget;
        if (!leadsOut(definition, step) || !isOfAlerts(definition)) {
            return target;
        }
        if (step instanceof EndpointAware to) {
            AskedOnce.of(to.getEndpoint());
        }
        return new Sending(target);
    }

    private static boolean leadsOut(NamedNode step, Processor processor) {
        if (step instanceof ToDynamicDefinition to) {
            String uri = String.valueOf(to.getUri());
            return !WITHIN.contains(uri.split(":", 2)[0]);
        }
        return step instanceof ToDefinition
                && processor instanceof EndpointAware to
                && to.getEndpoint() != null
                && to.getEndpoint().isRemote();
    }

    private static boolean isOfAlerts(NamedNode step) {
        RouteDefinition route = ProcessorDefinitionHelper.getRoute((ProcessorDefinition<?>) step);
        return route != null && PlainRoutes.takesAlerts(route);
    }

    /**
     * Sends, and waits until that is done: what counts is the exchange afterwards. Some components say that they are done before they
     * note that they were refused; a next step, or what gathers the branches of several, would take that for a success.
     */
    private static final class Sending extends AsyncProcessorSupport {

        private final Processor step;

        Sending(Processor step) {
            this.step = step;
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            Digest digest = exchange.getMessage().getBody() instanceof Digest body ? body : null;
            String text = digest == null ? null : digest.text();
            if (digest != null) {
                exchange.getMessage().setBody(text);
            }
            try {
                step.process(exchange);
            } catch (Exception e) {
                exchange.setException(e);
            }
            if (digest != null && exchange.getMessage().getBody() == text) {
                exchange.getMessage().setBody(digest);
            }
            callback.done(true);
            return true;
        }
    }
}
