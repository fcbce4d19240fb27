package io.vedette.camel;

import io.vedette.config.Causes;
import io.vedette.config.Problem;
import io.vedette.config.Settings;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.spi.ManagementStrategy;

/**
 * Takes a running context from one configuration to another, step by step; only what differs is touched. Should a step
 * fail, those before it are taken back in reverse order, so that what ran before runs again.
 */
final class Changeover {

    /** A message that is under way to a target is let through. */
    private static final Duration DELIVERY = Duration.ofSeconds(30);
    /** A probe that is under way for a check that is no more, or another one, tells nothing: it is not waited for. */
    private static final Duration PROBE = Duration.ofMillis(50);

    private final CamelContext context;
    private final Assembly assembly;
    private final VedetteService service;
    private final Side before;
    private final Side after;
    private final Difference difference;
    private final ReversibleSteps steps;
    private final Set<String> lostChecks = new HashSet<>();
    private final Set<String> lostRoutes = new HashSet<>();

    /** A configuration with the settings that it goes with, and what placeholders stand for. */
    record Side(Blueprint blueprint, Settings settings, Properties properties) {}

    Changeover(CamelContext context, Assembly assembly, VedetteService service, Side before, Side after) {
        this.context = context;
        this.assembly = assembly;
        this.service = service;
        this.before = before;
        this.after = after;
        this.steps = new ReversibleSteps(service.secrets());
        this.difference = Difference.between(before.blueprint(), after.blueprint());
    }

    Difference difference() {
        return difference;
    }

    /** Changes over. */
    void run() throws ReversibleSteps.Failed {
        Set<EventNotifier> notifiers = Collections.newSetFromMap(new IdentityHashMap<>());
        notifiers.addAll(management().getEventNotifiers());
        // While a route is replaced its target stays, and with it whatever waits for it.
        service.keepTargets(true);
        try {
            settings();
            definitions();
            steps.routesFollow();
            for (String name : difference.routes().going().toList()) {
                removeRoute(name);
            }
            for (String name : difference.routes().coming().toList()) {
                addRoute(name);
            }
            checks();
        } catch (ReversibleSteps.Failed e) {
            steps.takeBack();
            throw e;
        } finally {
            service.keepTargets(false);
            settleTargets();
            removeSurplus(notifiers);
        }
    }

    /** What could not be brought back when a step failed, and does not run now. */
    Blueprint remaining() {
        return before.blueprint().without(lostChecks, lostRoutes);
    }

    private void settings() throws ReversibleSteps.Failed {
        steps.take(
                Problem.error(null, 0, null, "the settings could not be changed"),
                () -> take(after),
                () -> take(before),
                ReversibleSteps.NOTHING_LOST);
    }

    private void take(Side side) {
        context.getPropertiesComponent().setOverrideProperties(side.properties());
        if (service.settings() != side.settings()) {
            service.change(side.settings(), context.getRegistry());
        }
    }

    private void definitions() throws ReversibleSteps.Failed {
        for (String id : difference.configurations()) {
            steps.take(
                    Problem.error(null, 0, id, "the route configuration could not be changed"),
                    () -> assembly.replaceConfiguration(id, configuration(after, id)),
                    () -> assembly.replaceConfiguration(id, configuration(before, id)),
                    ReversibleSteps.NOTHING_LOST);
        }
        for (String id : difference.templates()) {
            steps.take(
                    Problem.error(null, 0, id, "the template could not be changed"),
                    () -> assembly.replaceTemplate(id, template(after, id)),
                    () -> assembly.replaceTemplate(id, template(before, id)),
                    ReversibleSteps.NOTHING_LOST);
        }
    }

    private static Optional<RouteConfigurationDefinition> configuration(Side side, String id) {
        return Optional.ofNullable(side.blueprint().configurations().get(id))
                .map(Blueprint.ConfigurationPart::definition);
    }

    private static Optional<RouteTemplateDefinition> template(Side side, String id) {
        return Optional.ofNullable(side.blueprint().templates().get(id)).map(Blueprint.TemplatePart::definition);
    }

    private static RouteTemplateDefinition templateOf(Side side, Blueprint.CheckPart part) {
        return side.blueprint()
                .templates()
                .get(part.check().definition().template())
                .definition();
    }

    private void removeRoute(String name) throws ReversibleSteps.Failed {
        Blueprint.RoutePart part = before.blueprint().routes().get(name);
        steps.take(
                problem(part, "the route could not be stopped"),
                () -> remove(part, DELIVERY),
                () -> assembly.add(part.definition(), part.collection()),
                () -> lostRoutes.add(name));
    }

    private void addRoute(String name) throws ReversibleSteps.Failed {
        Blueprint.RoutePart part = after.blueprint().routes().get(name);
        steps.take(
                problem(part, "the route could not be started"),
                () -> start(part),
                () -> remove(part, PROBE),
                ReversibleSteps.NOTHING_LOST);
    }

    private void start(Blueprint.RoutePart part) throws Exception {
        try {
            assembly.add(part.definition(), part.collection());
        } catch (Exception e) {
            String why = Causes.message(e);
            String told = part.source().unseen(why, context);
            throw told.equals(why) ? e : new IllegalArgumentException(told);
        }
    }

    /** A route without an id has got one when it was started. */
    private void remove(Blueprint.RoutePart part, Duration patience) throws Exception {
        if (part.definition().getId() != null) {
            assembly.remove(part.definition().getId(), patience);
        }
    }

    private void checks() throws ReversibleSteps.Failed {
        service.firstRuns().again();
        for (String name : difference.checks().going().toList()) {
            Blueprint.CheckPart part = before.blueprint().checks().get(name);
            steps.take(
                    problem(part, "the check could not be stopped"),
                    () -> assembly.remove(name, PROBE),
                    () -> assembly.add(part.check(), templateOf(before, part)),
                    () -> lostChecks.add(name));
        }
        for (String name : difference.replanned()) {
            Blueprint.CheckPart old = before.blueprint().checks().get(name);
            Blueprint.CheckPart part = after.blueprint().checks().get(name);
            steps.take(
                    problem(part, "the check could not be changed"),
                    () -> replan(old, part),
                    () -> replan(part, old),
                    ReversibleSteps.NOTHING_LOST);
        }
        for (String name : difference.checks().coming().toList()) {
            Blueprint.CheckPart part = after.blueprint().checks().get(name);
            steps.take(
                    problem(part, "the check could not be started"),
                    () -> assembly.add(part.check(), templateOf(after, part)),
                    () -> assembly.remove(name, PROBE),
                    ReversibleSteps.NOTHING_LOST);
        }
    }

    /** The route stays; so do the times of its runs, unless the check was edited or has another interval. */
    private void replan(Blueprint.CheckPart old, Blueprint.CheckPart other) {
        CheckPlan plan = other.check().plan();
        service.watch(plan);
        boolean edited = !old.written().equals(other.written())
                || !old.check().plan().check().interval().equals(plan.check().interval());
        Route route = context.getRoute(other.check().definition().name());
        if (edited && route != null && route.getConsumer() instanceof ScheduleConsumer schedule) {
            schedule.reschedule();
        }
    }

    private void settleTargets() {
        Set<String> taken = context.getRoutes().stream()
                .map(Route::getConsumer)
                .filter(AlertsConsumer.class::isInstance)
                .flatMap(consumer -> ((AlertsConsumer) consumer).admitted().stream())
                .collect(Collectors.toSet());
        taken.forEach(service.targets()::add);
        service.targets().names().stream().filter(name -> !taken.contains(name)).forEach(service.targets()::remove);
    }

    /**
     * For every route that is added to a running context Camel calls its startup listeners again, and the HTTP server's
     * then adds one more notifier that stays for ever.
     */
    private void removeSurplus(Set<EventNotifier> before) {
        List.copyOf(management().getEventNotifiers()).stream()
                .filter(notifier -> !before.contains(notifier))
                .filter(notifier ->
                        notifier.getClass().getName().startsWith("org.apache.camel.component.platform.http.main."))
                .forEach(management()::removeEventNotifier);
    }

    private ManagementStrategy management() {
        return context.getManagementStrategy();
    }

    private static Problem problem(Blueprint.RoutePart part, String message) {
        return Problem.error(
                part.source().file(), part.source().line(), part.definition().getId(), message);
    }

    private static Problem problem(Blueprint.CheckPart part, String message) {
        CheckDefinition definition = part.check().definition();
        return Problem.error(definition.file(), definition.place().line(), definition.name(), message);
    }
}
