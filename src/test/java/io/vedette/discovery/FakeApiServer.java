package io.vedette.discovery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TlsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** As much of a Kubernetes API server as lists and watches, over TLS and with a token. */
final class FakeApiServer implements AutoCloseable {

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-api-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, String> objects = new TreeMap<>();
    private volatile BlockingQueue<String> watcher = new LinkedBlockingQueue<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    volatile String token = "one";
    volatile int page = 500;
    /** What lists and watches are instead of what they should be. */
    volatile Optional<Body> lists = Optional.empty();

    volatile Optional<Body> watches = Optional.empty();
    private int version = 100;

    /** Writes the body of an answer. */
    interface Body {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    FakeApiServer(TestAuthority identity) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(TlsServer.context(identity)));
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<String> asked() {
        return asked;
    }

    /** @param object without its metadata's resourceVersion */
    synchronized void put(String name, String object) {
        version++;
        String whole = object.replace("\"metadata\":{", "\"metadata\":{\"resourceVersion\":\"" + version + "\",");
        watcher.add("{\"type\":\"" + (objects.put(name, whole) == null ? "ADDED" : "MODIFIED") + "\",\"object\":"
                + whole + "}");
    }

    synchronized void delete(String name) {
        version++;
        watcher.add("{\"type\":\"DELETED\",\"object\":" + objects.remove(name) + "}");
    }

    /** Removes it without an event, as for a watch that missed some. */
    synchronized void lose(String name) {
        version++;
        objects.remove(name);
    }

    /** Ends the watch that is open. */
    void endWatch() {
        watcher.add("");
    }

    /** Says in the watch that its place is forgotten. */
    void forget() {
        watcher.add("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"code\":410,\"reason\":\"Expired\"}}");
        endWatch();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String uri = exchange.getRequestURI().toString();
            asked.add(uri);
            if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
            } else if ((uri.contains("watch=1") ? watches : lists).isPresent()) {
                send(exchange, (uri.contains("watch=1") ? watches : lists).get());
            } else if (uri.contains("watch=1")) {
                watch(exchange);
            } else {
                list(exchange, uri);
            }
        }
    }

    private void list(HttpExchange exchange, String uri) throws IOException {
        byte[] body;
        synchronized (this) {
            int from = uri.contains("continue=") ? Integer.parseInt(uri.replaceFirst(".*continue=", "")) : 0;
            int end = Math.min(objects.size(), from + page);
            body = ("{\"metadata\":{\"resourceVersion\":\"" + version + "\""
                            + (end < objects.size() ? ",\"continue\":\"" + end + "\"" : "") + "},\"items\":["
                            + String.join(",", List.copyOf(objects.values()).subList(from, end)) + "]}")
                    .getBytes(StandardCharsets.UTF_8);
            if (end == objects.size()) {
                watcher = new LinkedBlockingQueue<>();
            }
        }
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private void watch(HttpExchange exchange) throws IOException {
        BlockingQueue<String> events = watcher;
        send(exchange, out -> {
            out.flush();
            for (String event = events.take(); !event.isEmpty(); event = events.take()) {
                out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        });
    }

    private static void send(HttpExchange exchange, Body body) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            body.write(out);
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
