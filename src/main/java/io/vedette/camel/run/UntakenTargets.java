package io.vedette.camel.run;

import io.vedette.camel.AlertsConsumer;
import io.vedette.camel.Stages;
import io.vedette.check.Check;
import io.vedette.config.values.Nearest;
import io.vedette.process.Loggers;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.StartupListener;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;

/**
 * Finds checks that name a target whose alerts no route takes. When a context starts, all of its routes are there before the
 * first of them runs: such a name is a mistake then, and the start fails. In a running context the route may come later, so
 * that the log says it once.
 */
final class UntakenTargets extends LifecycleStrategySupport implements StartupListener {

    private static final Logger LOG = Loggers.ALERT;

    private final Stages stages;
    /** By then all routes are there that are added together. */
    private static final long SOON_MILLIS = 500;

    private final CamelContext context;
    private final Set<String> said = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looksSoon = new AtomicBoolean();

    private UntakenTargets(CamelContext context, Stages stages) {
        this.context = context;
        this.stages = stages;
    }

    static void lookFor(CamelContext context, Stages stages) {
        UntakenTargets look = new UntakenTargets(context, stages);
        context.addLifecycleStrategy(look);
        try {
            // Camel asks its listeners between preparing routes and starting them.
            context.addStartupListener(look);
        } catch (Exception e) {
            throw new IllegalStateException("the targets that checks name cannot be looked at", e);
        }
    }

    @Override
    public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
        Map<String, String> complaints = alreadyStarted ? Map.of() : complaints();
        if (!complaints.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", complaints.values()));
        }
    }

    @Override
    public void onRoutesAdd(Collection<Route> routes) {
        if (context.isStarted() && looksSoon.compareAndSet(false, true)) {
            stages.schedules().timer().schedule(this::say, SOON_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void say() {
        looksSoon.set(false);
        complaints().forEach((key, complaint) -> {
            if (said.add(key)) {
                LOG.warn("{}; nobody is notified there until a route does", complaint);
            }
        });
    }

    private Map<String, String> complaints() {
        Map<String, String> complaints = new TreeMap<>();
        if (!stages.base().settings().get().onlyLog()) { // Else nobody but the log hears anything.
            Set<String> taken = taken(context);
            stages.evaluation().watchlist().forEach(watched -> complain(watched.check(), taken, complaints));
        }
        return complaints;
    }

    private static void complain(Check check, Set<String> taken, Map<String, String> complaints) {
        check.targets().stream()
                .filter(target -> !taken.contains(target))
                .forEach(target -> complaints.put(
                        check.name() + "\n" + target,
                        "check " + check.name() + ": notify: \"" + target
                                + "\" is not a target: no route takes alerts for it by vedette:alerts?target=" + target
                                + Nearest.hint(target, taken)));
    }

    private static Set<String> taken(CamelContext context) {
        return context.getRoutes().stream()
                .map(route -> route.getConsumer() instanceof AlertsConsumer consumer ? consumer.target() : "")
                .filter(target -> !target.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
