package io.vedette.camel.http;

import io.vedette.process.Periodic;
import io.vedette.process.Tasks;
import io.vedette.status.access.ClientAddress;
import io.vedette.status.api.Events;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.target.Targets;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Sends {@link Events} to browsers, on the event loop of the HTTP server, so that none of them holds a thread. A client that reads
 * too slowly is cut off: it reconnects by itself and gets what it missed.
 */
public final class EventStream implements AutoCloseable, Consumer<Events.Event> {

    private static final String EVENTS = "text/event-stream";

    private static final int MOST_QUEUED_BYTES = 64 * 1024;
    /** A client that missed more reads everything again, which is less work for both sides. */
    private static final int MOST_MISSED_CHARS = 128 * 1024;
    /** So much is given to a client at once; then others have a turn, and the network. */
    private static final int PIECE_CHARS = 16 * 1024;

    private static final long HEARTBEAT_MILLIS = 15_000;
    private static final long LOOK_MILLIS = 1_000;
    private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

    private final Events events;
    private final SecurityHeaders headers;
    private final EventClients clients;
    private final Predicate<Request> mayGoOn;
    /** What was published and is not written yet. */
    private final Queue<Events.Event> news = new ArrayDeque<>();

    private final List<Runnable> ends = new CopyOnWriteArrayList<>();
    private Context loop;
    private boolean writing;
    private boolean tooMuch;
    private volatile boolean closed;

    /** @param mayGoOn whether the stream that a request asked for may go on; is asked before each sign of life */
    public EventStream(Events events, ClientAddress addresses, SecurityHeaders headers, Predicate<Request> mayGoOn) {
        this.events = events;
        this.mayGoOn = mayGoOn;
        this.headers = headers;
        this.clients = new EventClients(addresses);
    }

    /** Starts to listen for events, and to look for those of targets every second. */
    public void start(Vertx vertx, Consumer<Runnable> beside, Targets targets, Tasks tasks) {
        events.join(OptionalLong.empty(), this);
        Periodic heartbeat = repeated(tasks, "event-streams", HEARTBEAT_MILLIS, () -> clients.forEach(this::beat));
        every(vertx, HEARTBEAT_MILLIS, heartbeat::run);
        Periodic look = repeated(tasks, "events", LOOK_MILLIS, () -> events.look(targets));
        every(vertx, LOOK_MILLIS, () -> beside.accept(look));
    }

    /** Whoever signed out, or whose session is over, is told nothing more. */
    private void beat(EventClient client) {
        if (mayGoOn.test(client.asked())) {
            client.send(HEARTBEAT);
        } else {
            client.cut();
        }
    }

    /** Until it is closed: a host's Vert.x lives on. */
    private void every(Vertx vertx, long millis, Runnable action) {
        long timer = vertx.setPeriodic(millis, id -> action.run());
        ends.add(() -> vertx.cancelTimer(timer));
    }

    private Periodic repeated(Tasks tasks, String name, long millis, Runnable task) {
        Periodic periodic = tasks.add(Periodic.of(name, Duration.ofMillis(millis), Periodic.USUALLY, task));
        ends.add(() -> tasks.remove(periodic));
        return periodic;
    }

    /** Returns how many listen now. */
    int clients() {
        return clients.size();
    }

    /** Returns why no stream is opened; on the event loop. */
    Optional<Response> refusal(Request request, String who) {
        return closed ? Optional.of(ErrorResponses.noStream(request)) : clients.refusal(request, who);
    }

    /** Opens the stream of one client; on the event loop. */
    void open(Vertx vertx, HttpServerRequest asked, Request request, String who) {
        HttpServerResponse response = asked.response();
        response.setChunked(true).setWriteQueueMaxSize(MOST_QUEUED_BYTES);
        response.putHeader("Content-Type", EVENTS);
        headers.of(new Response(200, EVENTS, "", Map.of())).forEach(response::putHeader);
        response.putHeader("X-Accel-Buffering", "no"); // nginx would hold the events back.
        Context here = vertx.getOrCreateContext();
        Events.Missed missed = events.missed(lastSeen(asked));
        EventClient client =
                new EventClient(clients, here, request, response, clients.counted(request, who), missed.last());
        response.exceptionHandler(e -> clients.remove(client));
        response.closeHandler(gone -> clients.remove(client));
        clients.add(client);
        StringBuilder beginning = new StringBuilder("retry: 3000\n\n");
        if (missed.events().stream().mapToInt(one -> one.frame().length()).sum() > MOST_MISSED_CHARS) {
            beginning.append(Events.reset(missed.last()).frame());
        } else {
            missed.events().forEach(event -> beginning.append(event.frame()));
        }
        response.write(Buffer.buffer(beginning.toString()));
        synchronized (news) {
            if (loop == null) {
                loop = here; // One writes for all, so that everybody is told in the same order.
            }
        }
        if (closed) {
            client.cut(); // It was closed while this one came.
        }
    }

    private static OptionalLong lastSeen(HttpServerRequest request) {
        String id = request.headers().contains("Last-Event-ID")
                ? request.getHeader("Last-Event-ID").strip()
                : "";
        if (id.isEmpty()) {
            return OptionalLong.empty();
        }
        // Not an id of ours: it is unknown what this client missed.
        return OptionalLong.of(id.matches("\\d{1,18}") ? Long.parseLong(id) : 0);
    }

    /** Takes an event from any thread; it is written later, once for all clients. */
    @Override
    public void accept(Events.Event event) {
        synchronized (news) {
            if (loop == null || clients.size() == 0) {
                return;
            }
            if (news.size() < Events.KEPT) {
                news.add(event);
            } else {
                tooMuch = true; // More than could be sent later.
            }
            if (writing) {
                return;
            }
            writing = true;
        }
        loop.runOnContext(now -> write());
    }

    /** Writes a piece of what is new to all, then lets others have their turn. */
    private void write() {
        List<Events.Event> piece = new ArrayList<>();
        boolean cut;
        synchronized (news) {
            cut = tooMuch;
            tooMuch = false;
            if (cut) {
                news.clear();
            }
            for (int length = 0; length < PIECE_CHARS && !news.isEmpty(); ) {
                piece.add(news.remove());
                length += piece.get(piece.size() - 1).frame().length();
            }
            writing = !news.isEmpty();
            if (writing) {
                loop.runOnContext(now -> write());
            }
        }
        if (cut) {
            clients.forEach(EventClient::cut);
        } else if (!piece.isEmpty()) {
            Buffer all = frames(piece, 0);
            clients.forEach(client -> client.send(piece, all));
        }
    }

    /** Returns the events after one, as they are sent. */
    static Buffer frames(List<Events.Event> events, long after) {
        StringBuilder frames = new StringBuilder();
        events.stream().filter(event -> event.id() > after).forEach(event -> frames.append(event.frame()));
        return Buffer.buffer(frames.toString());
    }

    /** Ends all streams at once, so that the server need not wait for them. */
    @Override
    public void close() {
        closed = true;
        events.leave(this);
        ends.forEach(Runnable::run);
        clients.forEach(EventClient::cut);
    }
}
