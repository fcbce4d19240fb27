package io.vedette.camel.http;

import io.vedette.status.ClientAddress;
import io.vedette.status.Request;
import io.vedette.status.Sender;
import io.vertx.core.http.HttpServerRequest;

/** Makes of requests as Vert.x has them what the status server is asked. */
final class ReceivedRequests {

    private final ClientAddress clients;

    ReceivedRequests(ClientAddress clients) {
        this.clients = clients;
    }

    /**
     * Returns it.
     *
     * @param form the fields of its body as a query, or empty: they count as parameters too
     * @param body its beginning as a text, or empty
     */
    Request request(HttpServerRequest asked, String form, String body) {
        String target = Request.asWritten(asked.uri());
        return new Request(
                asked.method().name(),
                form.isEmpty() ? target : target + (target.contains("?") ? "&" : "?") + form,
                header(asked, "Accept"),
                header(asked, "Authorization"),
                body,
                header(asked, "If-None-Match"),
                sender(asked));
    }

    private Sender sender(HttpServerRequest asked) {
        String connection = asked.remoteAddress() == null
                ? ""
                : String.valueOf(asked.remoteAddress().hostAddress());
        return new Sender(
                clients.of(connection, String.join(",", asked.headers().getAll("X-Forwarded-For"))),
                header(asked, "Host"),
                header(asked, "Origin"),
                header(asked, "Sec-Fetch-Site"));
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }
}
