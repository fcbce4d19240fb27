package io.vedette.camel;

import io.vedette.status.ClientAddress;
import io.vedette.status.Request;
import io.vedette.status.Response;
import io.vedette.status.SecurityHeaders;
import io.vedette.status.StatusServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * How much of a body the status server takes. Nothing that it serves needs one but a heartbeat, with which a job may send
 * the end of its log. A body that says it is larger is refused unread; one that does not say so is read up to
 * {@link #MOST_BYTES} and then refused. Stands on the router of Camel's own HTTP server, whose limit is one for all paths;
 * routes of an operator's own keep that one.
 */
final class BodyLimits {

    /** Of a heartbeat, and of everything that others serve here. */
    static final int MOST_BYTES = 1024 * 1024;

    private static final int MOST_SMALL_BYTES = 16 * 1024;
    private static final int TOO_LARGE = 413;

    /** After the stream of events, which reads no body, and before the routes of Camel's consumers. */
    private static final int EARLY = -900;

    private final ClientAddress clients;
    private final SecurityHeaders headers;

    BodyLimits(ClientAddress clients, SecurityHeaders headers) {
        this.clients = clients;
        this.headers = headers;
    }

    /** The most bytes that a path of the status server takes. */
    static int most(String path) {
        return path.startsWith(StatusRoutes.HEARTBEAT + "/") ? MOST_BYTES : MOST_SMALL_BYTES;
    }

    /** Puts the limits on the HTTP server of a context that is started. */
    void serveOn(VertxPlatformHttpRouter router) {
        StatusRoutes.paths()
                .forEach(path ->
                        router.route(path).order(EARLY).handler(this::look).failureHandler(this::failed));
    }

    private void look(RoutingContext routing) {
        if (declared(routing.request()) > most(routing.request().path())) {
            // Camel's server holds a request back until somebody reads it; this one is let go by.
            routing.request().resume();
            refuse(routing);
        } else {
            routing.next();
        }
    }

    private static long declared(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    private void failed(RoutingContext routing) {
        if (routing.statusCode() == TOO_LARGE && !routing.response().headWritten()) {
            refuse(routing);
        } else {
            routing.next();
        }
    }

    private void refuse(RoutingContext routing) {
        HttpServerRequest asked = routing.request();
        Request request =
                new Request(asked.method().name(), asked.uri(), "", "", "", "", StatusRoutes.sender(asked, clients));
        Response response = StatusServer.tooLarge(request, most(request.rawPath()));
        routing.response().setStatusCode(response.status()).putHeader("Content-Type", response.contentType());
        headers.of(request, response).forEach(routing.response()::putHeader);
        routing.response().end(response.body());
    }
}
