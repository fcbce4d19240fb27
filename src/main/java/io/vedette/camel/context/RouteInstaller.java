package io.vedette.camel.context;

import io.vedette.camel.AlertTexts;
import io.vedette.camel.RoutedTargets;
import io.vedette.camel.RunEndpoint;
import io.vedette.camel.Stages;
import io.vedette.camel.ThrownErrors;
import io.vedette.camel.UnseenFailures;
import io.vedette.camel.WatchedChecks;
import io.vedette.camel.load.CheckDefinition;
import io.vedette.camel.load.CheckPlan;
import io.vedette.camel.load.Configuration;
import io.vedette.camel.load.ConfigurationSnapshot;
import io.vedette.camel.load.ObservedCheck;
import io.vedette.camel.load.PlannedTarget;
import io.vedette.camel.load.TemplateRoute;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Puts a configuration on a context: templates, routes, and a route per check; and keeps the watchlist in step with the
 * routes that are there.
 */
public final class RouteInstaller extends LifecycleStrategySupport {

    private static final int BATCH = 100;

    private final CamelContext context;
    private final Stages stages;
    private final WatchedChecks checks;
    private final RoutedTargets targets;
    /** A route of an application's own may name its check otherwise than itself, and observe several. */
    private final ObservingRoutes observing;

    private final Map<String, CheckPlan> planned = new LinkedHashMap<>();

    private RouteInstaller(CamelContext context, Stages stages) {
        this.context = context;
        this.stages = stages;
        this.checks = stages.checks();
        this.targets = stages.routedTargets();
        this.observing = new ObservingRoutes(checks, this::runs);
    }

    /** Makes a context keep its checks with the stages of a service. */
    public static RouteInstaller on(CamelContext context, Stages stages) {
        RouteInstaller installer = new RouteInstaller(context, stages);
        context.addLifecycleStrategy(installer);
        AlertTexts.addTo(context);
        ThrownErrors.addTo(context);
        SelfHealthCheck.bind(context, stages);
        return installer;
    }

    /** Adds the templates of a valid configuration, and what they refer to. */
    public void addTemplates(Configuration configuration) throws Exception {
        model().addRouteTemplateDefinitions(configuration.templates());
        configuration.configurations().forEach(model()::addRouteConfiguration);
    }

    /** Adds the plain routes of a valid configuration: notify routes, and operators' other routes. */
    public void addRoutes(Configuration configuration) throws Exception {
        for (RoutesDefinition collection : configuration.collections()) {
            collection.setCamelContext(context);
            collection.getRoutes().forEach(route -> QuietFailures.prepare(route, collection));
            model().addRouteDefinitions(collection.getRoutes());
        }
        for (PlannedTarget target : configuration.targets()) {
            plan(target);
            target.collection().setCamelContext(context);
            target.collection().prepareRoute(target.route());
            model().addRouteDefinitions(List.of(target.route()));
        }
    }

    /**
     * Adds the checks of a valid configuration to a context that is initialized and not started: Camel then starts all
     * routes together, and notify routes are there before the first alert.
     */
    public void addChecks(Configuration configuration) throws Exception {
        List<RouteDefinition> routes = new ArrayList<>();
        for (Configuration.PlannedCheck check : configuration.checks()) {
            routes.add(route(
                    check, model().getRouteTemplateDefinition(check.definition().template())));
        }
        for (int from = 0; from < routes.size(); from += BATCH) {
            start(routes.subList(from, Math.min(from + BATCH, routes.size())));
        }
    }

    /**
     * Camel's own ways to add routes look through all other routes for every new one, which took most of a minute for
     * 10,000 checks; see docs/decisions/checks-as-routes.md.
     */
    private void start(List<RouteDefinition> routes) throws Exception {
        model().getRouteDefinitions().addAll(routes);
        ((ModelCamelContext) context).startRouteDefinitions(routes);
    }

    /** Adds a check to a context that runs. */
    public void add(Configuration.PlannedCheck check, RouteTemplateDefinition template) throws Exception {
        start(List.of(route(check, template)));
    }

    /** Adds a route that is no check's to a context that runs, with what its file says for all of its routes. */
    public void add(ConfigurationSnapshot.RoutePart part) throws Exception {
        part.target().ifPresent(this::plan);
        part.collection().setCamelContext(context);
        QuietFailures.prepare(part.definition(), part.collection());
        start(List.of(part.definition()));
    }

    private void plan(PlannedTarget target) {
        targets.plan(target.route().getId(), target.plan());
        if (!target.plan().ofTemplate().isEmpty()) {
            TemplateRoute.fill(context, target.route(), target.plan().ofTemplate());
        }
    }

    /**
     * Takes a route away, if it is there.
     *
     * @param patience how long what is under way in it may take to end
     */
    public void remove(String id, Duration patience) throws Exception {
        if (context.getRouteController().getRouteStatus(id) != null) {
            context.getRouteController().stopRoute(id, patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!context.removeRoute(id)) {
                throw new IllegalStateException("route " + id + " does not stop");
            }
        }
        planned.remove(id);
        targets.forget(id);
        model().getRouteDefinitions().removeIf(definition -> id.equals(definition.getId()));
    }

    /** Puts a template in the place of the one of that name; none takes it away. */
    public void replaceTemplate(String id, Optional<RouteTemplateDefinition> template) throws Exception {
        RouteTemplateDefinition old = model().getRouteTemplateDefinition(id);
        if (old != null) {
            model().removeRouteTemplateDefinition(old);
        }
        if (template.isPresent()) {
            model().addRouteTemplateDefinition(template.get());
        }
    }

    /** Puts a route configuration in the place of the one of that name; none takes it away. */
    public void replaceConfiguration(String id, Optional<RouteConfigurationDefinition> configuration) {
        model().getRouteConfigurationDefinitions().removeIf(definition -> id.equals(definition.getId()));
        configuration.ifPresent(model()::addRouteConfiguration);
    }

    private RouteDefinition route(Configuration.PlannedCheck check, RouteTemplateDefinition template) {
        CheckDefinition definition = check.definition();
        Map<String, Object> parameters = new LinkedHashMap<>(definition.parameters());
        TemplateRoute.parameters(template).stream()
                .filter(parameter -> parameter.getDefaultValue() != null)
                .forEach(parameter -> parameters.putIfAbsent(parameter.getName(), parameter.getDefaultValue()));
        planned.put(definition.name(), check.plan());
        return TemplateRoute.of(context, template, definition.name(), parameters);
    }

    private Model model() {
        return context.getCamelContextExtension().getContextPlugin(Model.class);
    }

    @Override
    public void onRoutesAdd(Collection<Route> routes) {
        for (Route route : routes) {
            List<ObservingRoutes.Observed> observed = observed(route);
            if (!observed.isEmpty()) {
                observing.add(route.getRouteId(), observed);
            }
        }
    }

    @Override
    public void onContextStopping(CamelContext stopping) {
        stages.base().shutdownHooks().run();
    }

    @Override
    public void onRoutesRemove(Collection<Route> routes) {
        routes.forEach(route -> observing.remove(route.getRouteId()));
    }

    private boolean runs(String route) {
        ServiceStatus status = context.getRouteController().getRouteStatus(route);
        return context.isStarted() && status != null && status.isStarted();
    }

    private static boolean isScheduled(Endpoint source) {
        return source instanceof RunEndpoint run && run.isSchedule();
    }

    /** The plan made while the files were read, or those made now of a route that an application has by itself. */
    private List<ObservingRoutes.Observed> observed(Route route) {
        CheckPlan known = planned.remove(route.getRouteId());
        boolean isScheduled = isScheduled(route.getEndpoint());
        if (known != null && isScheduled) {
            return planned(known); // Among thousands a definition takes long to find.
        }
        RouteDefinition definition = model().getRouteDefinition(route.getRouteId());
        Collection<ObservedCheck> observed = definition == null ? List.of() : ObservedCheck.in(definition);
        if (!isScheduled && !observed.isEmpty()) {
            QuietFailures.follow(route, definition);
            UnseenFailures.follow(route, definition, stages);
        }
        if (known != null) {
            return planned(known);
        }
        try {
            return observed(observed);
        } catch (IllegalArgumentException e) {
            throw context.isStarted() ? e : new IllegalArgumentException(allRefusals(), e);
        }
    }

    private List<ObservingRoutes.Observed> observed(Collection<ObservedCheck> observed) {
        return observed.stream()
                .map(check -> new ObservingRoutes.Observed(
                        check.plan(context, checks.factory(context)), check.rule(), check.refers()))
                .toList();
    }

    /** What files say of checks was compared when they were read. */
    private static List<ObservingRoutes.Observed> planned(CheckPlan plan) {
        return List.of(new ObservingRoutes.Observed(plan, "", true));
    }

    /** What is wrong with any of the routes that are to start, so that nobody mends one a start. */
    private String allRefusals() {
        Set<String> refusals = new LinkedHashSet<>();
        for (RouteDefinition definition : model().getRouteDefinitions()) {
            try {
                observed(ObservedCheck.in(definition));
            } catch (IllegalArgumentException e) {
                refusals.add(e.getMessage());
            }
        }
        return String.join("; ", refusals);
    }
}
