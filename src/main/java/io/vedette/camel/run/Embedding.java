package io.vedette.camel.run;

import io.vedette.camel.EmbeddedStart;
import io.vedette.camel.Stages;
import io.vedette.camel.VedetteHost;
import io.vedette.camel.VedetteService;
import io.vedette.camel.context.RouteInstaller;
import io.vedette.camel.load.ShippedTemplates;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingKey;
import io.vedette.config.settings.Settings;
import io.vedette.config.values.Parameters;
import io.vedette.store.Store;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.LifecycleStrategy;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.service.ServiceHelper;

/** Vedette inside an application that has a Camel context of its own. */
public final class Embedding implements EmbeddedStart {

    private static final String NAME = "vedetteService";

    /** For {@link java.util.ServiceLoader}. */
    public Embedding() {}

    @Override
    public VedetteService start(CamelContext context) {
        List<LifecycleStrategy> ofHost = List.copyOf(context.getLifecycleStrategies());
        EmbeddedSettings given = new EmbeddedSettings(context);
        Loaded loaded = given.loaded();
        // What is stored has milliseconds: what is shown before a restart and after it must be the same.
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        Store store = EmbeddedStore.of(context, given, clock);
        store.open();
        VedetteService service = new VedetteService(loaded.settings(), loaded.secrets(), clock, clock, store);
        try {
            context.addService(service);
            context.getRegistry().bind(NAME, service);
            furnish(context, service, loaded.settings());
            EmbeddedMetrics.addTo(context, service.stages());
        } catch (RuntimeException e) {
            undo(context, service, ofHost);
            throw e;
        } catch (Exception e) {
            undo(context, service, ofHost);
            throw new IllegalStateException("the service of the vedette component cannot be started", e);
        }
        endWith(context, ofHost);
        return service;
    }

    private static void furnish(CamelContext context, VedetteService service, Settings settings) {
        RouteInstaller.on(context, service.stages());
        service.stages().clustering().tells(BuildVersion.read(), service.watchlist()::fingerprint);
        addFront(context, service.stages());
        UntakenTargets.lookFor(context, service.stages());
        addTemplates(context, settings);
        if (settings.heartbeat().url().isPresent()) {
            addHeartbeat(context, service.stages());
        }
    }

    /** Nothing stays of what could not be set up whole: whoever asks again is told the same, not given a part of it. */
    private static void undo(CamelContext context, VedetteService service, List<LifecycleStrategy> ofHost) {
        context.getLifecycleStrategies().retainAll(ofHost);
        context.getRegistry().unbind(NAME);
        ServiceHelper.stopAndShutdownService(service);
        try {
            context.removeService(service);
        } catch (Exception e) {
            throw new IllegalStateException("the service of the vedette component cannot be taken away", e);
        }
    }

    /** A context that is stopped and started again keeps what follows it, and gets a service of which those know nothing. */
    private static void endWith(CamelContext context, List<LifecycleStrategy> ofHost) {
        List<LifecycleStrategy> own = new ArrayList<>(context.getLifecycleStrategies());
        own.removeAll(ofHost);
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStopped(CamelContext stopped) {
                own.add(this);
                stopped.getLifecycleStrategies().removeAll(own);
            }
        });
    }

    private static void addTemplates(CamelContext context, Settings settings) {
        List<String> ids = Parameters.items(settings.properties().getOrDefault(SettingKey.TEMPLATES.key(), ""));
        try {
            if (!ids.isEmpty()) {
                ShippedTemplates.addTo(context, ids);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(SettingKey.TEMPLATES.key() + ": " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException("the templates of " + SettingKey.TEMPLATES.key() + " cannot be added", e);
        }
    }

    /** A host that told of itself serves it itself. */
    private static void addFront(CamelContext context, Stages stages) {
        boolean isWanted =
                EmbeddedFront.path(stages.base().settings().get().properties()).isPresent();
        if (isWanted && context.getRegistry().findSingleByType(VedetteHost.class) == null) {
            PlatformHttpFront.serve(context);
        }
    }

    /** As soon as the context runs: routes that are added while it looks at its endpoints are not started. */
    private static void addHeartbeat(CamelContext context, Stages stages) {
        SelfHealthMonitor health = new SelfHealthMonitor(context, stages, changed -> {});
        SelfHealthRoutes routes = new SelfHealthRoutes(health, SelfHealthRoutes.MINUTE, stages.base());
        if (context.isStarted()) {
            add(context, routes);
            return;
        }
        context.addLifecycleStrategy(new LifecycleStrategySupport() {
            @Override
            public void onContextStarted(CamelContext started) {
                add(started, routes);
            }
        });
    }

    private static void add(CamelContext context, SelfHealthRoutes routes) {
        try {
            context.addRoutes(routes);
        } catch (Exception e) {
            throw new IllegalStateException("the route that calls vedette.heartbeat.url cannot be added", e);
        }
    }
}
