package io.vedette.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.FreePort;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The Dockerfile's image: built by buildah, and run as containers are, by its user and with a root that cannot be written. */
@Tag("long")
class ImageIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int TERMINATED = 143;

    private static Image image;

    private final HttpClient client = HttpClient.newHttpClient();
    private Path data;
    private Map<String, String> environment;
    private String address;

    @BeforeAll
    static void build() throws Exception {
        image = Image.build(BaseSystem.get());
    }

    @BeforeEach
    void volume() throws Exception {
        data = BaseSystem.folder("data");
        Tools.run(List.of("chown", "10001:10001", data.toString()));
        int port = FreePort.next();
        address = "http://127.0.0.1:" + port;
        environment = Map.of(
                "VEDETTE_HTTP_PORT",
                String.valueOf(port),
                "VEDETTE_HTTP_HOST",
                "127.0.0.1",
                "VEDETTE_SAMPLE",
                "true",
                "VEDETTE_URLS",
                address + "/sample/task");
    }

    @Test
    void saysWhoRunsItWhatItKeepsAndWhereItAnswers() {
        assertThat(image.config().path("User").asText()).isEqualTo("10001:10001");
        assertThat(image.config().path("Volumes").has("/var/lib/vedette")).isTrue();
        assertThat(image.config().path("ExposedPorts").has("3002/tcp")).isTrue();
        assertThat(image.config()
                        .path("Labels")
                        .path("org.opencontainers.image.title")
                        .asText())
                .isEqualTo("Vedette");
    }

    @Test
    void answersEndsWhenAskedToAndKeepsWhatItKnows() throws Exception {
        Process first = image.start(data, environment);
        try {
            awaitAnswer(first);
            assertThat(image.health(data, environment)).isZero();
            awaitCheck("ok");
            assertThat(client.send(
                                    HttpRequest.newBuilder(URI.create(address + "/api/v1/checks/" + check() + "/pause"))
                                            .POST(BodyPublishers.noBody())
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            awaitCheck("paused");
        } finally {
            first.toHandle().destroy();
        }
        assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).isEqualTo(TERMINATED);
        assertThat(Tools.end(first).err()).isEmpty();
        assertThat(image.health(data, environment)).isNotZero();
        assertThat(Files.getAttribute(data.resolve("vedette.db"), "unix:uid")).isEqualTo(10001);

        Process second = image.start(data, environment);
        try {
            awaitAnswer(second);
            awaitCheck("paused");
        } finally {
            second.toHandle().destroy();
        }
        assertThat(Tools.end(second).code()).isEqualTo(TERMINATED);
    }

    @Test
    void refusesToBeOpenToAllUnlessSomebodySaysSo() throws Exception {
        Tools.Ended ended = Tools.end(image.start(data, Map.of("VEDETTE_HTTP_PORT", "0")));

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.err()).contains("vedette.http.open=true").doesNotContain("Picked up", "Exception");
    }

    @Test
    void takesItsClassesFromWhatWasKeptOfAStart() throws Exception {
        Tools.Ended ended =
                Tools.end(image.start(data, Map.of("JAVA_TOOL_OPTIONS", "-Xlog:class+load:stdout"), "version"));

        assertThat(ended.out().lines().filter(line -> line.contains("] io.vedette.App source:")))
                .singleElement()
                .asString()
                .contains("shared objects file");
    }

    private void awaitAnswer(Process process) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    assertThat(process.isAlive()).isTrue();
                    return get("/health/ready") != null;
                });
    }

    private void awaitCheck(String status) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(new ObjectMapper()
                                .readTree(get("/api/v1/checks"))
                                .path("data")
                                .findValuesAsText("status"))
                        .contains(status));
    }

    private String check() throws Exception {
        String name = new ObjectMapper()
                .readTree(get("/api/v1/checks"))
                .path("data")
                .path(0)
                .path("name")
                .asText();
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /** What a page says, or null while it is not there. */
    private String get(String path) throws Exception {
        var answer =
                client.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString());
        return answer.statusCode() == 200 ? answer.body() : null;
    }
}
