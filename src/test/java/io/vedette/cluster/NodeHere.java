package io.vedette.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.config.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A whole node in this process, as fast to start as nodes get. */
final class NodeHere implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String name;
    private final Installation installation;
    private Standalone vedette;

    /** @param settings besides those that every node needs */
    NodeHere(Path parent, String name, Settings.Database database, Map<String, String> settings, String checks)
            throws IOException {
        this.name = name;
        installation = Installation.empty(Files.createDirectories(parent.resolve(name)))
                .with("VEDETTE_CLUSTER", "true")
                .with("VEDETTE_CLUSTER_NODE", name)
                .with("VEDETTE_CLUSTER_BIND", "127.0.0.1")
                .with("VEDETTE_CLUSTER_PORT", "0")
                .with("VEDETTE_DATABASE_URL", database.url())
                .with("VEDETTE_DATABASE_USERNAME", database.username().orElse(""))
                .with("VEDETTE_INTERVAL", "1s")
                .with("VEDETTE_TIMEOUT", "10s")
                .with("VEDETTE_GROUP_WINDOW", "0s")
                .file("routes/checks.yaml", checks);
        settings.forEach(installation::with);
    }

    NodeHere start() throws Exception {
        vedette = installation.start();
        return this;
    }

    String name() {
        return name;
    }

    String text(String path, String... headers) {
        return send("GET", path, headers).body();
    }

    JsonNode json(String path) {
        try {
            return JSON.readTree(text(path)).path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode check(String check) {
        return json("/api/v1/checks/" + check);
    }

    /** Returns the status. */
    int post(String path, String... headers) {
        return send("POST", path, headers).statusCode();
    }

    HttpResponse<String> send(String method, String path, String... headers) {
        try {
            return installation.send(method, path, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> form(String path, String body) throws IOException, InterruptedException {
        return installation.sendBody("POST", path, body, "Content-Type", "application/x-www-form-urlencoded");
    }

    /** Returns the lines of its stream of events as they come. */
    List<String> events() {
        List<String> lines = new CopyOnWriteArrayList<>();
        HttpResponse<Stream<String>> stream = stream();
        Thread reader = new Thread(() -> stream.body().forEach(lines::add), "events-" + name);
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private HttpResponse<Stream<String>> stream() {
        URI events = URI.create("http://127.0.0.1:" + installation.port() + "/api/v1/events");
        return CLIENT.sendAsync(HttpRequest.newBuilder(events).build(), HttpResponse.BodyHandlers.ofLines())
                .join();
    }

    @Override
    public void close() {
        if (vedette != null) {
            vedette.close();
        }
    }
}
