package io.vedette.camel;

import io.vedette.evaluate.Watched;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Judges the message as one observation of a check and takes the verdict; the message's body becomes the verdict. A body that
 * cannot be read is an error of the check, never of the route.
 */
final class ObserveProducer extends DefaultProducer {

    private final WatchedChecks checks;
    private final MessageObserver observer;

    ObserveProducer(VedetteEndpoint endpoint, Stages stages) {
        super(endpoint);
        this.checks = stages.checks();
        this.observer = new MessageObserver(stages);
    }

    /** Each route has its own, which it stops itself: the context would keep a list of them that is slow to search. */
    @Override
    public boolean isSingleton() {
        return false;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        Watched watched = checks.of(exchange, (VedetteEndpoint) getEndpoint());
        SeenChecks.note(exchange, watched.check().name());
        observer.message(exchange, watched)
                .ifPresent(verdict -> exchange.getMessage().setBody(verdict));
    }
}
