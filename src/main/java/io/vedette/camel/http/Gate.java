package io.vedette.camel.http;

import io.netty.channel.EventLoop;
import io.vedette.process.Loggers;
import io.vedette.status.Admission;
import io.vedette.status.ClientAddress;
import io.vedette.status.FairTurns;
import io.vedette.status.Request;
import io.vedette.status.Response;
import io.vedette.status.StatusServer;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.impl.ContextInternal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Who stands before Camel's router: every request passes here, and those for the status server are answered here. In this order: its
 * headers are without doubt; who asks may; the path is served; and only then is the body read. The event loop does only what takes no
 * time, and that a few milliseconds at once ({@link LoopTurns}). Passwords are verified, answers made, and the store is asked by
 * threads of their own, in fair turns, so that none of them holds up another; {@code /health/live} needs none of them.
 */
public final class Gate implements AutoCloseable {

    private static final Logger LOG = Loggers.HTTP;

    private static final int MOST_WAITING = 1_000;
    private static final int MOST_WAITING_OF_ONE = 250;
    /** A hash takes a quarter of a second: who waits behind more of them has no answer in time anyway. */
    private static final int MOST_VERIFYING = 128;

    private static final int MOST_VERIFYING_OF_ONE = 32;
    private static final int STORE_THREADS = 8;

    private final int port;
    private final StatusServer server;
    private final ReceivedRequests received;
    private final Connections connections;
    private final EventStream stream;
    private final FairTurns logins;
    private final FairTurns answers;
    private final FairTurns queries;
    private final Map<String, List<Consumer<Optional<Admission>>>> verifying = new ConcurrentHashMap<>();
    private final Map<EventLoop, LoopTurns> turns = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private Vertx vertx;
    private AnswerWriter writer;

    /** @param port of the status server; what comes to others is left to others */
    public Gate(int port, StatusServer server, ClientAddress clients, Connections connections, EventStream stream) {
        this.port = port;
        this.server = server;
        this.received = new ReceivedRequests(clients);
        this.connections = connections;
        this.stream = stream;
        int processors = Runtime.getRuntime().availableProcessors();
        this.logins =
                new FairTurns("vedette-login", Math.max(1, processors / 2), MOST_VERIFYING_OF_ONE, MOST_VERIFYING);
        this.answers = new FairTurns("vedette-http", Math.max(2, processors), MOST_WAITING_OF_ONE, MOST_WAITING);
        this.queries = new FairTurns("vedette-query", STORE_THREADS, MOST_WAITING_OF_ONE, MOST_WAITING);
    }

    /** Takes what it runs on, before the first request. */
    public void on(Vertx of, AnswerWriter to) {
        this.vertx = of;
        this.writer = to;
    }

    /**
     * Stands before somebody else's handler, who gets what is not for the status server.
     */
    public Handler<HttpServerRequest> before(Handler<HttpServerRequest> others) {
        return asked -> {
            if (Connections.isOver(asked)) {
                return; // Sent behind one that was refused.
            }
            connections.begins(asked);
            Optional<String> fault = RequestShape.fault(asked);
            if (fault.isPresent()) {
                Faults.tell(asked, 400, fault.get());
            } else if (isOurs(asked)) {
                handle(asked);
            } else {
                others.handle(asked);
            }
        };
    }

    private boolean isOurs(HttpServerRequest asked) {
        return asked.localAddress() != null
                && asked.localAddress().port() == port
                && asked.path() != null
                && StatusPaths.isOwn(asked.path());
    }

    /** Answers as {@link StatusServer} does, whatever the path. */
    public void handle(HttpServerRequest asked) {
        asked.pause();
        if (StatusPaths.LIVE.equals(asked.path())) {
            Request request = received.request(asked, "", "");
            // Whatever else goes on: it is asked in order to find that out.
            send(asked, request, server.answer(request));
            return;
        }
        inTurn(vertx.getOrCreateContext(), () -> {
            if (!asked.response().closed() && !asked.response().ended()) {
                admit(asked, received.request(asked, "", ""));
            }
        });
    }

    private void admit(HttpServerRequest asked, Request request) {
        Admission admission = server.admission(request);
        if (admission instanceof Admission.Unverified) {
            verify(asked, request);
        } else {
            goOn(asked, request, admission);
        }
    }

    /** The same headers are verified once, however many requests of one client come with them meanwhile. */
    private void verify(HttpServerRequest asked, Request request) {
        connections.reads(asked, false);
        Context loop = vertx.getOrCreateContext();
        Consumer<Optional<Admission>> then = outcome -> onLoop(loop, () -> {
            connections.reads(asked, true);
            if (outcome.isPresent()) {
                goOn(asked, request, outcome.get());
            } else {
                send(asked, request, server.busyVerifying(request));
            }
        });
        String key = server.fingerprint(request);
        boolean[] first = {false};
        verifying.compute(key, (same, waiting) -> {
            first[0] = waiting == null;
            List<Consumer<Optional<Admission>>> all = waiting == null ? new ArrayList<>() : waiting;
            all.add(then);
            return all;
        });
        if (first[0] && !logins.offer(client(request, ""), () -> verify(key, request))) {
            verified(key, Optional.empty());
        }
    }

    private void verify(String key, Request request) {
        Optional<Admission> outcome = Optional.empty();
        try {
            outcome = Optional.of(server.verified(request));
        } finally {
            verified(key, outcome);
        }
    }

    private void verified(String key, Optional<Admission> outcome) {
        verifying.remove(key).forEach(one -> one.accept(outcome));
    }

    private void goOn(HttpServerRequest asked, Request request, Admission admission) {
        if (admission instanceof Admission.Denied denied) {
            send(asked, request, denied.response());
            return;
        }
        String who = ((Admission.Granted) admission).who();
        if (RequestBody.isTooLarge(asked)) {
            send(asked, request, StatusServer.tooLarge(request, RequestBody.most(request.rawPath())));
            return;
        }
        Optional<Response> unread = server.unread(request);
        if (unread.isPresent()) {
            send(asked, request, unread.get());
        } else if (request.rawPath().equals(StatusPaths.EVENTS)
                && request.method().equals("GET")) {
            listen(asked, request, who);
        } else {
            RequestBody.read(asked, reader(asked, request, who));
        }
    }

    private void listen(HttpServerRequest asked, Request request, String who) {
        Optional<Response> refusal = stream.refusal(request, who);
        if (refusal.isPresent()) {
            send(asked, request, refusal.get());
        } else {
            asked.resume();
            connections.streams(asked);
            stream.open(vertx, asked, request, who);
        }
    }

    private RequestBody.Reader reader(HttpServerRequest asked, Request bare, String who) {
        return new RequestBody.Reader() {
            @Override
            public void read(String form, String text) {
                answer(asked, received.request(asked, form, text), who);
            }

            @Override
            public void tooLarge() {
                send(asked, bare, StatusServer.tooLarge(bare, RequestBody.most(bare.rawPath())));
            }

            @Override
            public void unreadable() {
                if (!asked.response().closed() && !asked.response().ended()) {
                    Faults.tell(asked, 400, Faults.UNREADABLE_BODY);
                }
            }
        };
    }

    private void answer(HttpServerRequest asked, Request request, String who) {
        Context loop = vertx.getOrCreateContext();
        FairTurns turns = server.asksStore(request) ? queries : answers;
        boolean taken = turns.offer(client(request, who), () -> {
            if (!asked.response().closed() && !asked.response().ended()) {
                Response response = made(request);
                byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
                onLoop(loop, () -> writer.send(asked, request, response, bytes));
            }
        });
        if (!taken) {
            send(asked, request, StatusServer.busy(request));
        }
    }

    /** Whatever happens, the caller gets an answer, and nothing of our inside. */
    private Response made(Request request) {
        try {
            return server.admitted(request);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            LOG.error("{} {} failed", request.method(), request.rawPath(), e);
            return StatusServer.failed(request);
        }
    }

    /** Once the server has ended nobody waits for an answer any more. */
    private void onLoop(Context loop, Runnable outcome) {
        try {
            loop.runOnContext(now -> inTurn(loop, outcome));
        } catch (RejectedExecutionException e) {
            if (!closed) {
                throw e;
            }
        }
    }

    /** On the event loop: does it in the context of its request, when the loop has time for it. */
    private void inTurn(Context context, Runnable work) {
        ContextInternal own = (ContextInternal) context;
        turns.computeIfAbsent(own.nettyEventLoop(), LoopTurns::of).take(() -> own.dispatch(work));
    }

    private void send(HttpServerRequest asked, Request request, Response response) {
        writer.send(asked, request, response);
    }

    /** Has something done that is not for an event loop. */
    public void beside(Runnable work) {
        answers.offer("", work);
    }

    private static String client(Request request, String who) {
        return who + '@' + ClientAddress.network(request.sender().address());
    }

    @Override
    public void close() {
        closed = true;
        logins.close();
        answers.close();
        queries.close();
    }
}
