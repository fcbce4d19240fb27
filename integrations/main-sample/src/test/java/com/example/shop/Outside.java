package com.example.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** What the shop watches, and whom it tells: real servers that are well or not, and that take a message or not. */
final class Outside implements AutoCloseable {

    final List<String> taken = new CopyOnWriteArrayList<>();
    final AtomicInteger toRefuse = new AtomicInteger();
    final AtomicInteger refused = new AtomicInteger();
    volatile String billing = "ok";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    Outside() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, 200, "Welcome to the shop"));
        server.createContext("/billing", exchange -> answer(exchange, 200, task()));
        server.createContext("/oncall", this::take);
        server.start();
    }

    /** Returns the settings by which the shop finds it. */
    Map<String, String> settings() {
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "shop.front", address + "/", "shop.billing", address + "/billing", "shop.oncall", address + "/oncall");
    }

    private String task() {
        return "{\"status\":\"" + billing + "\",\"lastrun\":\"" + Instant.now() + "\",\"frequency\":60}";
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (toRefuse.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            refused.incrementAndGet();
            // With 503 the client of Camel would ask again by itself.
            answer(exchange, 500, "broken");
            return;
        }
        taken.add(body);
        answer(exchange, 200, "");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
