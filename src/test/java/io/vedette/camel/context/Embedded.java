package io.vedette.camel.context;

import io.vedette.camel.VedetteService;
import io.vedette.camel.run.BlockedLoops;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.evaluate.Watched;
import io.vedette.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** An application's own Camel context whose checks and alerts are kept where a test says. */
public final class Embedded implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final VedetteService service;

    public Embedded(Store store) throws Exception {
        Loaded loaded = SettingsLoader.of(Map.of("vedette.group-window", "0s"), Path.of(""));
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        service = new VedetteService(loaded.settings(), loaded.secrets(), clock, clock, store);
        BlockedLoops.watch(context);
        context.addService(service);
        context.getRegistry().bind("vedetteService", service);
        RouteInstaller.on(context, service.stages());
    }

    public Embedded with(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        return this;
    }

    public Embedded start() {
        context.start();
        return this;
    }

    public CamelContext context() {
        return context;
    }

    public VedetteService service() {
        return service;
    }

    public Watched watched(String check) {
        return service.watchlist().find(check).orElseThrow();
    }

    @Override
    public void close() {
        context.stop();
    }
}
