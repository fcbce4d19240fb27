package io.vedette.camel.http;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * What clients send to routes of an operator's that is no proper request: a path or query whose percent-encoding is broken, a content type that is none,
 * a body that breaks off or cannot be read. Vert.x's router logs an error with its trace for each of them, so that anybody
 * could fill the log; here they are answered as everything else is, or not at all where nobody waits for an answer.
 */
public final class BrokenRequests {

    /** Before all other routes: their paths are compared with the decoded path. */
    private static final int FIRST = Integer.MIN_VALUE;

    private static final int BAD_REQUEST = 400;

    private final Gate gate;

    public BrokenRequests(Gate gate) {
        this.gate = gate;
    }

    /** Stands on the HTTP server of a context that is started. */
    public void serveOn(VertxPlatformHttpRouter router) {
        // Camel's router stands within another one, under a path: only on that one can anything come before paths.
        Router outer = (Router) ((FrontServer) router.getServer().getServer()).behind();
        outer.route().order(FIRST).handler(this::look).failureHandler(this::failed);
    }

    private void look(RoutingContext routing) {
        if (isReadable(routing)) {
            routing.next();
        } else {
            gate.handle(routing.request());
        }
    }

    private static boolean isReadable(RoutingContext routing) {
        try {
            routing.normalizedPath();
            routing.queryParams();
            routing.parsedHeaders().contentType().parameter("charset");
            return true;
        } catch (IllegalArgumentException | IndexOutOfBoundsException | HttpException e) {
            return false; // The answer says what it is instead.
        }
    }

    private void failed(RoutingContext routing) {
        HttpServerRequest asked = routing.request();
        HttpServerResponse response = routing.response();
        if (asked.path() == null || !asked.path().startsWith("/")) {
            gate.handle(routing.request()); // Such as OPTIONS *
        } else if (asked.isEnded() || !isBrokenOff(routing.failure())) {
            routing.next();
        } else if (!response.closed() && !response.headWritten()) {
            Faults.answer(asked, BAD_REQUEST, Faults.UNREADABLE_BODY); // What follows may be a part of it.
        }
    }

    /** Whether the connection ended, or what came over it is not HTTP. */
    private static boolean isBrokenOff(Throwable failure) {
        return failure instanceof HttpClosedException
                || failure instanceof IOException
                || failure instanceof DecoderException
                || failure instanceof IllegalArgumentException;
    }
}
