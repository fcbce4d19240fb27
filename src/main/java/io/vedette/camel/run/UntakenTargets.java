package io.vedette.camel.run;

import io.vedette.camel.AlertsConsumer;
import io.vedette.camel.Stages;
import io.vedette.check.Check;
import io.vedette.config.values.Nearest;
import io.vedette.evaluate.Watched;
import io.vedette.process.Loggers;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.StartupListener;
import org.slf4j.Logger;

/**
 * Finds checks that name a target whose alerts no route takes. When a context starts, all of its routes are there before the
 * first of them runs: such a name is a mistake then, and the start fails. In a running context the route may come later, so
 * that the log says it once.
 */
final class UntakenTargets implements StartupListener {

    private static final Logger LOG = Loggers.ALERT;

    private final Stages stages;
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    private UntakenTargets(Stages stages) {
        this.stages = stages;
    }

    static void lookFor(CamelContext context, Stages stages) {
        try {
            // Camel asks its listeners between preparing routes and starting them, at the start and whenever some are added.
            context.addStartupListener(new UntakenTargets(stages));
        } catch (Exception e) {
            throw new IllegalStateException("the targets that checks name cannot be looked at", e);
        }
    }

    @Override
    public void onCamelContextStarted(CamelContext context, boolean alreadyStarted) {
        if (stages.base().settings().get().onlyLog()) {
            return; // Nobody but the log hears anything.
        }
        Set<String> taken = taken(context);
        Map<String, String> complaints = new TreeMap<>();
        stages.evaluation().watchlist().all().stream().map(Watched::check).forEach(check -> complain(check, taken, complaints));
        if (alreadyStarted) {
            complaints.forEach((key, complaint) -> {
                if (said.add(key)) {
                    LOG.warn("{}: its alerts wait for nobody until a route takes them", complaint);
                }
            });
        } else if (!complaints.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", complaints.values()));
        }
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
