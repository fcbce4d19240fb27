package io.vedette.camel;

import io.vedette.config.Causes;
import io.vedette.config.Problem;
import io.vedette.config.Settings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.spi.ManagementStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a running context from one configuration to another, step by step; only what differs is touched. Should a step
 * fail, those before it are taken back in reverse order, so that what ran before runs again.
 */
final class Changeover {

    private static final Logger LOG = LoggerFactory.getLogger(Changeover.class);

    /** A message that is under way to a target is let through. */
    private static final Duration DELIVERY = Duration.ofSeconds(30);
    /** A probe that is under way for a check that is no more, or another one, tells nothing: it is not waited for. */
    private static final Duration PROBE = Duration.ofMillis(50);

    private static final Runnable NOTHING_LOST = () -> {};

    private final CamelContext context;
    private final Assembly assembly;
    private final VedetteService service;
    private final Side before;
    private final Side after;
    private final Difference difference;
    /** Settings, templates and route configurations: taken back first, as routes are made of them. */
    private final Deque<Undo> undosOfDefinitions = new ArrayDeque<>();

    private final Deque<Undo> undosOfRoutes = new ArrayDeque<>();
    private Deque<Undo> undos = undosOfDefinitions;
    private final Set<String> lostChecks = new HashSet<>();
    private final Set<String> lostRoutes = new HashSet<>();

    /** A configuration with the settings that it goes with, and what placeholders stand for. */
    record Side(Blueprint blueprint, Settings settings, Properties properties) {}

    private interface Action {
        void run() throws Exception;
    }

    private record Undo(String what, Action action, Runnable lost) {}

    /** A part could not be started; what ran before runs again. */
    static final class Failed extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        Failed(Problem problem, Throwable cause) {
            super(problem.message(), cause);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    Changeover(CamelContext context, Assembly assembly, VedetteService service, Side before, Side after) {
        this.context = context;
        this.assembly = assembly;
        this.service = service;
        this.before = before;
        this.after = after;
        this.difference = Difference.between(before.blueprint(), after.blueprint());
    }

    Difference difference() {
        return difference;
    }

    /** Changes over. */
    void run() throws Failed {
        Set<EventNotifier> notifiers = Collections.newSetFromMap(new IdentityHashMap<>());
        notifiers.addAll(management().getEventNotifiers());
        // While a route is replaced its target stays, and with it whatever waits for it.
        service.keepTargets(true);
        try {
            settings();
            definitions();
            undos = undosOfRoutes;
            for (String name : difference.routes().going().toList()) {
                removeRoute(name);
            }
            for (String name : difference.routes().coming().toList()) {
                addRoute(name);
            }
            checks();
        } catch (Failed e) {
            takeBack();
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

    private void settings() throws Failed {
        step(
                Problem.error(null, 0, null, "the settings could not be changed"),
                () -> take(after),
                () -> take(before),
                NOTHING_LOST);
    }

    private void take(Side side) {
        context.getPropertiesComponent().setOverrideProperties(side.properties());
        if (service.settings() != side.settings()) {
            service.change(side.settings(), context.getRegistry());
        }
    }

    private void definitions() throws Failed {
        for (String id : difference.configurations()) {
            step(
                    Problem.error(null, 0, id, "the route configuration could not be changed"),
                    () -> assembly.replaceConfiguration(id, configuration(after, id)),
                    () -> assembly.replaceConfiguration(id, configuration(before, id)),
                    NOTHING_LOST);
        }
        for (String id : difference.templates()) {
            step(
                    Problem.error(null, 0, id, "the template could not be changed"),
                    () -> assembly.replaceTemplate(id, template(after, id)),
                    () -> assembly.replaceTemplate(id, template(before, id)),
                    NOTHING_LOST);
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

    private void removeRoute(String name) throws Failed {
        Blueprint.RoutePart part = before.blueprint().routes().get(name);
        step(
                problem(part, "the route could not be stopped"),
                () -> remove(part, DELIVERY),
                () -> assembly.add(part.definition(), part.collection()),
                () -> lostRoutes.add(name));
    }

    private void addRoute(String name) throws Failed {
        Blueprint.RoutePart part = after.blueprint().routes().get(name);
        step(
                problem(part, "the route could not be started"),
                () -> assembly.add(part.definition(), part.collection()),
                () -> remove(part, PROBE),
                NOTHING_LOST);
    }

    /** A route without an id has got one when it was started. */
    private void remove(Blueprint.RoutePart part, Duration patience) throws Exception {
        if (part.definition().getId() != null) {
            assembly.remove(part.definition().getId(), patience);
        }
    }

    private void checks() throws Failed {
        service.firstRuns().again();
        for (String name : difference.checks().going().toList()) {
            Blueprint.CheckPart part = before.blueprint().checks().get(name);
            step(
                    problem(part, "the check could not be stopped"),
                    () -> assembly.remove(name, PROBE),
                    () -> assembly.add(part.check(), templateOf(before, part)),
                    () -> lostChecks.add(name));
        }
        for (String name : difference.replanned()) {
            Blueprint.CheckPart old = before.blueprint().checks().get(name);
            Blueprint.CheckPart part = after.blueprint().checks().get(name);
            step(
                    problem(part, "the check could not be changed"),
                    () -> replan(old, part),
                    () -> replan(part, old),
                    NOTHING_LOST);
        }
        for (String name : difference.checks().coming().toList()) {
            Blueprint.CheckPart part = after.blueprint().checks().get(name);
            step(
                    problem(part, "the check could not be started"),
                    () -> assembly.add(part.check(), templateOf(after, part)),
                    () -> assembly.remove(name, PROBE),
                    NOTHING_LOST);
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

    private void step(Problem problem, Action action, Action undo, Runnable lost) throws Failed {
        undos.push(new Undo(problem.message(), undo, lost));
        try {
            action.run();
        } catch (Exception e) {
            String message = problem.message() + ": " + service.secrets().mask(Causes.message(e));
            throw new Failed(Problem.error(problem.file(), problem.line(), problem.key(), message), e);
        }
    }

    private void takeBack() {
        for (Undo undo : Stream.of(undosOfDefinitions, undosOfRoutes)
                .flatMap(Deque::stream)
                .toList()) {
            try {
                undo.action().run();
            } catch (Exception e) {
                LOG.error(
                        "after \"{}\" what was before could not be brought back; a reload or a restart tries again: {}",
                        undo.what(),
                        service.secrets().mask(Causes.message(e)));
                undo.lost().run();
            }
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
