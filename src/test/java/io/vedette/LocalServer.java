package io.vedette;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on the loopback interface that answers as it is told and remembers what it was asked. */
public final class LocalServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "local-server");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Handler handler;

    /** What a request held; header names in lower case. */
    public record Asked(String method, String target, Map<String, String> headers, String body) {

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    /** What is answered. */
    public record Answered(int status, Map<String, String> headers, byte[] body) {

        public static Answered of(int status, String body) {
            return new Answered(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
        }

        public static Answered redirect(int status, String location) {
            return new Answered(status, Map.of("Location", location), new byte[0]);
        }

        public Answered with(String header, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(header, value);
            return new Answered(status, more, body);
        }
    }

    /** Makes the answer of a request; may take its time. */
    @FunctionalInterface
    public interface Handler {
        Answered answer(Asked asked) throws Exception;
    }

    public LocalServer(Handler handler) throws IOException {
        this.handler = handler;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public static LocalServer answering(int status, String body) throws IOException {
        return new LocalServer(asked -> Answered.of(status, body));
    }

    /** From now on. */
    public void answer(Handler other) {
        handler = other;
    }

    /** From now on. */
    public void answer(int status, String body) {
        handler = asked -> Answered.of(status, body);
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public Asked last() {
        return asked.get(asked.size() - 1);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    public URI uri(String path) {
        return URI.create(url(path));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            Asked request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(request);
            Answered answer = handler.answer(request);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            boolean head = request.method().equals("HEAD");
            exchange.sendResponseHeaders(
                    answer.status(), answer.body().length == 0 || head ? -1 : answer.body().length);
            if (!head) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
