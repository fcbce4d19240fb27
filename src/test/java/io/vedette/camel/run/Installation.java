package io.vedette.camel.run;

import io.vedette.FreePort;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.values.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder as an operator gets it, with the shipped files in it; settings come by environment variables. */
public final class Installation {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final Map<String, String> environment = new TreeMap<>();
    private final int port;

    private Installation(Path folder) throws IOException {
        this.folder = folder;
        this.port = FreePort.next();
        with("VEDETTE_HTTP_PORT", String.valueOf(port));
    }

    /** Nothing but an empty folder. */
    public static Installation empty(Path folder) throws IOException {
        return new Installation(folder);
    }

    /** The shipped settings and routes. */
    public static Installation shipped(Path folder) throws IOException {
        Files.copy(Path.of("application.properties"), folder.resolve("application.properties"));
        Path routes = Files.createDirectories(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
        return new Installation(folder);
    }

    public Installation with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Writes a file of the folder. */
    public Installation file(String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines) + "\n");
        return this;
    }

    /** A task check in a file of its own in place of those that are shipped. */
    public Installation task(String name, String... parameters) throws IOException {
        StringBuilder yaml = new StringBuilder();
        yaml.append("- templatedRoute:\n    routeTemplateRef: task\n    routeId: ")
                .append(name)
                .append("\n    parameters:\n");
        for (String parameter : parameters) {
            int equals = parameter.indexOf('=');
            yaml.append("      - { name: ")
                    .append(parameter, 0, equals)
                    .append(", value: '")
                    .append(parameter.substring(equals + 1))
                    .append("' }\n");
        }
        return file("routes/checks.yaml", yaml.toString());
    }

    public Loaded load() {
        return SettingsLoader.load(Optional.empty(), folder, environment, function -> Optional.empty());
    }

    public Standalone standalone(Standalone.Mode mode) throws Exception {
        Loaded loaded = load();
        Standalone vedette = new Standalone(loaded.settings(), loaded.secrets(), Clock.systemUTC(), mode, List.of());
        List<Problem> errors = Stream.concat(loaded.problems().stream(), vedette.problems().stream())
                .filter(Problem::isError)
                .toList();
        if (!errors.isEmpty()) {
            vedette.close();
            throw new IllegalStateException(errors.toString());
        }
        if (mode == Standalone.Mode.RUN) {
            BlockedLoops.watch(vedette.context());
        }
        return vedette.rereading(this::load);
    }

    /** Runs until it is closed. */
    public Standalone start() throws Exception {
        Standalone vedette = standalone(Standalone.Mode.RUN);
        vedette.start();
        return vedette;
    }

    public HttpResponse<String> get(String target, String... headers) throws IOException, InterruptedException {
        return send("GET", target, headers);
    }

    public HttpResponse<String> send(String method, String target, String... headers)
            throws IOException, InterruptedException {
        return sendBody(method, target, "", headers);
    }

    public HttpResponse<String> sendBody(String method, String target, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public Path folder() {
        return folder;
    }

    public int port() {
        return port;
    }
}
