package io.vedette.camel.run;

import io.vedette.camel.Foundation;
import io.vedette.camel.Stages;
import io.vedette.camel.VedetteService;
import io.vedette.camel.http.AnswerWriter;
import io.vedette.camel.http.AskedFor;
import io.vedette.camel.http.ConnectionRoom;
import io.vedette.camel.http.Connections;
import io.vedette.camel.http.EventStream;
import io.vedette.camel.http.Gate;
import io.vedette.camel.http.SecurityHeaders;
import io.vedette.config.settings.HttpSettings;
import io.vedette.process.Periodic;
import io.vedette.status.access.Access;
import io.vedette.status.access.ClientAddress;
import io.vedette.target.Targets;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Serves API and dashboard below {@code vedette.http.path} of a router of Vert.x: that of {@code platform-http} in Camel Main, that of
 * Quarkus. Connections, TLS and the limits on them are the host's; passwords are verified and answers made beside its event loops. Ends
 * with its context.
 */
public final class RouterFront extends ServiceSupport {

    private static final int MOVED = 308;
    private static final Duration HEALTH = Duration.ofMinutes(1);

    private final String path;
    private final CamelContext context;
    private final Vertx vertx;
    private final Router router;
    private final Foundation base;
    private final Targets targets;
    private final SelfHealthMonitor health;
    private final EventStream stream;
    private final Gate gate;
    private final boolean hostSignsIn;
    private final List<Route> routes = new ArrayList<>();
    private ScheduledExecutorService looker;
    private Periodic looking;

    private RouterFront(String path, CamelContext context, Stages stages, Vertx vertx, Router router) {
        this.path = path;
        this.context = context;
        this.vertx = vertx;
        this.router = router;
        this.base = stages.base();
        this.targets = stages.notifying().targets();
        EmbeddedStatus status = EmbeddedStatus.of(context, stages);
        HttpSettings http = base.settings().get().http();
        this.hostSignsIn = !http.isGuarded();
        ClientAddress clients = Access.clients(http);
        SecurityHeaders headers = new SecurityHeaders(false);
        // The connections of a host are counted by the host: none of them is taken up here.
        Connections connections = ConnectionRoom.of(false).connections(clients, base.clients());
        this.health = status.health();
        this.stream = new EventStream(status.events(), clients, headers, status.server()::mayGoOn);
        this.gate = new Gate(0, status.server(), clients, connections, stream);
        gate.on(vertx, new AnswerWriter(vertx, headers, connections));
    }

    /**
     * Serves the Vedette of a context, from now on until the context stops; does nothing where {@code vedette.http.path} is empty.
     *
     * @param vertx what the router's server runs on
     * @param router of the host; what comes before it, such as the host's security, stays before it
     */
    public static void serve(CamelContext context, Vertx vertx, Router router) throws Exception {
        Stages stages = VedetteService.of(context).stages();
        Optional<String> path =
                EmbeddedFront.path(stages.base().settings().get().properties());
        if (path.isPresent()) {
            context.addService(new RouterFront(path.get(), context, stages, vertx, router));
        }
    }

    @Override
    protected void doStart() {
        stream.start(vertx, gate::beside, targets, base.tasks());
        looker = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "vedette-health");
        looking = base.tasks().add(Periodic.on(looker, "health", HEALTH, HEALTH, health::look));
        // A host waits for requests to end before it stops; this one has no end.
        base.shutdownHooks().add(stream::close);
        routes.add(router.route(path).handler(this::redirect));
        routes.add(router.route(path + "/*").handler(this::handle));
    }

    /** The addresses within pages begin at the folder that they stand in. */
    private void redirect(RoutingContext routing) {
        String asked = routing.request().path();
        if (asked == null || !asked.equals(under(routing))) {
            handle(routing);
            return;
        }
        routing.response()
                .setStatusCode(MOVED)
                .putHeader("Location", asked.substring(asked.lastIndexOf('/') + 1) + "/")
                .end();
    }

    private void handle(RoutingContext routing) {
        String under = under(routing);
        if (!AskedFor.isBelow(routing.request(), under)) {
            routing.next(); // Written so that its path becomes ours by decoding only: it is nobody's.
            return;
        }
        Buffer body = routing.body() == null || routing.body().buffer() == null
                ? Buffer.buffer()
                : routing.body().buffer();
        gate.handle(new AskedFor(routing.request(), under, body, person(routing)));
    }

    /** Whom the host lets in counts where nothing is asked for here: elsewhere it may let in any customer of the application. */
    private String person(RoutingContext routing) {
        return hostSignsIn && routing.user() != null
                ? ClientAddress.knownToHost(routing.user().subject())
                : "";
    }

    private String under(RoutingContext routing) {
        String mount = routing.mountPoint() == null ? "" : routing.mountPoint();
        return (mount.endsWith("/") ? mount.substring(0, mount.length() - 1) : mount) + path;
    }

    @Override
    protected void doStop() {
        routes.forEach(Route::remove);
        routes.clear();
        looking.close();
        base.tasks().remove(looking);
        context.getExecutorServiceManager().shutdownNow(looker);
        stream.close();
        gate.close();
    }
}
