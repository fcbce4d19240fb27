package io.vedette.camel.run;

import io.vedette.camel.VedetteService;
import io.vedette.camel.http.AnswerWriter;
import io.vedette.camel.http.BrokenRequests;
import io.vedette.camel.http.ConnectionRoom;
import io.vedette.camel.http.Connections;
import io.vedette.camel.http.EventStream;
import io.vedette.camel.http.FrontVertx;
import io.vedette.camel.http.Gate;
import io.vedette.camel.http.SecurityHeaders;
import io.vedette.camel.reload.Reloader;
import io.vedette.config.settings.Settings;
import io.vedette.process.Periodic;
import io.vedette.status.Access;
import io.vedette.status.ClientAddress;
import io.vedette.status.Events;
import io.vedette.status.Heartbeats;
import io.vedette.status.Sources;
import io.vedette.status.StatusServer;
import io.vedette.status.metrics.Metrics;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** What a running Vedette shows and says of itself: the status server with its stream of events, metrics, own health. */
final class HttpFrontend implements AutoCloseable {

    private static final long LOOK_MILLIS = 1_000;

    private final CamelContext context;
    private final VedetteService service;
    private final Reloader reloader;
    private final Duration heartbeatPeriod;
    private final Metrics metrics;
    private final Wellbeing wellbeing;
    private final EventStream stream;
    private final Connections connections;
    private final Gate gate;
    private final BrokenRequests broken;
    private final SecurityHeaders headers;
    private FrontVertx vertx;

    /**
     * @param port of Camel's HTTP server; an operator may have another one for management
     * @param judge runs the check of that name at once
     * @param heartbeatPeriod the time between two calls of {@code vedette.heartbeat.url}
     */
    HttpFrontend(
            int port,
            CamelContext context,
            VedetteService service,
            Reloader reloader,
            Events events,
            Consumer<String> judge,
            Duration heartbeatPeriod) {
        this.context = context;
        this.service = service;
        this.reloader = reloader;
        this.heartbeatPeriod = heartbeatPeriod;
        this.metrics = ServiceMetering.metrics(service, ServiceOperations.version(), reloader);
        this.wellbeing = new Wellbeing(context, service, events::health);
        Settings settings = service.settings();
        StatusServer server = new StatusServer(
                sources(),
                new StatusServer.Options(
                        Access.of(settings.http(), service.clock()),
                        () -> service.settings().sample(),
                        settings.statusPage()),
                new Heartbeats(service.watchlist(), service.heartbeats(), service.clock(), judge),
                metrics::answer);
        ClientAddress clients = Access.clients(settings.http());
        this.headers = new SecurityHeaders(settings.http().tls().isConfigured());
        this.stream = new EventStream(events, clients, headers);
        this.connections =
                ConnectionRoom.of(settings.http().tls().isConfigured()).connections(clients, service.clients());
        this.gate = new Gate(port, server, clients, connections, stream);
        this.broken = new BrokenRequests(gate);
    }

    private Sources sources() {
        return new Sources(
                service.watchlist(),
                service.targets(),
                service.store(),
                service.history(),
                service.mutes(),
                new ServiceOperations(context, service, reloader, wellbeing),
                service.clock());
    }

    /** Adds its routes to a context that is not started yet. */
    void addRoutes() throws Exception {
        context.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, metrics.registry());
        vertx = FrontVertx.of(context, connections, gate::before);
        gate.on(vertx, new AnswerWriter(vertx, headers, connections));
        Periodic looking = service.tasks()
                .add(Periodic.of("clients", Duration.ofMillis(LOOK_MILLIS), Periodic.USUALLY, connections::look));
        vertx.setPeriodic(LOOK_MILLIS, timer -> looking.run());
        context.getRegistry().bind("vedetteVertx", vertx);
        OwnHeartbeat heartbeat = new OwnHeartbeat(service::settings, wellbeing, service.secrets());
        context.addRoutes(new HealthRoutes(wellbeing, heartbeat, heartbeatPeriod, service.tasks()));
        service.lastTasks().add(stream::close);
    }

    /**
     * Serves what no route of an operator's does, once the context is started.
     *
     * @param port of Camel's HTTP server
     */
    void serve(int port) {
        VertxPlatformHttpRouter router =
                VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port));
        stream.start(vertx, gate::beside, service.targets(), service.tasks());
        router.route().last().handler(routing -> gate.handle(routing.request()));
        broken.serveOn(router);
    }

    EventStream stream() {
        return stream;
    }

    @Override
    public void close() {
        gate.close();
        metrics.close();
        if (vertx != null) {
            vertx.end();
        }
    }
}
