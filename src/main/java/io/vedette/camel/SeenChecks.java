package io.vedette.camel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;

/** Which checks an exchange has been an observation of on its way through one route; parts that it is split into note theirs here too. */
final class SeenChecks {

    private static final String PROPERTY = "vedetteSeen";

    private final SeenChecks outer;
    private final Exception caughtBefore;
    private volatile String step;
    private final List<String> names = new CopyOnWriteArrayList<>();

    private SeenChecks(SeenChecks outer, Exception caughtBefore) {
        this.outer = outer;
        this.caughtBefore = caughtBefore;
    }

    /** Begins to note what an exchange is seen by in a route, until {@link #end}. */
    static void begin(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        exchange.setProperty(PROPERTY, new SeenChecks(of(exchange), caught));
    }

    static void note(Exchange exchange, String check) {
        SeenChecks seen = of(exchange);
        if (seen != null) {
            seen.names.add(check);
        }
    }

    static void cameTo(Exchange exchange, String step) {
        SeenChecks seen = of(exchange);
        if (seen != null) {
            seen.step = step;
        }
    }

    /** Returns what was noted, and leaves the exchange to the route that called this one, if one did. */
    static SeenChecks end(Exchange exchange) {
        SeenChecks seen = of(exchange);
        if (seen == null) {
            return new SeenChecks(null, null); // The route took away all properties.
        }
        if (seen.outer == null) {
            exchange.removeProperty(PROPERTY);
        } else {
            exchange.setProperty(PROPERTY, seen.outer);
        }
        return seen;
    }

    private static SeenChecks of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, SeenChecks.class);
    }

    List<String> names() {
        return names;
    }

    /** Returns the id of the last step that it came to; null where steps are not noted. */
    String step() {
        return step;
    }

    /** Returns whether an exception had been caught already when the exchange came to the route. */
    boolean knew(Exception caught) {
        return caught == caughtBefore;
    }
}
