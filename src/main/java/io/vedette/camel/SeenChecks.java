package io.vedette.camel;

import io.vedette.camel.load.StepsAfter;
import io.vedette.config.values.Causes;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.spi.UnitOfWork;

/**
 * Which checks an exchange has been an observation of on its way through one route, or through one part of it: a part of a split, a
 * branch of a multicast, what comes of an aggregation. Each of these is an observation of its own, and so is each round of a loop.
 * Safe for several threads.
 */
final class SeenChecks {

    private static final String PROPERTY = "vedetteSeen";

    private final SeenChecks outer;
    private final UnseenFailures route;
    private final StepsAfter steps;
    private final UnitOfWork unit;
    private final Exception caughtBefore;
    /** The last one is the latest. */
    private final Set<String> names = new LinkedHashSet<>();

    private final Set<String> ofRound = new HashSet<>();
    private Integer round;
    private volatile Throwable failure;
    private volatile String step;

    private SeenChecks(Exchange exchange, UnseenFailures route, StepsAfter steps) {
        this.outer = of(exchange);
        this.route = route;
        this.steps = steps;
        this.unit = exchange.getUnitOfWork();
        this.caughtBefore = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    /**
     * Begins to note what an exchange is seen by in a route or a part of it, until {@link #end}.
     *
     * @param steps those of the route or the part
     */
    static SeenChecks begin(Exchange exchange, UnseenFailures route, StepsAfter steps) {
        SeenChecks seen = new SeenChecks(exchange, route, steps);
        exchange.setProperty(PROPERTY, seen);
        return seen;
    }

    static void note(Exchange exchange, String check) {
        SeenChecks seen = of(exchange);
        if (seen != null) {
            seen.note(check);
            for (SeenChecks one = seen; one.outer != null && one.outer.route == seen.route; one = one.outer) {
                one.outer.note(check);
            }
        }
    }

    private synchronized void note(String check) {
        boolean isNew = !names.remove(check);
        names.add(check);
        if (round != null && isNew) {
            ofRound.add(check);
        }
    }

    /** Notes that a failure was an observation of a check: wherever else the exchange fails by it, it is none again. */
    void noteFailure(String check, Exception failure) {
        for (SeenChecks one = this; one != null; one = one.outer) {
            one.note(check);
            one.failure = Causes.root(failure);
        }
    }

    /** Notes the step that an exchange comes to; in the next round of a loop what was seen in the one before counts no more. */
    void cameTo(Exchange exchange, String id) {
        step = id;
        Integer now = exchange.getProperty(ExchangePropertyKey.LOOP_INDEX, Integer.class);
        synchronized (this) {
            if (!Objects.equals(now, round)) {
                names.removeAll(ofRound);
                ofRound.clear();
                round = now;
            }
        }
    }

    /** Ends it, and leaves the exchange to the route that called this one, if one did. */
    void end(Exchange exchange) {
        if (of(exchange) != this) {
            return; // The route took away all properties.
        }
        if (outer == null) {
            exchange.removeProperty(PROPERTY);
        } else {
            exchange.setProperty(PROPERTY, outer);
        }
    }

    /** Returns what is noted of an exchange now; null where it is in no route that observes, or all properties were taken away. */
    static SeenChecks of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, SeenChecks.class);
    }

    UnseenFailures route() {
        return route;
    }

    /** Returns whether it is of this route, and of the part of it that has this unit of work. */
    boolean isOf(UnseenFailures one, UnitOfWork part) {
        return route == one && unit == part;
    }

    /** Returns the checks that were still to come. */
    synchronized Set<String> unseen() {
        return steps.checks(step, List.copyOf(names));
    }

    /** Returns whether a failure was an observation already, such as that of a part. */
    boolean hasFailedBy(Exception one) {
        return failure != null && failure == Causes.root(one);
    }

    /** Returns whether an exception had been caught already when the exchange came to the route. */
    boolean knew(Exception caught) {
        return caught == caughtBefore;
    }
}
