package io.vedette.camel;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Heartbeats with a form. curl says of any text that it is one, so {@code curl -d "disk 100% full"} sends a form whose
 * percent-encoding is broken: Vert.x refuses that, and the job would be told to be missing. Here the text is read as it is.
 */
final class HeartbeatForms {

    /** After {@link BodyLimits}, and before the routes of Camel's consumers. */
    private static final int EARLY = -800;

    private static final String FORM = "application/x-www-form-urlencoded";

    private final DirectAnswers answers;

    HeartbeatForms(DirectAnswers answers) {
        this.answers = answers;
    }

    /** Stands on the HTTP server of a context that is started. */
    void serveOn(VertxPlatformHttpRouter router) {
        router.route(StatusRoutes.HEARTBEAT + "/*").order(EARLY).handler(this::look);
    }

    private void look(RoutingContext routing) {
        HttpServerRequest asked = routing.request();
        String type = asked.getHeader("Content-Type");
        boolean form = type != null && type.strip().regionMatches(true, 0, FORM, 0, FORM.length());
        // One that does not tell its length is not known to be small.
        if (!form || asked.getHeader("Content-Length") == null) {
            routing.next();
            return;
        }
        asked.body()
                .onSuccess(body -> answers.answer(routing, body.toString(StandardCharsets.UTF_8)))
                .onFailure(routing::fail);
        asked.resume();
    }
}
