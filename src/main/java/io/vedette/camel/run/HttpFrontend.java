package io.vedette.camel.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.camel.Foundation;
import io.vedette.camel.http.AnswerWriter;
import io.vedette.camel.http.BindAddress;
import io.vedette.camel.http.BrokenRequests;
import io.vedette.camel.http.ConnectionRoom;
import io.vedette.camel.http.Connections;
import io.vedette.camel.http.EventStream;
import io.vedette.camel.http.FrontVertx;
import io.vedette.camel.http.Gate;
import io.vedette.camel.http.SecurityHeaders;
import io.vedette.config.settings.HttpSettings;
import io.vedette.process.Periodic;
import io.vedette.status.access.Access;
import io.vedette.status.access.ClientAddress;
import io.vedette.status.api.Events;
import io.vedette.target.Targets;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** Serves the status server and its stream of events on Camel's HTTP server. */
final class HttpFrontend implements AutoCloseable {

    private static final long LOOK_MILLIS = 1_000;

    private final BindAddress address;
    private final CamelContext context;
    private final Foundation base;
    private final StatusParts status;
    private final EventStream stream;
    private final Connections connections;
    private final Gate gate;
    private final BrokenRequests broken;
    private final SecurityHeaders headers;
    private FrontVertx vertx;

    /** @param address of Camel's HTTP server; an operator may have another one for management */
    HttpFrontend(BindAddress address, CamelContext context, Foundation base, StatusParts status, Events events) {
        this.address = address;
        this.context = context;
        this.base = base;
        this.status = status;
        HttpSettings http = base.settings().get().http();
        boolean encrypted = http.tls().isConfigured();
        ClientAddress clients = Access.clients(http);
        this.headers = new SecurityHeaders(encrypted);
        this.stream = new EventStream(events, clients, headers, status.server()::mayGoOn);
        this.connections = ConnectionRoom.of(encrypted).connections(clients, base.clients());
        this.gate = new Gate(address.port(), status.server(), clients, connections, stream);
        this.gate.below(() -> base.settings().get().basePath());
        this.broken = new BrokenRequests(gate);
    }

    /** Puts what Camel's HTTP server runs on into the registry of a context that is not started yet. */
    void prepare() {
        context.getRegistry()
                .bind(
                        MicrometerConstants.METRICS_REGISTRY_NAME,
                        MeterRegistry.class,
                        () -> status.metrics().registry());
        vertx = FrontVertx.of(context, address, connections, gate::before);
        gate.on(vertx, new AnswerWriter(vertx, headers, connections));
        Periodic looking = base.tasks()
                .add(Periodic.of("clients", Duration.ofMillis(LOOK_MILLIS), Periodic.USUALLY, connections::look));
        vertx.setPeriodic(LOOK_MILLIS, timer -> looking.run());
        context.getRegistry().bind("vedetteVertx", vertx);
        base.shutdownHooks().add(stream::close);
    }

    /** Serves what no route of an operator's does, once the context is started. */
    void serve(Targets targets) {
        VertxPlatformHttpRouter router =
                VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(address.port()));
        stream.start(vertx, gate::beside, targets, base.tasks());
        router.route().last().handler(routing -> gate.handle(routing.request()));
        broken.serveOn(router);
    }

    EventStream stream() {
        return stream;
    }

    @Override
    public void close() {
        gate.close();
        status.metrics().close();
        if (vertx != null) {
            vertx.end();
        }
    }
}
