package io.vedette.camel;

import io.vedette.target.Targets;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/** Keeps the list of targets in step with the routes that take alerts. Safe for several threads. */
public final class RoutedTargets {

    private final Targets targets;
    private final SettingsInForce settings;
    private volatile boolean kept;

    RoutedTargets(Targets targets, SettingsInForce settings) {
        this.targets = targets;
        this.settings = settings;
    }

    /** Returns whether a target may be sent anything: under {@code only-log} the log alone. */
    public boolean admits(String target) {
        return !settings.get().onlyLog() || target.equals("log");
    }

    void add(String target) {
        if (admits(target)) {
            targets.add(target);
        }
    }

    void remove(String target) {
        if (!kept) {
            targets.remove(target);
        }
    }

    /** Keeps targets whose routes go until {@link #matchRoutes}: their routes may come back, and their alerts keep waiting. */
    public void keep() {
        kept = true;
    }

    /** Makes the targets those of the current routes. */
    public void matchRoutes(CamelContext context) {
        kept = false;
        Set<String> taken = context.getRoutes().stream()
                .map(Route::getConsumer)
                .filter(AlertsConsumer.class::isInstance)
                .flatMap(consumer -> ((AlertsConsumer) consumer).admitted().stream())
                .collect(Collectors.toSet());
        taken.forEach(targets::add);
        targets.names().stream().filter(name -> !taken.contains(name)).forEach(targets::remove);
    }
}
