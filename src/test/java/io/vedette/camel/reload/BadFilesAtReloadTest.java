package io.vedette.camel.reload;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.BadFiles;
import io.vedette.BadFiles.BadFile;
import io.vedette.camel.run.BlockedLoops;
import io.vedette.camel.run.Standalone;
import io.vedette.config.settings.Secrets;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.evaluate.Watched;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Every bad file, put into the folder of an installation that runs, gives its messages, and what ran goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadFilesAtReloadTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SETTINGS =
            "vedette.http.port=0\nvedette.database.url=jdbc:sqlite:data/vedette.db\nvedette.interval=1h\n";
    private static final String ROUTES = """
            - templatedRoute:
                routeTemplateRef: heartbeat
                routeId: goes-on-whatever-happens
                parameters:
                  - { name: period, value: 1h }
            """;

    @TempDir
    private static Path folder;

    private Standalone vedette;
    private Watched watched;
    private Map<String, String> settings;
    private final Logger logger = (Logger) LoggerFactory.getLogger("vedette.reload");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    static Stream<BadFile> badFiles() throws IOException {
        return BadFiles.all();
    }

    @BeforeAll
    void start() throws Exception {
        restore();
        vedette = new Standalone(
                        SettingsLoader.load(Optional.empty(), folder, Map.of(), call -> Optional.empty())
                                .settings(),
                        new Secrets(),
                        Clock.systemUTC(),
                        Standalone.Mode.RUN,
                        List.of())
                .rereading(() -> SettingsLoader.load(Optional.empty(), folder, Map.of(), call -> Optional.empty()));
        BlockedLoops.watch(vedette.context());
        vedette.start();
        watched = vedette.service().watchlist().find("goes-on-whatever-happens").orElseThrow();
        settings = vedette.service().settings().properties();
    }

    @AfterAll
    void stop() {
        vedette.close();
    }

    @BeforeEach
    void listen() {
        logger.setAdditive(false);
        logger.setLevel(Level.INFO);
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void mend() throws Exception {
        logger.detachAppender(log);
        logger.setAdditive(true);
        logger.setLevel(null);
        restore();
        assertThat(vedette.reloads().reload().isTaken()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void isToldAtReloadAndWhatRanGoesOn(BadFile bad) throws Exception {
        Files.delete(folder.resolve(SettingsLoader.DEFAULT_FILE));
        bad.install(folder);

        HttpResponse<String> answer = send("POST", "/api/v1/reload");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(told(bad, JSON.readTree(answer.body()))).isEqualTo(bad.expected());
        JsonNode config = JSON.readTree(send("GET", "/api/v1/config").body()).path("data");
        assertThat(config.path("lastReload").path("outcome").asText()).isEqualTo("rejected");
        assertThat(told(bad, config.path("lastReload"))).isEqualTo(bad.expected());
        assertThat(logged(bad)).containsAll(bad.expected());
        assertThat(vedette.service().watchlist().all()).singleElement().isSameAs(watched);
        assertThat(vedette.service().settings().properties()).isEqualTo(settings);
    }

    private List<String> told(BadFile bad, JsonNode reload) {
        List<String> lines = new ArrayList<>();
        reload.path("problems").forEach(problem -> lines.add(BadFiles.line(problem)));
        return bad.told(String.join("\n", lines), folder);
    }

    private List<String> logged(BadFile bad) {
        String lines = String.join(
                "\n",
                log.list.stream()
                        .map(event -> event.getFormattedMessage().replaceFirst("^reload: ", ""))
                        .toList());
        return bad.told(lines, folder);
    }

    /** The folder as it was at the start. */
    private void restore() throws IOException {
        Path routes = folder.resolve("routes");
        if (Files.exists(routes)) {
            Files.writeString(routes.resolve("watched.yaml"), ROUTES);
            try (Stream<Path> files = Files.walk(routes)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    if (!file.equals(routes) && !file.endsWith("watched.yaml")) {
                        Files.delete(file);
                    }
                }
            }
        } else {
            Files.createDirectories(routes);
            Files.writeString(routes.resolve("watched.yaml"), ROUTES);
        }
        Files.writeString(folder.resolve(SettingsLoader.DEFAULT_FILE), SETTINGS);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + vedette.port() + path);
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
