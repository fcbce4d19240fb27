package io.vedette.app.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vedette.process.DaemonThreads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** Simulated systems that answer over HTTP or HTTPS, on one port of the loopback interface. */
final class WebServer implements AutoCloseable {

    private final HttpServer server;
    private final Clock clock;
    private final ExecutorService threads = Executors.newFixedThreadPool(2, DaemonThreads.named("vedette-demo-web"));

    WebServer(Clock clock) throws IOException {
        this(clock, HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    /** Starts a server over HTTPS. */
    static WebServer secure(Clock clock, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new WebServer(clock, server);
    }

    private WebServer(Clock clock, HttpServer server) {
        this.clock = clock;
        this.server = server;
        server.setExecutor(threads);
        server.start();
    }

    URI base() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    void serve(List<WebSystem> systems) {
        systems.forEach(system -> server.createContext(system.path(), exchange -> answer(exchange, system)));
    }

    private void answer(HttpExchange exchange, WebSystem system) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String authorization = Optional.ofNullable(
                            exchange.getRequestHeaders().getFirst("Authorization"))
                    .orElse("");
            Reply reply = system.reply(clock.instant(), new Ask(exchange.getRequestMethod(), body, authorization));
            byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", reply.contentType());
            exchange.sendResponseHeaders(reply.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
