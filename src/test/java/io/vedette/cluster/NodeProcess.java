package io.vedette.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.FreePort;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A node as a process of its own, with the same checks as all others. */
final class NodeProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String name;
    private final Path folder;
    private final int port;
    private final List<String> options = new ArrayList<>();
    private Optional<Path> jar = Optional.empty();
    private Process process;

    /** @param settings besides those that every process needs */
    NodeProcess(Path parent, String name, Map<String, String> settings, String checks) throws IOException {
        this.name = name;
        this.folder = Files.createDirectories(parent.resolve(name));
        this.port = FreePort.next();
        Map<String, String> all = new TreeMap<>(Map.of(
                "vedette.http.port", String.valueOf(port),
                "vedette.cluster", "true",
                "vedette.cluster.node", name,
                "vedette.cluster.bind", "127.0.0.1",
                "vedette.cluster.port", "0",
                "vedette.interval", "1s",
                "vedette.timeout", "10s",
                "vedette.group-window", "0s"));
        all.putAll(settings);
        StringBuilder text = new StringBuilder();
        all.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        Files.writeString(folder.resolve("application.properties"), text);
        Files.createDirectories(folder.resolve("routes"));
        write(checks);
    }

    /** Has Java started with an option more. */
    NodeProcess with(String option) {
        options.add(option);
        return this;
    }

    /** Is from its next start on the program of a jar, not of the classes of this build. */
    NodeProcess of(Path program) {
        jar = Optional.of(program.toAbsolutePath());
        return this;
    }

    void write(String checks) throws IOException {
        Files.writeString(folder.resolve("routes").resolve("checks.yaml"), checks);
    }

    /** @param options of Java */
    NodeProcess start(String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        line.addAll(this.options);
        line.addAll(List.of(options));
        line.addAll(jar.map(program -> List.of("-jar", program.toString()))
                .orElseGet(() -> List.of("-cp", classPath(), "io.vedette.App")));
        process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        return this;
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    NodeProcess awaitLive() {
        return awaitGood("/health/live");
    }

    /** Returns when the start is over. */
    NodeProcess awaitStarted() {
        return awaitGood("/health/live?started");
    }

    /** Whether it says that its start is over. */
    boolean isStarted() {
        try {
            return get("/health/live?started").statusCode() == 200;
        } catch (IOException e) {
            return false; // Nothing listens there yet.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private NodeProcess awaitGood(String path) {
        await().atMost(Duration.ofSeconds(150))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError(name + " ended:\n" + log());
                    }
                    return get(path).statusCode() == 200;
                });
        return this;
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it as an operator does. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Returns its exit code. */
    int awaitEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError(name + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return process.exitValue();
    }

    void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path) {
        try {
            return JSON.readTree(get(path).body()).path("data");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int post(String path) throws IOException, InterruptedException {
        return CLIENT.send(
                        request(path).POST(HttpRequest.BodyPublishers.noBody()).build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    /** Returns the names of the nodes that it knows and that are there. */
    List<String> nodes() {
        return json("/api/v1/nodes").findValuesAsText("node");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
    }

    /** Where a failure can be looked into. */
    private void keepLog() {
        try {
            Path kept = Files.createDirectories(Path.of("target", "cluster-logs"));
            Files.copy(folder.resolve("log"), kept.resolve(name + ".log"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        keepLog();
        if (process != null && process.isAlive()) {
            kill();
        }
    }
}
