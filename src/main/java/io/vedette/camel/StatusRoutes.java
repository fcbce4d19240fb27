package io.vedette.camel;

import io.vedette.status.Request;
import io.vedette.status.Response;
import io.vedette.status.StatusServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;

/** Where the status server is found: one route a path, all answered by {@link StatusServer}. */
final class StatusRoutes extends RouteBuilder {

    private static final List<String> EXACT =
            List.of("/", "/style.css", "/sample/task", "/health/live", "/status", "/status.json", "/status.css");
    private static final List<String> WITH_ALL_BELOW = List.of("/task", "/heartbeat", "/api/v1", "/badge", "/assets");

    private final StatusServer server;

    StatusRoutes(StatusServer server) {
        this.server = server;
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
                text(in, Exchange.HTTP_URI),
                text(in, "Accept"),
                text(in, "Authorization"),
                beginning(in),
                text(in, "If-None-Match"));
        Response response = server.answer(request);
        in.removeHeaders("*");
        in.setHeader(Exchange.HTTP_RESPONSE_CODE, response.status());
        in.setHeader(Exchange.CONTENT_TYPE, response.contentType());
        in.setHeader("Cache-Control", "no-store");
        in.setHeader("X-Content-Type-Options", "nosniff");
        response.headers().forEach(in::setHeader);
        in.setBody(response.body());
    }

    /** The beginning of the body as text; the rest is left alone. */
    private static String beginning(Message message) {
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
        String value = message.getHeader(header, String.class);
        return value == null ? "" : value;
    }
}
