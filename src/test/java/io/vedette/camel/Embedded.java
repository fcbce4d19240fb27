package io.vedette.camel;

import io.vedette.config.Loaded;
import io.vedette.config.SettingsLoader;
import io.vedette.store.Store;
import io.vedette.watch.Watched;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** An application's own Camel context whose checks and alerts are kept where a test says. */
final class Embedded implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final VedetteService service;

    Embedded(Store store) throws Exception {
        Loaded loaded = SettingsLoader.of(Map.of("vedette.group-window", "0s"), Path.of(""));
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        service = new VedetteService(loaded.settings(), loaded.secrets(), clock, clock, store);
        BlockedLoops.watch(context);
        context.addService(service);
        context.getRegistry().bind("vedetteService", service);
        Assembly.on(context, service);
    }

    Embedded with(RouteBuilder routes) throws Exception {
        context.addRoutes(routes);
        return this;
    }

    Embedded start() {
        context.start();
        return this;
    }

    CamelContext context() {
        return context;
    }

    VedetteService service() {
        return service;
    }

    Watched watched(String check) {
        return service.watchlist().find(check).orElseThrow();
    }

    @Override
    public void close() {
        context.stop();
    }
}
