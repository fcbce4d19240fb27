package io.vedette.camel;

import io.vedette.status.ClientAddress;
import io.vedette.status.Request;
import io.vedette.status.Response;
import io.vedette.status.SecurityHeaders;
import io.vedette.status.Sender;
import io.vedette.status.StatusServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.HttpMessage;

/** Where the status server is found: one route a path, all answered by {@link StatusServer}. */
final class StatusRoutes extends RouteBuilder {

    static final String HEARTBEAT = "/heartbeat";

    private static final List<String> EXACT = List.of(
            "/", "/sample/task", "/health/live", "/health/ready", "/metrics", "/status", "/status.json", "/status.css");
    private static final List<String> WITH_ALL_BELOW = List.of("/task", HEARTBEAT, "/api/v1", "/badge", "/assets");

    private final StatusServer server;
    private final ClientAddress clients;
    private final SecurityHeaders headers;

    StatusRoutes(StatusServer server, ClientAddress clients, SecurityHeaders headers) {
        this.server = server;
        this.clients = clients;
        this.headers = headers;
    }

    /** All paths that are served, a star at the end of those that stand for all below them. */
    static List<String> paths() {
        return Stream.concat(EXACT.stream(), WITH_ALL_BELOW.stream().flatMap(path -> Stream.of(path, path + "/*")))
                .toList();
    }

    @Override
    public void configure() {
        EXACT.forEach(path -> serve(path, ""));
        WITH_ALL_BELOW.forEach(path -> serve(path, "?matchOnUriPrefix=true"));
    }

    private void serve(String path, String options) {
        from("platform-http:" + path + options)
                .routeId("status" + path.replace('/', '-'))
                .routeDescription("Answers " + path)
                .process(this::answer);
    }

    private void answer(Exchange exchange) {
        Message in = exchange.getMessage();
        Request request = new Request(
                text(in, Exchange.HTTP_METHOD),
                Request.asWritten(text(in, Exchange.HTTP_URI)) + fields(in),
                text(in, "Accept"),
                text(in, "Authorization"),
                beginning(in),
                text(in, "If-None-Match"),
                sender(((HttpMessage) in).getRequest(), clients));
        int most = BodyLimits.most(request.rawPath());
        Response response = ((HttpMessage) in).getRequest().bytesRead() > most
                ? StatusServer.tooLarge(request, most)
                : server.answer(request);
        in.removeHeaders("*");
        in.setHeader(Exchange.HTTP_RESPONSE_CODE, response.status());
        in.setHeader(Exchange.CONTENT_TYPE, response.contentType());
        // Not as headers of the message: Camel would keep some of them, such as Cache-Control, to itself.
        HttpServerResponse out = ((HttpMessage) in).getResponse();
        headers.of(request, response).forEach(out::putHeader);
        in.setBody(response.body());
    }

    /** Read from the request itself: Camel keeps some headers to itself. */
    static Sender sender(HttpServerRequest request, ClientAddress clients) {
        String connection = request.remoteAddress() == null
                ? ""
                : String.valueOf(request.remoteAddress().hostAddress());
        // HTTP/2 has no Host header, but says the same as the authority.
        String host = request.authority() == null
                ? orEmpty(request.getHeader("Host"))
                : request.authority().toString();
        return new Sender(
                clients.of(connection, String.join(",", request.headers().getAll("X-Forwarded-For"))),
                host,
                orEmpty(request.getHeader("Origin")),
                orEmpty(request.getHeader("Sec-Fetch-Site")));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /** The fields of a form, which count as parameters of the query; those of the query itself come first. */
    private static String fields(Message message) {
        if (!(message.getBody() instanceof Map<?, ?> form) || form.isEmpty()) {
            return "";
        }
        String fields = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return (text(message, Exchange.HTTP_URI).contains("?") ? "&" : "?") + fields;
    }

    private static String encoded(Object text) {
        return URLEncoder.encode(text == null ? "" : text.toString(), StandardCharsets.UTF_8);
    }

    /** The beginning of the body as text; the rest is left alone. */
    private static String beginning(Message message) {
        if (message.getBody() instanceof Map<?, ?> form) {
            // curl says of any text that it is a form: "disk full" is then a field without a value.
            return form.entrySet().stream()
                    .map(field -> field.getValue() == null || field.getValue().equals("")
                            ? String.valueOf(field.getKey())
                            : field.getKey() + "=" + field.getValue())
                    .collect(Collectors.joining("&"));
        }
        InputStream body = message.getBody(InputStream.class);
        if (body == null) {
            return "";
        }
        try (body) {
            return new String(body.readNBytes(Request.MOST_BODY_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // A caller that breaks off has said what it had to say in the request line.
        }
    }

    private static String text(Message message, String header) {
        return orEmpty(message.getHeader(header, String.class));
    }
}
