package io.vedette.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The endpoints that are checked: {@code /task/…} answers as a py-pinger task whose last run was this second,
 * {@code /down/…} answers 503, {@code /hang/…} takes the request and never answers. Tells its port and when it was first asked; {@code /count} tells
 * how often it was asked, {@code /arrivals} tells of {@link Arrivals}.
 */
final class TargetServer {

    private static Buffer answer = answer();
    private static final Arrivals ARRIVALS = new Arrivals();
    private static long asked;

    private TargetServer() {}

    public static void main(String[] args) {
        Child.endWithParent();
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        vertx.setPeriodic(500, id -> answer = answer());
        vertx.createHttpServer(new HttpServerOptions().setAcceptBacklog(20_000))
                .requestHandler(request -> {
                    if (request.path().equals("/count")) {
                        request.response().end(String.valueOf(asked));
                        return;
                    }
                    if (request.path().startsWith("/arrivals")) {
                        request.response().end(ARRIVALS.told(request.path().endsWith("/anew")));
                        return;
                    }
                    ARRIVALS.note(request.path());
                    if (asked++ == 0) {
                        Child.tell("asked", System.currentTimeMillis());
                    }
                    if (request.path().startsWith("/task/")) {
                        request.response()
                                .putHeader("Content-Type", "application/json")
                                .end(answer);
                    } else if (request.path().startsWith("/down/")) {
                        request.response().setStatusCode(503).end();
                    }
                })
                .listen(0, "127.0.0.1")
                .onSuccess(server -> Child.tell("port", server.actualPort()))
                .onFailure(e -> System.exit(1));
    }

    private static Buffer answer() {
        return Buffer.buffer("{\"status\":\"ok\",\"lastrun\":\"" + Instant.now().truncatedTo(ChronoUnit.SECONDS)
                + "\",\"frequency\":10,\"process\":\"Billing import\",\"server\":\"backend-7\",\"reason\":\"\","
                + "\"sleep\":[]}");
    }
}
