package io.vedette.target;

import io.vedette.alert.Digest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;

/**
 * Stands in for {@code vedette:alerts?target=NAME} where only the route behind it is looked at: {@link #deliver} hands it
 * a digest and returns the exchange as the route left it.
 */
final class AlertsComponent extends DefaultComponent {

    private final Map<String, Consumer> consumers = new ConcurrentHashMap<>();

    Exchange deliver(String target, Digest digest) throws Exception {
        Consumer consumer = consumers.get(target);
        Exchange exchange = consumer.getEndpoint().createExchange();
        exchange.getMessage().setBody(digest);
        exchange.getMessage().setHeader("X-Internal", "must-not-leave");
        consumer.getProcessor().process(exchange);
        return exchange;
    }

    boolean hasRouteFor(String target) {
        return consumers.containsKey(target);
    }

    /** The generated configurers are for the real component, found by the same name. */
    @Override
    public PropertyConfigurer getComponentPropertyConfigurer() {
        return null;
    }

    @Override
    public PropertyConfigurer getEndpointPropertyConfigurer() {
        return null;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new AlertsEndpoint(uri, this, getAndRemoveParameter(parameters, "target", String.class));
    }

    private static final class AlertsEndpoint extends DefaultEndpoint {

        private final AlertsComponent component;
        private final String target;

        AlertsEndpoint(String uri, AlertsComponent component, String target) {
            super(uri, component);
            this.component = component;
            this.target = target;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            Consumer consumer = new DefaultConsumer(this, processor);
            component.consumers.put(target, consumer);
            return consumer;
        }
    }
}
