package io.vedette.camel;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;

/** Which checks an exchange has been an observation of on its way through one route; parts that it is split into note theirs here too. */
final class SeenChecks {

    private static final String PROPERTY = "vedetteSeen";

    private final Object before;
    private final List<String> names = new CopyOnWriteArrayList<>();

    private SeenChecks(Object before) {
        this.before = before;
    }

    /** Begins to note what an exchange is seen by, until {@link #end}. */
    static SeenChecks begin(Exchange exchange) {
        SeenChecks seen = new SeenChecks(exchange.getProperty(PROPERTY));
        exchange.setProperty(PROPERTY, seen);
        return seen;
    }

    static void note(Exchange exchange, String check) {
        SeenChecks seen = exchange.getProperty(PROPERTY, SeenChecks.class);
        if (seen != null) {
            seen.names.add(check);
        }
    }

    /** Leaves the exchange to the route that called this one, if one did. */
    void end(Exchange exchange) {
        if (before == null) {
            exchange.removeProperty(PROPERTY);
        } else {
            exchange.setProperty(PROPERTY, before);
        }
    }

    List<String> names() {
        return names;
    }
}
