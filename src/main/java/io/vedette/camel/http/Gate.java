package io.vedette.camel.http;

import io.vedette.status.StatusServer;
import io.vedette.status.access.Admission;
import io.vedette.status.access.ClientAddress;
import io.vedette.status.http.BodyLimit;
import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Lane;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Who stands before Camel's router: every request passes here, and those for the status server are answered here. In this order: its
 * headers are without doubt; who asks may; the path is served; and only then is the body read. The event loop does only what takes no
 * time, and that a few milliseconds at once ({@link EventLoops}). Passwords are verified, answers made, and the store is asked by
 * threads of their own, in fair turns, so that none of them holds up another; {@code /health/live} needs none of them.
 */
public final class Gate implements AutoCloseable {

    private final int port;
    private final StatusServer server;
    private final ReceivedRequests received;
    private final Connections connections;
    private final EventStream stream;
    private final PasswordTurns passwords;
    private final AnswerTurns answers = new AnswerTurns();
    private final EventLoops loops = new EventLoops();
    private Vertx vertx;
    private AnswerWriter writer;
    private Supplier<String> below = () -> "";

    /** @param port of the status server; what comes to others is left to others */
    public Gate(int port, StatusServer server, ClientAddress clients, Connections connections, EventStream stream) {
        this.port = port;
        this.server = server;
        this.received = new ReceivedRequests(clients);
        this.connections = connections;
        this.stream = stream;
        this.passwords = new PasswordTurns(server);
    }

    /** Takes what it runs on, before the first request. */
    public void on(Vertx of, AnswerWriter to) {
        this.vertx = of;
        this.writer = to;
    }

    /** Serves what comes below a path too, as it is when asked: that of the address under which people reach the pages. */
    public void below(Supplier<String> path) {
        below = path;
    }

    /** Returns a handler that stands before somebody else's, who gets what is not for the status server. */
    public Handler<HttpServerRequest> before(Handler<HttpServerRequest> others) {
        return asked -> {
            if (Connections.isOver(asked)) {
                return; // Sent behind one that was refused.
            }
            connections.begins(asked);
            Optional<String> fault = RequestShape.fault(asked);
            if (fault.isPresent()) {
                Faults.answer(asked, 400, fault.get());
            } else if (isBelow(asked)) {
                handle(new AskedFor(asked, below.get(), Buffer.buffer(), ""));
            } else if (isTheDoor(asked)) {
                toItsInside(asked);
            } else if (isOurs(asked)) {
                handle(asked);
            } else {
                others.handle(asked);
            }
        };
    }

    /** Whether a proxy that strips nothing passes it on from below its own path. */
    private boolean isBelow(HttpServerRequest asked) {
        return isHere(asked) && !below.get().isEmpty() && AskedFor.isBelow(asked, below.get());
    }

    private boolean isTheDoor(HttpServerRequest asked) {
        return isHere(asked) && !below.get().isEmpty() && below.get().equals(asked.path());
    }

    /** What pages name stands beside them: without a slash at the end that would be elsewhere. */
    private void toItsInside(HttpServerRequest asked) {
        asked.response()
                .setStatusCode(308)
                .putHeader("Location", below.get() + "/")
                .end();
    }

    private boolean isHere(HttpServerRequest asked) {
        return asked.localAddress() != null && asked.localAddress().port() == port;
    }

    private boolean isOurs(HttpServerRequest asked) {
        return isHere(asked) && asked.path() != null && server.reserves(asked.path());
    }

    /** Answers as {@link StatusServer} does, whatever the path. */
    public void handle(HttpServerRequest asked) {
        handle(new AskedFor(asked));
    }

    /** Answers what came to the server of a host, below a path of it. */
    public void handle(AskedFor what) {
        HttpServerRequest asked = what.asked();
        asked.pause();
        if (server.answersAtOnce(what.path())) {
            // However busy the server is: the path is asked to find that out.
            Request request = received.request(what);
            writer.send(asked, request, server.answer(request));
            return;
        }
        loops.inTurn(vertx.getOrCreateContext(), () -> {
            if (isAwaited(asked)) {
                admit(what, received.request(what));
            }
        });
    }

    private static boolean isAwaited(HttpServerRequest asked) {
        return !asked.response().closed() && !asked.response().ended();
    }

    private void admit(AskedFor what, Request request) {
        Admission admission = server.admission(request);
        if (admission instanceof Admission.Unverified unverified) {
            verify(what, request, unverified.stored());
        } else {
            proceed(what, request, admission);
        }
    }

    private void verify(AskedFor what, Request request, boolean stored) {
        HttpServerRequest asked = what.asked();
        connections.reads(asked, false);
        Context loop = vertx.getOrCreateContext();
        Consumer<Optional<Admission>> then = outcome -> loops.later(loop, () -> {
            connections.reads(asked, true);
            if (outcome.isPresent()) {
                proceed(what, request, outcome.get());
            } else {
                writer.send(
                        asked, request, stored ? ErrorResponses.busy(request) : ErrorResponses.busyVerifying(request));
            }
        });
        if (stored) {
            lookUp(request, then);
        } else {
            passwords.verify(request, client(request, ""), then);
        }
    }

    /** Sessions are looked for by the threads that ask the store: one that hangs holds up no password. */
    private void lookUp(Request request, Consumer<Optional<Admission>> then) {
        boolean taken = answers.offer(Lane.STORE, client(request, ""), () -> {
            Optional<Admission> outcome = Optional.empty();
            try {
                outcome = Optional.of(server.verified(request));
            } finally {
                then.accept(outcome);
            }
        });
        if (!taken) {
            then.accept(Optional.empty());
        }
    }

    private void proceed(AskedFor what, Request request, Admission admission) {
        HttpServerRequest asked = what.asked();
        if (admission instanceof Admission.Denied denied) {
            writer.send(asked, request, denied.response());
            return;
        }
        String who = ((Admission.Granted) admission).who();
        BodyLimit limit = server.body(request);
        if (RequestBody.isTooLarge(asked, limit)) {
            writer.send(asked, request, ErrorResponses.tooLarge(request, limit));
            return;
        }
        Optional<Response> unread = server.unread(request);
        if (unread.isPresent()) {
            writer.send(asked, request, unread.get());
        } else if (server.lane(request) == Lane.STREAM) {
            listen(asked, request, who);
        } else {
            read(what, request, limit, who);
        }
    }

    private void listen(HttpServerRequest asked, Request request, String who) {
        Optional<Response> refusal = stream.refusal(request, who);
        if (refusal.isPresent()) {
            writer.send(asked, request, refusal.get());
        } else {
            asked.resume();
            connections.streams(asked);
            stream.open(vertx, asked, request, who);
        }
    }

    private void read(AskedFor what, Request bare, BodyLimit limit, String who) {
        HttpServerRequest asked = what.asked();
        RequestBody.read(asked, what.body(), limit, new RequestBody.Reader() {
            @Override
            public void read(String form, String text) {
                answer(asked, bare.withBody(form, text).by(who), who);
            }

            @Override
            public void tooLarge() {
                writer.send(asked, bare, ErrorResponses.tooLarge(bare, limit));
            }

            @Override
            public void unreadable() {
                if (isAwaited(asked)) {
                    Faults.answer(asked, 400, Faults.UNREADABLE_BODY);
                }
            }
        });
    }

    private void answer(HttpServerRequest asked, Request request, String who) {
        Context loop = vertx.getOrCreateContext();
        boolean taken = answers.offer(server.lane(request), client(request, who), () -> {
            if (isAwaited(asked)) {
                Response response = server.admitted(request);
                byte[] bytes = response.bytes();
                loops.later(loop, () -> writer.send(asked, request, response, bytes));
            }
        });
        if (!taken) {
            writer.send(asked, request, ErrorResponses.busy(request));
        }
    }

    /** Has something done that is not for an event loop. */
    public void beside(Runnable work) {
        answers.offer(Lane.MEMORY, "", work);
    }

    private static String client(Request request, String who) {
        return who + '@' + ClientAddress.network(request.sender().address());
    }

    @Override
    public void close() {
        loops.close();
        passwords.close();
        answers.close();
    }
}
