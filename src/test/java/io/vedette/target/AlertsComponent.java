package io.vedette.target;

import io.vedette.alert.Digest;
import io.vedette.alert.TargetProtocol;
import io.vedette.camel.TargetCall;
import io.vedette.config.settings.Secrets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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
    private final Map<TargetKind, TargetProtocol> protocols = new ConcurrentHashMap<>();
    private Function<TargetKind, TargetProtocol> maker;
    private Secrets secrets;

    /** How targets are spoken to, and what must not be shown. */
    void speaks(Function<TargetKind, TargetProtocol> maker, Secrets secrets) {
        this.maker = maker;
        this.secrets = secrets;
    }

    Exchange deliver(String target, Digest digest) throws Exception {
        Consumer consumer = consumers.get(target);
        Exchange exchange = consumer.getEndpoint().createExchange();
        exchange.getMessage().setBody(digest);
        TargetKind kind = ((AlertsEndpoint) consumer.getEndpoint()).kind;
        TargetProtocol protocol = protocols.computeIfAbsent(kind, maker);
        exchange.setVariable(TargetCall.VARIABLE, new TargetCall(digest, protocol, secrets));
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
        return new AlertsEndpoint(
                uri,
                this,
                getAndRemoveParameter(parameters, "target", String.class),
                getAndRemoveParameter(parameters, "kind", TargetKind.class, TargetKind.WEBHOOK));
    }

    private static final class AlertsEndpoint extends DefaultEndpoint {

        private final AlertsComponent component;
        private final String target;
        private final TargetKind kind;

        AlertsEndpoint(String uri, AlertsComponent component, String target, TargetKind kind) {
            super(uri, component);
            this.component = component;
            this.target = target;
            this.kind = kind;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            Consumer consumer = new DefaultConsumer(this, processor);
            component.consumers.put(target == null ? kind.toString() : target, consumer);
            return consumer;
        }
    }
}
