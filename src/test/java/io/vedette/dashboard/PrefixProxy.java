package io.vedette.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that serves a server below a path, as nginx does: {@code proxy_pass} with a slash at its end strips that path, without one it does not. */
final class PrefixProxy implements AutoCloseable {

    private static final Set<String> HOP =
            Set.of("connection", "content-length", "host", "transfer-encoding", "upgrade", ":status");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "prefix-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;
    private final String prefix;
    private final boolean strips;
    private volatile int to;

    PrefixProxy(String prefix, boolean strips) throws IOException {
        this.prefix = prefix;
        this.strips = strips;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
    }

    void to(int port) {
        to = port;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + prefix;
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestURI().toString();
            if (!target.startsWith(prefix)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String path = strips ? target.substring(prefix.length()) : target;
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + to + (path.isEmpty() ? "/" : path)))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!HOP.contains(name.toLowerCase(Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            HttpResponse<InputStream> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            for (Map.Entry<String, List<String>> header :
                    response.headers().map().entrySet()) {
                if (!HOP.contains(header.getKey())) {
                    exchange.getResponseHeaders().put(header.getKey(), header.getValue());
                }
            }
            boolean empty = response.statusCode() == 304
                    || response.statusCode() == 204
                    || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(response.statusCode(), empty ? -1 : 0);
            try (InputStream in = response.body();
                    OutputStream out = exchange.getResponseBody()) {
                byte[] piece = new byte[8_192];
                for (int read = in.read(piece); read >= 0 && !empty; read = in.read(piece)) {
                    out.write(piece, 0, read);
                    out.flush(); // Events come one by one.
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
