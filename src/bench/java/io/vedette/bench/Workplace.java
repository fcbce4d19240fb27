package io.vedette.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A folder with a configuration for a run, gone with it. */
final class Workplace implements AutoCloseable {

    private final Path folder;
    private final int port;

    private Workplace(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** One with a task check for every endpoint of the load. */
    static Workplace of(Load load, String port) throws IOException {
        return of(load, port, Map.of());
    }

    /** The same with settings of its own. */
    static Workplace of(Load load, String port, Map<String, String> settings) throws IOException {
        return of(load, port, settings, Map.of());
    }

    /** The same with checks in groups of a hundred, with a tag, and shown to outsiders. */
    static Workplace grouped(Load load, String port, Map<String, String> settings) throws IOException {
        return of(load, port, settings, Map.of("public", "true", "tags", "all"));
    }

    private static Workplace of(Load load, String port, Map<String, String> settings, Map<String, String> parameters)
            throws IOException {
        Path folder = Files.createTempDirectory("vedette-bench");
        Files.createDirectory(folder.resolve("routes"));
        StringBuilder yaml = new StringBuilder();
        for (int check = 0; check < load.checks; check++) {
            yaml.append("- templatedRoute:\n")
                    .append("    routeTemplateRef: task\n")
                    .append("    routeId: check-" + check + "\n")
                    .append("    parameters:\n")
                    .append("      - { name: url, value: \"http://127.0.0.1:" + port + load.path(check) + "\" }\n");
            if (!parameters.isEmpty()) {
                yaml.append("      - { name: group, value: group-" + check / 100 + " }\n");
            }
            parameters.forEach(
                    (name, value) -> yaml.append("      - { name: " + name + ", value: \"" + value + "\" }\n"));
        }
        Files.writeString(folder.resolve("routes/checks.yaml"), yaml);
        int own = freePort();
        Files.writeString(
                folder.resolve("application.properties"),
                "vedette.interval=" + load.interval.toMillis() + "ms\nvedette.timeout=" + load.timeout.toMillis()
                        + "ms\nvedette.http.port=" + own + "\n"
                        + settings.entrySet().stream()
                                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                                .collect(Collectors.joining()));
        return new Workplace(folder, own);
    }

    /** One that somebody may listen on in a moment. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The port of the status server. */
    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    Path properties() {
        return folder.resolve("application.properties");
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
