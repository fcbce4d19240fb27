package io.vedette.camel;

import io.vedette.alert.Digest;
import io.vedette.alert.TargetEndpoint;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Producer;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.URISupport;

/**
 * The Camel endpoint that a target of the template {@code notify-uri} or {@code notify-email} calls. It stands in no list of the context: its address may
 * hold secrets, which management would show.
 */
final class CalledEndpoint extends ServiceSupport {

    private final String uri;
    private final Map<String, Object> options;
    private final CamelContext context;
    private Endpoint endpoint;
    private Producer producer;

    CalledEndpoint(String uri, CamelContext context) {
        this(new TargetEndpoint(uri, Map.of()), context);
    }

    CalledEndpoint(TargetEndpoint called, CamelContext context) {
        this.uri = called.uri();
        this.options = called.options();
        this.context = context;
    }

    /**
     * Sends a digest as text, and waits for what comes of it: some components say that they are done before they say that they
     * failed, so that nothing but the exchange afterwards tells.
     */
    void call(Digest digest) throws Exception {
        call(digest.text(), Map.of());
    }

    /** Sends a message with these headers and no others, and waits likewise. */
    void call(Object body, Map<String, Object> headers) throws Exception {
        Exchange exchange = endpoint.createExchange(ExchangePattern.InOnly);
        exchange.getExchangeExtension().setFailureHandled(true);
        exchange.getExchangeExtension().setErrorHandlerHandled(false);
        exchange.setProperty(ExchangePropertyKey.CHARSET_NAME, StandardCharsets.UTF_8.name());
        exchange.getMessage().setHeaders(new HashMap<>(headers));
        exchange.getMessage().setBody(body);
        producer.process(exchange);
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }

    @Override
    protected void doStart() throws Exception {
        String scheme = uri.substring(0, uri.indexOf(':'));
        Component component = context.getComponent(scheme);
        if (component == null) {
            throw new IllegalStateException("there is no Camel component \"" + scheme + "\"; its jar is missing");
        }
        endpoint = component.createEndpoint(component.useRawUri() ? uri : URISupport.normalizeUri(uri));
        options.forEach(this::set);
        ServiceHelper.startService(endpoint);
        producer = endpoint.createProducer();
        ServiceHelper.startService(producer);
    }

    /** Sets an option as it is: in an address, and by Camel's binding, it could name a bean or hold a placeholder. */
    private void set(String name, Object value) {
        if (!endpoint.getComponent().getEndpointPropertyConfigurer().configure(context, endpoint, name, value, true)) {
            throw new IllegalStateException("the endpoint has no option " + name);
        }
    }

    @Override
    protected void doStop() {
        ServiceHelper.stopAndShutdownServices(producer, endpoint);
    }
}
