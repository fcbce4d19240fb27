package io.vedette.target;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A target on loopback that speaks its real protocol, records every request, and misbehaves on demand: what is told to
 * it by {@link #next} is done once each, in order, before it answers properly again.
 */
public abstract class FakeTarget implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Deque<Behaviour> script = new ArrayDeque<>();

    protected FakeTarget() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(executor);
        server.start();
    }

    /**
     * A request as it came.
     *
     * @param path the raw path and query
     * @param headers names in any case, the first value of each
     */
    public record Request(String method, String path, Map<String, String> headers, String body) {

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** What the server answers. */
    public record Response(int status, Map<String, String> headers, String body) {

        public static Response of(int status, String type, String body) {
            return new Response(status, Map.of("Content-Type", type), body);
        }

        public Response with(String name, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(name, value);
            return new Response(status, more, body);
        }
    }

    /** What is done with one request. */
    @FunctionalInterface
    public interface Behaviour {
        void act(FakeTarget target, HttpExchange exchange) throws IOException, InterruptedException;

        static Behaviour answer(Response response) {
            return (target, exchange) -> send(exchange, response);
        }

        static Behaviour answer(int status, String body) {
            return answer(Response.of(status, "text/plain", body));
        }

        /** Takes the request and says nothing until the server is closed. */
        static Behaviour hang() {
            return (target, exchange) -> target.closed.await();
        }

        /** Takes the request and closes the connection without a word. */
        static Behaviour silent() {
            return (target, exchange) -> exchange.close();
        }

        /** Never comes to an end. */
        static Behaviour endless(int status) {
            return (target, exchange) -> {
                exchange.sendResponseHeaders(status, 0);
                while (target.closed.getCount() > 0) {
                    exchange.getResponseBody().write("for ever and ".getBytes(StandardCharsets.UTF_8));
                }
            };
        }

        /** Answers a byte at a time, as if there were no end to it, until nobody listens. */
        static Behaviour drip(int status) {
            return (target, exchange) -> {
                exchange.sendResponseHeaders(status, 0);
                while (!target.closed.await(20, TimeUnit.MILLISECONDS)) {
                    exchange.getResponseBody().write('.');
                    exchange.getResponseBody().flush();
                }
            };
        }

        /** Promises a body and closes the connection in the middle of it. */
        static Behaviour cutOff() {
            return (target, exchange) -> {
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write("half".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            };
        }
    }

    /** What the real server answers to a request. */
    protected abstract Response answer(Request request);

    /** Does this with the next request that has no other behaviour yet. */
    public final FakeTarget next(Behaviour behaviour) {
        synchronized (script) {
            script.add(behaviour);
        }
        return this;
    }

    /** Answers so many requests properly, then does this. */
    public final FakeTarget nextAfter(int proper, Behaviour behaviour) {
        for (int i = 0; i < proper; i++) {
            next((target, exchange) -> send(exchange, target.answer(target.requests.get(target.requests.size() - 1))));
        }
        return next(behaviour);
    }

    /** All requests so far. */
    public final List<Request> requests() {
        return requests;
    }

    /** {@code http://127.0.0.1:PORT} */
    public final String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public final void close() {
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            requests.add(request);
            Behaviour behaviour;
            synchronized (script) {
                behaviour = script.poll();
            }
            if (behaviour == null) {
                send(exchange, answer(request));
            } else {
                behaviour.act(this, exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        byte[] body = response.body().getBytes(StandardCharsets.UTF_8);
        response.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
