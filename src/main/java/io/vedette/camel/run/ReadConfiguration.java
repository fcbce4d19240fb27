package io.vedette.camel.run;

import io.vedette.camel.Stages;
import io.vedette.camel.context.CamelSettings;
import io.vedette.camel.context.RouteInstaller;
import io.vedette.camel.load.Configuration;
import io.vedette.camel.load.ConfigurationReader;
import io.vedette.camel.load.ExtraCheck;
import io.vedette.camel.load.FilledInValues;
import io.vedette.camel.load.ObservedCheck;
import io.vedette.camel.load.PlainRoutes;
import io.vedette.camel.load.PlannedTarget;
import io.vedette.camel.load.RouteRefused;
import io.vedette.camel.reload.FolderContents;
import io.vedette.camel.reload.ReloadCandidate;
import io.vedette.camel.reload.Reloader;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.Settings;
import io.vedette.config.settings.TargetSettings;
import io.vedette.config.values.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.RouteDefinition;

/** The routes folder as it was read at the start, and its way onto the context. */
final class ReadConfiguration {

    private final Settings settings;
    private final List<ExtraCheck> extra;
    private final CamelContext context;
    private final Stages stages;
    private final FolderContents.Mark found;
    private final RouteInstaller installer;
    private final Configuration configuration;

    ReadConfiguration(Settings settings, List<ExtraCheck> extra, CamelContext context, Stages stages) {
        this.settings = settings;
        this.extra = List.copyOf(extra);
        this.context = context;
        this.stages = stages;
        found = new FolderContents(settings.routes()).look();
        installer = RouteInstaller.on(context, stages);
        configuration = new ConfigurationReader(
                        context,
                        settings,
                        stages.checks().factory(context),
                        stages.probing().discovery())
                .read(extra);
    }

    List<Problem> problems() {
        return configuration.problems();
    }

    /** Returns the names of all checks, in the order of the files. */
    List<String> checks() {
        return configuration.checks().stream()
                .map(check -> check.definition().name())
                .toList();
    }

    /** Returns the names of the checks that plain routes observe, in the order of the alphabet. */
    Set<String> observed() {
        return configuration.collections().stream()
                .flatMap(collection -> collection.getRoutes().stream())
                .flatMap(route -> ObservedCheck.in(route).stream())
                .map(ObservedCheck::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the targets that some route takes alerts for, or that settings could make: configured or not. */
    Set<String> targets() {
        Stream<RouteDefinition> plain =
                configuration.collections().stream().flatMap(collection -> collection.getRoutes().stream());
        Set<String> targets = new TreeSet<>(PlainRoutes.targets(
                Stream.concat(plain, configuration.targets().stream().map(PlannedTarget::route))));
        settings.targets().keySet().stream()
                .filter(target -> !target.equals(TargetSettings.LOG))
                .forEach(targets::add);
        return targets;
    }

    /** Leaves the routes alone that are needed to notify a target. */
    void leaveOutAllButTargets() {
        configuration.collections().forEach(collection -> collection.getRoutes().removeIf(r -> !TestAlerts.needs(r)));
    }

    void addTemplates() throws Exception {
        installer.addTemplates(configuration);
    }

    void addRoutes() throws Exception {
        installer.addRoutes(configuration);
    }

    void addChecks() throws Exception {
        context.init();
        installer.addChecks(configuration);
    }

    /**
     * Returns what reloads it. To be called before anything of it runs, as Camel's definitions change then.
     *
     * @param settingsAgain reads the settings; empty where they stay as they are
     */
    Reloader reloader(Supplier<Optional<Loaded>> settingsAgain, CamelSettings camelSettings) {
        return new Reloader(
                new Reloader.Running(context, installer, stages),
                new ReloadCandidate.Source(settings, settingsAgain, camelSettings::beside, extra),
                configuration,
                found);
    }

    /** Returns why Camel did not take a part of it, in an operator's words. */
    Exception refused(Exception e) {
        return RouteRefused.of(
                e,
                configuration,
                new FilledInValues(context, settings),
                stages.base().secrets());
    }
}
