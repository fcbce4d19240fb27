package io.vedette.camel;

import io.vedette.config.Settings;
import io.vedette.status.Access;
import io.vedette.status.ClientAddress;
import io.vedette.status.Events;
import io.vedette.status.Heartbeats;
import io.vedette.status.Metrics;
import io.vedette.status.SecurityHeaders;
import io.vedette.status.Sources;
import io.vedette.status.StatusServer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/** What a running Vedette shows and says of itself: the status server with its stream of events, metrics, own health. */
final class StatusFront implements AutoCloseable {

    private final CamelContext context;
    private final VedetteService service;
    private final Reloader reloader;
    private final Duration heartbeatPeriod;
    private final Metrics metrics;
    private final Wellbeing wellbeing;
    private final BodyLimits limits;
    private final EventStream stream;
    private final StatusRoutes routes;
    private final DirectAnswers answers;
    private final BrokenRequests broken;
    private final HeartbeatForms forms;

    /**
     * @param judge runs the check of that name at once
     * @param heartbeatPeriod the time between two calls of {@code vedette.heartbeat.url}
     */
    StatusFront(
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
                service.watchlist(),
                service.clock(),
                new StatusServer.Options(
                        Access.of(settings.http(), service.clock()),
                        () -> service.settings().sample(),
                        settings.statusPage()),
                new Heartbeats(service.watchlist(), service.heartbeats(), service.clock(), judge),
                Optional.of(sources()),
                Optional.of(metrics));
        ClientAddress clients = Access.clients(settings.http());
        SecurityHeaders headers = new SecurityHeaders(settings.http().tls().isConfigured());
        this.limits = new BodyLimits(clients, headers);
        this.stream = new EventStream(server, events, clients, headers);
        this.routes = new StatusRoutes(server, clients, headers);
        this.answers = new DirectAnswers(server, clients, headers);
        this.broken = new BrokenRequests(answers);
        this.forms = new HeartbeatForms(answers);
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
        context.addRoutes(routes);
        OwnHeartbeat heartbeat = new OwnHeartbeat(service::settings, wellbeing, service.secrets());
        context.addRoutes(new HealthRoutes(wellbeing, heartbeat, heartbeatPeriod));
        service.lastTasks().add(stream::close);
    }

    /**
     * Serves what Camel's routes do not, once the context is started.
     *
     * @param port of Camel's HTTP server; an operator may have another one for management
     */
    void serve(int port) {
        VertxPlatformHttpRouter router =
                VertxPlatformHttpRouter.lookup(context, VertxPlatformHttpRouter.getRouterNameFromPort(port));
        stream.serveOn(router, service.targets());
        limits.serveOn(router);
        answers.serveOn(router);
        broken.serveOn(router);
        forms.serveOn(router);
    }

    EventStream stream() {
        return stream;
    }

    @Override
    public void close() {
        metrics.close();
    }
}
