package io.vedette.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Systems that are watched, each a path of one server, and a webhook that takes the alerts. */
final class Company implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int NO_ANSWER = 0;

    private final HttpServer server;
    private final Map<String, List<Long>> asked = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final List<JsonNode> alerts = new CopyOnWriteArrayList<>();
    private final List<String> announcements = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;

    Company() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.createContext("/system/", this::answer);
        server.createContext("/hook", this::take);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/system/".length());
        asked.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>()).add(System.nanoTime());
        if (statuses.getOrDefault(name, 200) == NO_ANSWER) {
            exchange.close();
            return;
        }
        byte[] body = "well".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(statuses.getOrDefault(name, 200), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private void take(HttpExchange exchange) throws IOException {
        if (refusing) {
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
            return;
        }
        JsonNode digest = JSON.readTree(exchange.getRequestBody().readAllBytes());
        digest.path("alerts").forEach(alerts::add);
        if (digest.has("message")) {
            announcements.add(digest.path("message").asText());
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    String system(String name) {
        return base() + "/system/" + name;
    }

    String hook() {
        return base() + "/hook";
    }

    private String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void breakDown(String name) {
        statuses.put(name, 500);
    }

    /** From now on it ends every connection. */
    void disconnect(String name) {
        statuses.put(name, NO_ANSWER);
    }

    /** Takes no alerts from now on, or takes them again. */
    void refuseAlerts(boolean refuse) {
        refusing = refuse;
    }

    void mend(String name) {
        statuses.put(name, 200);
    }

    /** Returns how often a system was asked in the last so many milliseconds. */
    int asked(String name, long millis) {
        long from = System.nanoTime() - millis * 1_000_000;
        return (int) asked.getOrDefault(name, List.of()).stream()
                .filter(at -> at - from > 0)
                .count();
    }

    /** Returns when a system was asked, as of {@link System#nanoTime}. */
    List<Long> asked(String name) {
        return List.copyOf(asked.getOrDefault(name, List.of()));
    }

    /** Returns the alerts of a check that were taken, as kind and node. */
    List<String> told(String check) {
        List<String> told = new ArrayList<>();
        alerts.forEach(alert -> {
            if (alert.path("check").asText().equals(check)) {
                told.add(alert.path("kind").asText());
            }
        });
        return told;
    }

    List<JsonNode> alerts() {
        return List.copyOf(alerts);
    }

    List<String> announcements() {
        return List.copyOf(announcements);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
