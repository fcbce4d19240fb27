package io.vedette.camel.http;

import io.vedette.status.http.ErrorResponses;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Answers requests that are themselves faulty, whatever they ask for. */
final class Faults {

    static final String UNREADABLE_BODY = "the body cannot be read";

    private Faults() {}

    /** Whether a connection can be closed without others losing theirs: requests of HTTP/2 share one. */
    static boolean hasOwnConnection(HttpServerRequest asked) {
        return asked.version() != HttpVersion.HTTP_2;
    }

    /** Answers with a fault and closes the connection: where the next request would begin is not sure. On its event loop. */
    static void answer(HttpServerRequest asked, int status, String fault) {
        if (!hasOwnConnection(asked)) {
            asked.response().reset();
            return;
        }
        Connections.ends(asked);
        asked.response()
                .putHeader("Connection", "close")
                .putHeader("Content-Type", "application/json")
                .setStatusCode(status)
                .end(ErrorResponses.error(status, fault).body())
                .onComplete(sent -> asked.connection().close());
    }
}
