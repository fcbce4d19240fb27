package io.vedette.camel;

import io.vedette.process.Periodic;
import io.vedette.process.Tasks;
import io.vedette.status.ClientAddress;
import io.vedette.status.Events;
import io.vedette.status.Request;
import io.vedette.status.Response;
import io.vedette.status.SecurityHeaders;
import io.vedette.status.StatusServer;
import io.vedette.watch.Targets;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Sends {@link Events} to browsers. It stands on the router of Camel's own HTTP server, because a route would hold a
 * thread for every client that listens. A client that reads too slowly is cut off: it comes back by itself and is told
 * what it missed.
 */
final class EventStream implements AutoCloseable {

    static final String PATH = "/api/v1/events";

    private static final String EVENTS = "text/event-stream";

    private static final int MOST_CLIENTS = 1_000;
    private static final int MOST_QUEUED_BYTES = 256 * 1024;
    private static final long HEARTBEAT_MILLIS = 15_000;
    private static final long LOOK_MILLIS = 1_000;
    private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");
    /** Before the routes of Camel's consumers, one of which takes all below /api. */
    private static final int FIRST = -1_000;

    private final StatusServer server;
    private final Events events;
    private final ClientAddress senders;
    private final SecurityHeaders headers;
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final List<Runnable> ends = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    EventStream(StatusServer server, Events events, ClientAddress senders, SecurityHeaders headers) {
        this.server = server;
        this.events = events;
        this.senders = senders;
        this.headers = headers;
    }

    /** Puts the stream on the HTTP server of a context that is started. */
    void serveOn(VertxPlatformHttpRouter router, Targets targets, Tasks tasks) {
        router.route(PATH).order(FIRST).handler(this::handle);
        Vertx vertx = router.vertx();
        repeat(
                vertx,
                tasks,
                "event-streams",
                HEARTBEAT_MILLIS,
                () -> clients.forEach(client -> client.send(HEARTBEAT)));
        repeat(vertx, tasks, "events", LOOK_MILLIS, () -> events.look(targets));
    }

    private void repeat(Vertx vertx, Tasks tasks, String name, long millis, Runnable task) {
        Periodic periodic = tasks.add(Periodic.of(name, Duration.ofMillis(millis), Periodic.USUALLY, task));
        vertx.setPeriodic(millis, timer -> periodic.run());
        ends.add(() -> tasks.remove(periodic));
    }

    /** How many listen now. */
    int clients() {
        return clients.size();
    }

    private void handle(RoutingContext routing) {
        HttpServerRequest asked = routing.request();
        Request request = new Request(
                asked.method().name(),
                asked.uri(),
                header(asked, "Accept"),
                header(asked, "Authorization"),
                "",
                "",
                StatusRoutes.sender(asked, senders));
        Optional<Response> refusal = server.refusal(request);
        if (refusal.isPresent()) {
            answer(asked.response(), request, refusal.get());
        } else if (!request.method().equals("GET")) {
            routing.next(); // What is no stream is answered as everything else.
        } else if (closed || clients.size() >= MOST_CLIENTS) {
            answer(asked.response(), request, server.answer(request));
        } else {
            stream(routing, request);
        }
    }

    private void stream(RoutingContext routing, Request request) {
        HttpServerRequest asked = routing.request();
        HttpServerResponse response = asked.response();
        response.setChunked(true).setWriteQueueMaxSize(MOST_QUEUED_BYTES);
        response.putHeader("Content-Type", EVENTS);
        headers.of(request, new Response(200, EVENTS, "", Map.of())).forEach(response::putHeader);
        response.putHeader("X-Accel-Buffering", "no"); // nginx would hold the events back.
        Client client = new Client(routing.vertx().getOrCreateContext(), response);
        response.exceptionHandler(e -> client.leave());
        response.closeHandler(gone -> client.leave());
        clients.add(client);
        Buffer beginning = Buffer.buffer("retry: 3000\n\n");
        events.join(lastSeen(asked), client).forEach(event -> beginning.appendString(event.frame()));
        response.write(beginning);
        if (closed) {
            client.cut(); // It was closed while this one came.
        }
    }

    private static OptionalLong lastSeen(HttpServerRequest request) {
        String id = header(request, "Last-Event-ID").strip();
        if (id.isEmpty()) {
            return OptionalLong.empty();
        }
        // No id of ours: nobody knows what this client missed.
        return OptionalLong.of(id.matches("\\d{1,18}") ? Long.parseLong(id) : 0);
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    private void answer(HttpServerResponse to, Request request, Response response) {
        to.setStatusCode(response.status()).putHeader("Content-Type", response.contentType());
        headers.of(request, response).forEach(to::putHeader);
        to.end(response.body());
    }

    /** Ends all streams at once, so that the server need not wait for them. */
    @Override
    public void close() {
        closed = true;
        ends.forEach(Runnable::run);
        clients.forEach(Client::cut);
    }

    /** One browser that listens. Everything is written by its own event loop. */
    private final class Client implements java.util.function.Consumer<Events.Event> {

        private final io.vertx.core.Context loop;
        private final HttpServerResponse response;

        Client(io.vertx.core.Context loop, HttpServerResponse response) {
            this.loop = loop;
            this.response = response;
        }

        @Override
        public void accept(Events.Event event) {
            send(Buffer.buffer(event.frame()));
        }

        void send(Buffer bytes) {
            loop.runOnContext(now -> {
                if (response.closed() || response.ended()) {
                    leave();
                } else if (response.writeQueueFull()) {
                    cut();
                } else {
                    response.write(bytes);
                }
            });
        }

        /** Ends the connection, whatever still waits to be sent. */
        void cut() {
            leave();
            loop.runOnContext(now -> response.reset());
        }

        void leave() {
            clients.remove(this);
            events.leave(this);
        }
    }
}
