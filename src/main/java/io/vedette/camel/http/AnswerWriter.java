package io.vedette.camel.http;

import io.vedette.status.http.ErrorResponses;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicLong;

/** Sends answers, a large one no faster than its client reads; what waits to be read takes no more than a part of the memory. */
public final class AnswerWriter {

    private static final int PIECE_BYTES = 32 * 1024;
    private static final long LEAST_WAITING_BYTES = 8L * 1024 * 1024;
    private static final int PART_OF_MEMORY = 8;
    /** A client that still sends would lose the answer with the connection. */
    private static final long LINGER_MILLIS = 500;

    private final Vertx vertx;
    private final SecurityHeaders headers;
    private final Connections connections;
    private final AtomicLong waiting = new AtomicLong();
    private final long most = Math.max(LEAST_WAITING_BYTES, Runtime.getRuntime().maxMemory() / PART_OF_MEMORY);

    public AnswerWriter(Vertx vertx, SecurityHeaders headers, Connections connections) {
        this.vertx = vertx;
        this.headers = headers;
        this.connections = connections;
    }

    /** Sends a short answer; on the event loop of its connection. What is left of the request's body is let go by. */
    void send(HttpServerRequest asked, Request request, Response answer) {
        send(asked, request, answer, answer.bytes());
    }

    /** Sends an answer with its body as bytes: making them of a large one would hold up the event loop. */
    void send(HttpServerRequest asked, Request request, Response answer, byte[] bytes) {
        HttpServerResponse out = asked.response();
        if (out.closed() || out.ended()) {
            return;
        }
        if (bytes.length > PIECE_BYTES && !reserve(bytes.length)) {
            send(asked, request, ErrorResponses.busy(request));
            return;
        }
        out.setStatusCode(answer.status()).putHeader("Content-Type", answer.contentType());
        headers.of(answer).forEach(out::putHeader);
        boolean unread = isUnread(asked);
        boolean closes = unread && Faults.hasOwnConnection(asked);
        if (closes) {
            out.putHeader("Connection", "close");
        }
        connections.sends(asked, bytes.length);
        if (bytes.length > PIECE_BYTES) {
            out.putHeader("Content-Length", String.valueOf(bytes.length));
            new Pieces(asked, Buffer.buffer(bytes)).begin();
            return;
        }
        if (bytes.length == 0) {
            out.end();
        } else {
            out.end(Buffer.buffer(bytes));
        }
        if (closes) {
            Connections.ends(asked);
            asked.handler(null);
            asked.resume();
            vertx.setTimer(LINGER_MILLIS, timer -> asked.connection().close());
        } else if (!asked.isEnded()) {
            asked.resume();
        }
    }

    private static boolean isUnread(HttpServerRequest asked) {
        return RequestBody.isExpected(asked) && !asked.isEnded();
    }

    private boolean reserve(int bytes) {
        long before = waiting.getAndAdd(bytes);
        // A single one is always sent, however large.
        if (before != 0 && before + bytes > most) {
            waiting.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** A large answer on its way. */
    private final class Pieces {

        private final HttpServerRequest asked;
        private final HttpServerResponse out;
        private final Buffer bytes;
        private int sent;
        private boolean over;

        Pieces(HttpServerRequest asked, Buffer bytes) {
            this.asked = asked;
            this.out = asked.response();
            this.bytes = bytes;
        }

        void begin() {
            out.setWriteQueueMaxSize(2 * PIECE_BYTES);
            out.exceptionHandler(failure -> over());
            out.closeHandler(closed -> over());
            out.drainHandler(drained -> next());
            next();
        }

        private void next() {
            while (!over && !out.closed() && sent < bytes.length() && !out.writeQueueFull()) {
                int end = Math.min(bytes.length(), sent + PIECE_BYTES);
                Buffer piece = bytes.slice(sent, end);
                sent = end;
                if (end == bytes.length()) {
                    boolean unread = isUnread(asked) && Faults.hasOwnConnection(asked);
                    out.end(piece).onComplete(done -> {
                        over();
                        if (unread) {
                            asked.connection().close();
                        }
                    });
                } else {
                    out.write(piece);
                }
            }
        }

        private void over() {
            if (!over) {
                over = true;
                waiting.addAndGet(-bytes.length());
            }
        }
    }
}
