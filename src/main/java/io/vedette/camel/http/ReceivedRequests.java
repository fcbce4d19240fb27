package io.vedette.camel.http;

import io.vedette.status.access.ClientAddress;
import io.vedette.status.http.Request;
import io.vedette.status.http.Sender;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** Makes of requests as Vert.x has them what the status server is asked. */
final class ReceivedRequests {

    private final ClientAddress clients;

    ReceivedRequests(ClientAddress clients) {
        this.clients = clients;
    }

    /** Returns a request without its body, which is not read yet. */
    Request request(AskedFor what) {
        HttpServerRequest asked = what.asked();
        return new Request(
                        asked.method().name(),
                        Request.asWritten(what.target()),
                        header(asked, "Accept"),
                        header(asked, "Authorization"),
                        "",
                        header(asked, "If-None-Match"),
                        sender(asked, what))
                .accepting(header(asked, "Accept-Encoding"));
    }

    private Sender sender(HttpServerRequest asked, AskedFor what) {
        String connection = asked.remoteAddress() == null
                ? ""
                : String.valueOf(asked.remoteAddress().hostAddress());
        return new Sender(
                clients.of(connection, String.join(",", asked.headers().getAll("X-Forwarded-For"))),
                what.host(),
                header(asked, "Origin"),
                header(asked, "Sec-Fetch-Site"),
                header(asked, "Cookie"),
                what.person().isEmpty() ? clients.person(connection, name -> single(asked, name)) : what.person());
    }

    /** Of several none: the proxy may have put its own behind one that the client made up. */
    private static String single(HttpServerRequest request, String name) {
        List<String> values = request.headers().getAll(name);
        return values.size() == 1 ? values.get(0) : "";
    }

    private static String header(HttpServerRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }
}
