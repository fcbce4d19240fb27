package io.vedette.camel;

import io.vedette.camel.load.TargetPlan;
import io.vedette.target.TargetKind;
import io.vedette.target.Targets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/** Keeps the list of targets in step with the routes that take alerts. Safe for several threads. */
public final class RoutedTargets {

    private static final String LOG = "log";

    private final Targets targets;
    private final SettingsInForce settings;
    private final Map<String, TargetPlan> plans = new ConcurrentHashMap<>();
    /** Several routes may take the alerts of one target, each of them another one. */
    private final List<AlertsConsumer> consumers = new CopyOnWriteArrayList<>();

    private volatile boolean kept;

    RoutedTargets(Targets targets, SettingsInForce settings) {
        this.targets = targets;
        this.settings = settings;
    }

    /** Notes what the target of a route is made of, before the route is added. */
    public void plan(String routeId, TargetPlan plan) {
        plans.put(routeId, plan);
    }

    /** Forgets what the target of a route was made of, after the route was removed. */
    public void forget(String routeId) {
        plans.remove(routeId);
    }

    /** Returns what the target of a route is made of; empty for a route of an operator's own. */
    Optional<TargetPlan> plan(String routeId) {
        return Optional.ofNullable(plans.get(routeId));
    }

    /** Returns whether a target may be sent anything: under {@code only-log} the log alone. */
    boolean admits(AlertsConsumer consumer) {
        return !settings.get().onlyLog()
                || consumer.plan()
                        .map(plan -> plan.kind() == TargetKind.LOG)
                        .orElse(consumer.target().equals(LOG));
    }

    void add(AlertsConsumer consumer) {
        consumers.add(consumer);
        targets.changed(consumer.target());
        enter(consumer);
    }

    private void enter(AlertsConsumer consumer) {
        if (admits(consumer)) {
            targets.add(consumer.target(), consumer.options());
        }
    }

    /** The target stays where another route takes its alerts. */
    void remove(AlertsConsumer consumer) {
        consumers.remove(consumer);
        Optional<AlertsConsumer> other = consumers.stream()
                .filter(one -> one.target().equals(consumer.target()))
                .findFirst();
        if (other.isPresent()) {
            enter(other.get());
        } else if (!kept) {
            targets.remove(consumer.target());
        }
    }

    /** Keeps targets whose routes go until {@link #matchRoutes}: their routes may come back, and their alerts keep waiting. */
    public void keep() {
        kept = true;
    }

    /** Makes the targets those of the current routes. */
    public void matchRoutes(CamelContext context) {
        kept = false;
        List<AlertsConsumer> current = context.getRoutes().stream()
                .map(Route::getConsumer)
                .filter(AlertsConsumer.class::isInstance)
                .map(AlertsConsumer.class::cast)
                .filter(this::admits)
                .toList();
        current.forEach(this::enter);
        Set<String> taken = current.stream().map(AlertsConsumer::target).collect(Collectors.toSet());
        targets.names().stream().filter(name -> !taken.contains(name)).forEach(targets::remove);
    }
}
