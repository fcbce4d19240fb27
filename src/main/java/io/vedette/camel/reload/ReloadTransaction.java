package io.vedette.camel.reload;

import static io.vedette.camel.reload.UndoLog.NOTHING_LOST;

import io.vedette.camel.ScheduleConsumer;
import io.vedette.camel.SettingsInForce;
import io.vedette.camel.Stages;
import io.vedette.camel.context.RouteInstaller;
import io.vedette.camel.load.CheckPlan;
import io.vedette.camel.load.ConfigurationSnapshot;
import io.vedette.config.settings.Settings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteTemplateDefinition;

/**
 * Takes a running context from one configuration to another, step by step; only what differs is touched. Should a step
 * fail, those before it are taken back in reverse order, so that what ran before runs again.
 */
final class ReloadTransaction {

    /** A message that is under way to a target is let through. */
    private static final Duration DELIVERY = Duration.ofSeconds(30);
    /** A running probe of a removed or changed check is not waited for: its result is useless. */
    private static final Duration PROBE = Duration.ofMillis(50);

    private final CamelContext context;
    private final RouteInstaller installer;
    private final Stages stages;
    private final Side before;
    private final Side after;
    private final Difference difference;
    private final UndoLog steps;
    private final StepTexts texts;
    private final Set<String> lostChecks = new HashSet<>();
    private final Set<String> lostRoutes = new HashSet<>();

    /** A configuration with the settings that it goes with, and what placeholders stand for. */
    record Side(ConfigurationSnapshot snapshot, Settings settings, Properties properties) {}

    ReloadTransaction(Reloader.Running running, Side before, Side after) {
        this.context = running.context();
        this.installer = running.installer();
        this.stages = running.stages();
        this.before = before;
        this.after = after;
        this.steps = new UndoLog(stages.base().secrets());
        this.texts = new StepTexts(context, before, after);
        this.difference = Difference.between(before.snapshot(), after.snapshot());
    }

    Difference difference() {
        return difference;
    }

    /** Returns the keys of the settings that differ and count at once. */
    List<String> settingsAtOnce() {
        return SettingsOfStart.changedAtOnce(before.settings(), after.settings());
    }

    /** Takes the running context to the other configuration. */
    void run() throws UndoLog.Failed {
        SurplusNotifiers surplus = new SurplusNotifiers(context.getManagementStrategy());
        // While a route is replaced its target stays, and so do the alerts that wait for it.
        stages.routedTargets().keep();
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
            difference.removed().forEach(stages.probing().heartbeats()::forget);
        } catch (UndoLog.Failed e) {
            steps.takeBack();
            throw e;
        } finally {
            stages.routedTargets().matchRoutes(context);
            surplus.remove();
        }
    }

    /** Returns what runs after a step failed: the configuration before, without the parts that could not be brought back. */
    ConfigurationSnapshot remaining() {
        return before.snapshot().without(lostChecks, lostRoutes);
    }

    private void settings() throws UndoLog.Failed {
        steps.take(texts.step(null, "the settings could not be changed", ""), () -> take(after), () -> take(before));
    }

    private void take(Side side) {
        context.getPropertiesComponent().setOverrideProperties(side.properties());
        SettingsInForce settings = stages.base().settings();
        if (settings.get() != side.settings()) {
            settings.change(side.settings(), context.getRegistry());
        }
    }

    private void definitions() throws UndoLog.Failed {
        for (String id : difference.configurations()) {
            steps.take(
                    texts.step(
                            id,
                            "the route configuration could not be changed",
                            texts.parts(
                                    side -> side.snapshot().configurations().get(id),
                                    ConfigurationSnapshot.ConfigurationPart::text)),
                    () -> installer.replaceConfiguration(id, configuration(after, id)),
                    () -> installer.replaceConfiguration(id, configuration(before, id)));
        }
        for (String id : difference.templates()) {
            steps.take(
                    texts.step(
                            id,
                            "the template could not be changed",
                            texts.parts(
                                    side -> side.snapshot().templates().get(id),
                                    ConfigurationSnapshot.TemplatePart::text)),
                    () -> installer.replaceTemplate(id, template(after, id)),
                    () -> installer.replaceTemplate(id, template(before, id)));
        }
    }

    private static Optional<RouteConfigurationDefinition> configuration(Side side, String id) {
        return Optional.ofNullable(side.snapshot().configurations().get(id))
                .map(ConfigurationSnapshot.ConfigurationPart::definition);
    }

    private static Optional<RouteTemplateDefinition> template(Side side, String id) {
        return Optional.ofNullable(side.snapshot().templates().get(id))
                .map(ConfigurationSnapshot.TemplatePart::definition);
    }

    private static RouteTemplateDefinition templateOf(Side side, ConfigurationSnapshot.CheckPart part) {
        return side.snapshot()
                .templates()
                .get(part.check().definition().template())
                .definition();
    }

    private void removeRoute(String name) throws UndoLog.Failed {
        ConfigurationSnapshot.RoutePart part = before.snapshot().routes().get(name);
        steps.take(
                texts.step(before, part, "the route could not be stopped", () -> lostRoutes.add(name)),
                () -> remove(part, DELIVERY),
                () -> installer.add(part));
    }

    private void addRoute(String name) throws UndoLog.Failed {
        ConfigurationSnapshot.RoutePart part = after.snapshot().routes().get(name);
        steps.take(
                texts.step(after, part, "the route could not be started", NOTHING_LOST),
                () -> installer.add(part),
                () -> remove(part, PROBE));
    }

    /** A route without an id has got one when it was started. */
    private void remove(ConfigurationSnapshot.RoutePart part, Duration patience) throws Exception {
        if (part.definition().getId() != null) {
            installer.remove(part.definition().getId(), patience);
        }
    }

    private void checks() throws UndoLog.Failed {
        stages.schedules().firstRuns().again();
        for (String name : difference.checks().going().toList()) {
            ConfigurationSnapshot.CheckPart part = before.snapshot().checks().get(name);
            steps.take(
                    texts.step(before, part, "the check could not be stopped", () -> lostChecks.add(name)),
                    () -> installer.remove(name, PROBE),
                    () -> installer.add(part.check(), templateOf(before, part)));
        }
        for (String name : difference.replanned()) {
            ConfigurationSnapshot.CheckPart old = before.snapshot().checks().get(name);
            ConfigurationSnapshot.CheckPart part = after.snapshot().checks().get(name);
            steps.take(
                    texts.step(after, part, "the check could not be changed", NOTHING_LOST),
                    () -> replan(old, part),
                    () -> replan(part, old));
        }
        for (String name : difference.checks().coming().toList()) {
            ConfigurationSnapshot.CheckPart part = after.snapshot().checks().get(name);
            steps.take(
                    texts.step(after, part, "the check could not be started", NOTHING_LOST),
                    () -> installer.add(part.check(), templateOf(after, part)),
                    () -> installer.remove(name, PROBE));
        }
    }

    /** The route stays; so do the times of its runs, unless the check was edited or has another interval. */
    private void replan(ConfigurationSnapshot.CheckPart old, ConfigurationSnapshot.CheckPart other) {
        CheckPlan plan = other.check().plan();
        stages.checks().watch(plan);
        boolean edited = !old.written().equals(other.written())
                || !old.check().plan().check().interval().equals(plan.check().interval());
        if (edited) {
            ScheduleConsumer.of(context, other.check().definition().name()).ifPresent(ScheduleConsumer::reschedule);
        }
    }
}
