package io.vedette.camel.reload;

import static io.vedette.camel.reload.UndoLog.NOTHING_LOST;

import io.vedette.camel.AlertsConsumer;
import io.vedette.camel.ScheduleConsumer;
import io.vedette.camel.VedetteService;
import io.vedette.camel.context.RouteInstaller;
import io.vedette.camel.load.CheckDefinition;
import io.vedette.camel.load.CheckPlan;
import io.vedette.camel.load.ConfigurationSnapshot;
import io.vedette.camel.load.FilledInValues;
import io.vedette.camel.load.SourceTexts;
import io.vedette.camel.reload.UndoLog.Step;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.Problem;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
final class ReloadTransaction {

    /** A message that is under way to a target is let through. */
    private static final Duration DELIVERY = Duration.ofSeconds(30);
    /** A probe that is under way for a check that is no more, or another one, tells nothing: it is not waited for. */
    private static final Duration PROBE = Duration.ofMillis(50);

    private final CamelContext context;
    private final RouteInstaller assembly;
    private final VedetteService service;
    private final Side before;
    private final Side after;
    private final Difference difference;
    private final UndoLog steps;
    private final Set<String> lostChecks = new HashSet<>();
    private final Set<String> lostRoutes = new HashSet<>();

    /** A configuration with the settings that it goes with, and what placeholders stand for. */
    record Side(ConfigurationSnapshot blueprint, Settings settings, Properties properties) {}

    ReloadTransaction(CamelContext context, RouteInstaller assembly, VedetteService service, Side before, Side after) {
        this.context = context;
        this.assembly = assembly;
        this.service = service;
        this.before = before;
        this.after = after;
        this.steps = new UndoLog(service.secrets());
        this.difference = Difference.between(before.blueprint(), after.blueprint());
    }

    Difference difference() {
        return difference;
    }

    /** Changes over. */
    void run() throws UndoLog.Failed {
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
        } catch (UndoLog.Failed e) {
            steps.takeBack();
            throw e;
        } finally {
            service.keepTargets(false);
            settleTargets();
            removeSurplus(notifiers);
        }
    }

    /** What could not be brought back when a step failed, and does not run now. */
    ConfigurationSnapshot remaining() {
        return before.blueprint().without(lostChecks, lostRoutes);
    }

    private void settings() throws UndoLog.Failed {
        steps.take(step(null, "the settings could not be changed", ""), () -> take(after), () -> take(before));
    }

    private void take(Side side) {
        context.getPropertiesComponent().setOverrideProperties(side.properties());
        if (service.settings() != side.settings()) {
            service.change(side.settings(), context.getRegistry());
        }
    }

    private void definitions() throws UndoLog.Failed {
        for (String id : difference.configurations()) {
            steps.take(
                    step(
                            id,
                            "the route configuration could not be changed",
                            parts(
                                    side -> side.blueprint().configurations().get(id),
                                    ConfigurationSnapshot.ConfigurationPart::text)),
                    () -> assembly.replaceConfiguration(id, configuration(after, id)),
                    () -> assembly.replaceConfiguration(id, configuration(before, id)));
        }
        for (String id : difference.templates()) {
            steps.take(
                    step(
                            id,
                            "the template could not be changed",
                            parts(
                                    side -> side.blueprint().templates().get(id),
                                    ConfigurationSnapshot.TemplatePart::text)),
                    () -> assembly.replaceTemplate(id, template(after, id)),
                    () -> assembly.replaceTemplate(id, template(before, id)));
        }
    }

    /** What a part says before and after. */
    private <T> String parts(Function<Side, T> part, Function<T, String> text) {
        return Stream.of(before, after)
                .map(part)
                .filter(Objects::nonNull)
                .map(text)
                .collect(Collectors.joining("\n"));
    }

    private static Optional<RouteConfigurationDefinition> configuration(Side side, String id) {
        return Optional.ofNullable(side.blueprint().configurations().get(id))
                .map(ConfigurationSnapshot.ConfigurationPart::definition);
    }

    private static Optional<RouteTemplateDefinition> template(Side side, String id) {
        return Optional.ofNullable(side.blueprint().templates().get(id))
                .map(ConfigurationSnapshot.TemplatePart::definition);
    }

    private static RouteTemplateDefinition templateOf(Side side, ConfigurationSnapshot.CheckPart part) {
        return side.blueprint()
                .templates()
                .get(part.check().definition().template())
                .definition();
    }

    private void removeRoute(String name) throws UndoLog.Failed {
        ConfigurationSnapshot.RoutePart part = before.blueprint().routes().get(name);
        steps.take(
                step(before, part, "the route could not be stopped", () -> lostRoutes.add(name)),
                () -> remove(part, DELIVERY),
                () -> assembly.add(part.definition(), part.collection()));
    }

    private void addRoute(String name) throws UndoLog.Failed {
        ConfigurationSnapshot.RoutePart part = after.blueprint().routes().get(name);
        steps.take(
                step(after, part, "the route could not be started", NOTHING_LOST),
                () -> assembly.add(part.definition(), part.collection()),
                () -> remove(part, PROBE));
    }

    /** A route without an id has got one when it was started. */
    private void remove(ConfigurationSnapshot.RoutePart part, Duration patience) throws Exception {
        if (part.definition().getId() != null) {
            assembly.remove(part.definition().getId(), patience);
        }
    }

    private void checks() throws UndoLog.Failed {
        service.firstRuns().again();
        for (String name : difference.checks().going().toList()) {
            ConfigurationSnapshot.CheckPart part = before.blueprint().checks().get(name);
            steps.take(
                    step(before, part, "the check could not be stopped", () -> lostChecks.add(name)),
                    () -> assembly.remove(name, PROBE),
                    () -> assembly.add(part.check(), templateOf(before, part)));
        }
        for (String name : difference.replanned()) {
            ConfigurationSnapshot.CheckPart old = before.blueprint().checks().get(name);
            ConfigurationSnapshot.CheckPart part = after.blueprint().checks().get(name);
            steps.take(
                    step(after, part, "the check could not be changed", NOTHING_LOST),
                    () -> replan(old, part),
                    () -> replan(part, old));
        }
        for (String name : difference.checks().coming().toList()) {
            ConfigurationSnapshot.CheckPart part = after.blueprint().checks().get(name);
            steps.take(
                    step(after, part, "the check could not be started", NOTHING_LOST),
                    () -> assembly.add(part.check(), templateOf(after, part)),
                    () -> assembly.remove(name, PROBE));
        }
    }

    /** The route stays; so do the times of its runs, unless the check was edited or has another interval. */
    private void replan(ConfigurationSnapshot.CheckPart old, ConfigurationSnapshot.CheckPart other) {
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

    private Step step(String key, String message, String text) {
        return new Step(
                Problem.error(null, 0, key, message),
                () -> values(before).veil(List.of(text)).and(values(after).veil(List.of(text))),
                NOTHING_LOST);
    }

    private Step step(Side side, ConfigurationSnapshot.RoutePart part, String message, Runnable lost) {
        SourceTexts.Source source = part.source();
        return new Step(
                Problem.error(source.file(), source.line(), part.definition().getId(), message),
                () -> values(side).veil(List.of(source.text())),
                lost);
    }

    private Step step(Side side, ConfigurationSnapshot.CheckPart part, String message, Runnable lost) {
        CheckDefinition definition = part.check().definition();
        ConfigurationSnapshot.TemplatePart template =
                side.blueprint().templates().get(definition.template());
        return new Step(
                Problem.error(definition.file(), definition.place().line(), definition.name(), message),
                () -> values(side).veil(definition, template == null ? "" : template.text()),
                lost);
    }

    private FilledInValues values(Side side) {
        return new FilledInValues(context, side.settings());
    }
}
