package io.vedette.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelInternalProcessorAdvice;
import org.apache.camel.spi.InternalProcessor;

/**
 * Notes each step that an exchange comes to in a route with branches or parts: where it failed tells which checks were still to come.
 */
final class StepNotes implements CamelInternalProcessorAdvice<Void> {

    private final UnseenFailures following;

    private StepNotes(UnseenFailures following) {
        this.following = following;
    }

    static void in(Route route, UnseenFailures following) {
        StepNotes notes = new StepNotes(following);
        RouteChannels.of(route).stream()
                .filter(InternalProcessor.class::isInstance)
                .forEach(channel -> ((InternalProcessor) channel).addAdvice(notes));
    }

    @Override
    public boolean hasState() {
        return false;
    }

    @Override
    public Void before(Exchange exchange) {
        following.cameTo(exchange, exchange.getExchangeExtension().getHistoryNodeId());
        return null;
    }

    @Override
    public void after(Exchange exchange, Void nothing) {
        // It has gone on, or failed here.
    }
}
