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
 * Answers beside Camel's routes, on the router of its HTTP server: what no route serves, and what others find to be no matter for
 * a route. {@link StatusServer} answers it like everything: only to those who may ask, in the same form, with the same headers.
 */
final class DirectAnswers {

    private final StatusServer server;
    private final ClientAddress clients;
    private final SecurityHeaders headers;

    DirectAnswers(StatusServer server, ClientAddress clients, SecurityHeaders headers) {
        this.server = server;
        this.clients = clients;
        this.headers = headers;
    }

    /** Answers, on the HTTP server of a context that is started, what comes by all routes, those of an operator too. */
    void serveOn(VertxPlatformHttpRouter router) {
        router.route().last().handler(this::answer);
    }

    /** Answers as {@link StatusServer} does, whatever the path. */
    void answer(RoutingContext routing) {
        // Camel's server holds a request back until somebody reads it; this one is let go by.
        routing.request().resume();
        answer(routing, "");
    }

    /** Answers like {@link #answer(RoutingContext)} to a form, whose fields count as parameters of the query. */
    void answer(RoutingContext routing, String form) {
        HttpServerRequest asked = routing.request();
        String target = Request.asWritten(asked.uri());
        Request request = new Request(
                asked.method().name(),
                form.isEmpty() ? target : target + (target.contains("?") ? "&" : "?") + form,
                header(asked, "Accept"),
                header(asked, "Authorization"),
                Request.fieldsAsText(form),
                "",
                StatusRoutes.sender(asked, clients));
        // Not on the event loop: a password takes its time to be verified.
        routing.vertx()
                .executeBlocking(() -> server.answer(request), false)
                .onSuccess(response -> send(routing, request, response))
                .onFailure(routing::fail);
    }

    private void send(RoutingContext routing, Request request, Response response) {
        if (routing.response().closed() || routing.response().ended()) {
            return;
        }
        routing.response().setStatusCode(response.status()).putHeader("Content-Type", response.contentType());
        headers.of(request, response).forEach(routing.response()::putHeader);
        routing.response().end(response.body());
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }
}
