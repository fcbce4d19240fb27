package io.vedette.camel;

import org.apache.camel.Channel;
import org.apache.camel.Exchange;
import org.apache.camel.Navigate;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.CamelInternalProcessorAdvice;
import org.apache.camel.spi.InternalProcessor;

/** Notes each step that an exchange comes to in a route with branches: where it failed tells which checks were still to come. */
final class StepNotes implements CamelInternalProcessorAdvice<Void> {

    /** Has the steps of a route noted, those of its handlers of exceptions not. */
    static void in(Route route) {
        add(route.navigate());
    }

    private static void add(Navigate<Processor> from) {
        if (!from.hasNext()) {
            return;
        }
        for (Processor next : from.next()) {
            if (next instanceof Channel && next instanceof InternalProcessor step) {
                step.addAdvice(new StepNotes());
            }
            if (next instanceof Navigate<?>) {
                @SuppressWarnings("unchecked")
                Navigate<Processor> further = (Navigate<Processor>) next;
                add(further);
            }
        }
    }

    @Override
    public boolean hasState() {
        return false;
    }

    @Override
    public Void before(Exchange exchange) {
        SeenChecks.cameTo(exchange, exchange.getExchangeExtension().getHistoryNodeId());
        return null;
    }

    @Override
    public void after(Exchange exchange, Void nothing) {
        // It has gone on, or failed here.
    }
}
