package io.vedette.camel.http;

import io.vedette.status.api.Events;
import io.vedette.status.http.Request;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.impl.ContextInternal;
import java.util.List;

/** One browser that listens. Everything is written on its event loop. */
final class EventClient {

    private final EventClients all;
    private final Context here;
    private final Request asked;
    private final HttpServerResponse response;
    private final List<String> counted;
    private final long from;

    /**
     * @param asked with what it asked for the stream
     * @param counted under which its stream counts
     * @param from the last event that it got when it connected
     */
    EventClient(
            EventClients all,
            Context here,
            Request asked,
            HttpServerResponse response,
            List<String> counted,
            long from) {
        this.all = all;
        this.here = here;
        this.asked = asked;
        this.response = response;
        this.counted = counted;
        this.from = from;
    }

    Request asked() {
        return asked;
    }

    List<String> counted() {
        return counted;
    }

    /** Sends events, except those that it got when it connected; at once on its event loop. */
    void send(List<Events.Event> events, Buffer frames) {
        if (((ContextInternal) here).inThread()) {
            sendHere(events, frames);
        } else {
            here.runOnContext(now -> sendHere(events, frames));
        }
    }

    private void sendHere(List<Events.Event> events, Buffer frames) {
        if (from < events.get(0).id()) {
            write(frames);
        } else if (from < events.get(events.size() - 1).id()) {
            write(EventStream.frames(events, from));
        }
    }

    /** Sends something from any thread. */
    void send(Buffer bytes) {
        here.runOnContext(now -> write(bytes));
    }

    /** Sends something, or cuts off a client that reads too slowly. */
    private void write(Buffer bytes) {
        if (response.closed() || response.ended()) {
            all.remove(this);
        } else if (response.writeQueueFull()) {
            cut();
        } else {
            response.write(bytes);
        }
    }

    /** Ends the connection, whatever still waits to be sent; from any thread. */
    void cut() {
        here.runOnContext(now -> {
            all.remove(this);
            response.reset();
        });
    }
}
