package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.camel.load.ExtraCheck;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.evaluate.Watched;
import io.vedette.probe.TcpServer;
import io.vedette.state.CheckState;
import io.vedette.state.Health;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that call a running Vedette. The checks run once an hour, so whatever is seen sooner was judged at once. */
class HeartbeatTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Standalone vedette;
    private static int port;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        port = TcpServer.closedPort();
        Loaded loaded = SettingsLoader.of(Map.of("vedette.http.port", String.valueOf(port)), folder);
        Map<String, String> hourly = Map.of("period", "1h", "interval", "1h");
        vedette = new Standalone(
                loaded.settings(),
                loaded.secrets(),
                Clock.systemUTC(),
                Standalone.Mode.RUN,
                List.of(
                        new ExtraCheck("a/nightly job", "heartbeat", hourly),
                        new ExtraCheck("job", "heartbeat", hourly),
                        new ExtraCheck("port", "tcp", Map.of("host", "127.0.0.1", "port", "1"))));
        BlockedLoops.watch(vedette.context());
        vedette.start();
        await().until(() ->
                state("job").health() == Health.OK && state("a/nightly job").health() == Health.OK);
    }

    @AfterAll
    static void stop() {
        vedette.close();
    }

    @Test
    void judgesACallAtOnce() throws Exception {
        HttpResponse<String> failed = call("POST", "a%2Fnightly%20job?status=fail&message=disk+full", "");

        assertThat(failed.statusCode()).isEqualTo(200);
        assertThat(failed.body()).contains("\"failed\":true", "\"name\":\"a/nightly job\"");
        await().until(() -> state("a/nightly job").health() == Health.ERROR);
        assertThat(state("a/nightly job").cause().orElseThrow().message()).isEqualTo("disk full");

        call("POST", "a/nightly%20job", "");

        await().until(() -> state("a/nightly job").health() == Health.OK);
    }

    /** It is asked once an hour: what its first call says is shown before the next look. */
    @ParameterizedTest
    @CsvSource({"POST, nightly?status=fail&message=no+disk, ERROR, no disk", "GET, nightly?host=web-3, OK, ''"})
    void judgesTheFirstCallAtOnce(String method, String path, Health health, String message, @TempDir Path folder)
            throws Exception {
        try (Standalone service = nightly(folder)) {
            await().until(() -> watched(service, "nightly").latest().isPresent());
            Instant waiting = watched(service, "nightly").latest().orElseThrow().at();

            assertThat(call(service.port(), method, path, "").statusCode()).isEqualTo(200);

            await().until(() ->
                    watched(service, "nightly").latest().orElseThrow().at().isAfter(waiting));
            assertThat(state(service, "nightly").health()).isEqualTo(health);
            assertThat(watched(service, "nightly")
                            .latest()
                            .orElseThrow()
                            .verdict()
                            .message())
                    .isEqualTo(message);
        }
    }

    @Test
    void aFailureOutlastsARestart(@TempDir Path folder) throws Exception {
        try (Standalone before = nightly(folder)) {
            await().until(() -> state(before, "nightly").health() == Health.OK);
            call(before.port(), "POST", "nightly?status=fail&message=disk+full", "");
            await().until(() -> state(before, "nightly").health() == Health.ERROR);
        }

        try (Standalone after = nightly(folder)) {
            await().until(() -> watched(after, "nightly").latest().isPresent());

            assertThat(state(after, "nightly").health()).isEqualTo(Health.ERROR);
            call(after.port(), "POST", "nightly", "");
            await().until(() -> state(after, "nightly").health() == Health.OK);
        }
    }

    @Test
    void takesTheBeginningOfAHugeBodyAsTheMessage() throws Exception {
        HttpResponse<String> failed = call("POST", "job?status=fail", "no space left ".repeat(20_000));

        assertThat(failed.statusCode()).isEqualTo(200);
        await().until(() -> state("job").health() == Health.ERROR);
        assertThat(state("job").cause().orElseThrow().message())
                .startsWith("no space left")
                .hasSizeLessThan(2_100);
    }

    @ParameterizedTest
    @CsvSource({
        "job, status=fail&message=disk+full, disk full",
        "job?status=fail, message=disk%20full, disk full",
        "job?status=fail, disk full, disk full",
        "job?status=fail, exit code=3, exit code=3",
        "job?status=fail, disk 100% full, disk 100% full",
        "job, status=fail&message=disk 100% full, disk 100% full",
        "job?status=fail&message=of+the+query, message=of+the+form, of the query",
    })
    void takesTheMessageOfAForm(String path, String form, String message) throws Exception {
        call("POST", "job", "");
        await().until(() -> state("job").health() == Health.OK);

        HttpResponse<String> failed = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/heartbeat/" + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(failed.body()).contains("\"failed\":true");
        await().until(() -> state("job").health() == Health.ERROR);
        assertThat(state("job").cause().orElseThrow().message()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST"})
    void takesACallByWhateverIsAtHand(String method) throws Exception {
        call("POST", "job", "");
        await().until(() -> state("job").health() == Health.OK);

        HttpResponse<String> failed = call(method, "job?status=fail&message=by+" + method, "");

        assertThat(failed.statusCode()).isEqualTo(200);
        assertThat(failed.headers().firstValue("Cache-Control")).contains("no-store");
        await().until(() -> state("job").health() == Health.ERROR);
        assertThat(state("job").cause().orElseThrow().message()).isEqualTo("by " + method);

        assertThat(call(method, "job", "").statusCode()).isEqualTo(200);
        await().until(() -> state("job").health() == Health.OK);
    }

    @ParameterizedTest
    @CsvSource({"GET, 403", "HEAD, 403", "POST, 200"})
    void letsNoPageOfAnotherSiteCallWithWhatABrowserAsksForByItself(String method, int status) throws Exception {
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/heartbeat/job"))
                        .header("Sec-Fetch-Site", "cross-site")
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=fail&message=disk full", "message=disk full&status=error"})
    void takesAFormOfManyParts(String fields) throws Exception {
        String body = Arrays.stream(fields.split("&"))
                .map(field -> field.split("="))
                .map(field ->
                        "--b\r\nContent-Disposition: form-data; name=\"" + field[0] + "\"\r\n\r\n" + field[1] + "\r\n")
                .collect(Collectors.joining("", "", "--b--\r\n"));
        call("POST", "job", "");
        await().until(() -> state("job").health() == Health.OK);

        CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/heartbeat/job"))
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        await().until(() -> state("job").health() == Health.ERROR);
        assertThat(state("job").cause().orElseThrow().message()).isEqualTo("disk full");
        call("POST", "job", "");
        await().until(() -> state("job").health() == Health.OK);
    }

    @Test
    void refusesWhatIsNoHeartbeat() throws Exception {
        assertThat(call("POST", "nobody", "").statusCode()).isEqualTo(404);
        assertThat(call("POST", "port", "").statusCode()).isEqualTo(404);
        assertThat(call("GET", "nobody", "").statusCode()).isEqualTo(404);
        assertThat(call("PUT", "job", "").statusCode()).isEqualTo(405);
        assertThat(call("PUT", "job", "").headers().firstValue("Allow")).contains("POST, GET, HEAD");
        assertThat(call("POST", "job?status=perhaps", "").statusCode()).isEqualTo(400);
    }

    @Test
    void aFailureOutlastsARestartWhilePaused(@TempDir Path folder) throws Exception {
        try (Standalone before = nightly(folder)) {
            await().until(() -> state(before, "nightly").health() == Health.OK);
            call(before.port(), "POST", "nightly?status=fail", "");
            await().until(() -> state(before, "nightly").health() == Health.ERROR);
            before.service().stages().evaluation().mutes().pause("nightly", Optional.empty(), "", "");
        }

        try (Standalone after = nightly(folder)) {
            await().until(() -> watched(after, "nightly").latest().isPresent());
            after.service().stages().evaluation().mutes().resume("nightly");

            await().until(() -> state(after, "nightly").health() == Health.ERROR);
            call(after.port(), "POST", "nightly", "");
            await().until(() -> state(after, "nightly").health() == Health.OK);
        }
    }

    private static Standalone nightly(Path folder) throws Exception {
        Loaded loaded = SettingsLoader.of(Map.of("vedette.http.port", "0"), folder);
        Standalone standalone = new Standalone(
                loaded.settings(),
                loaded.secrets(),
                Clock.systemUTC(),
                Standalone.Mode.RUN,
                List.of(new ExtraCheck("nightly", "heartbeat", Map.of("period", "1h", "interval", "1h"))));
        BlockedLoops.watch(standalone.context());
        standalone.start();
        return standalone;
    }

    private static CheckState state(String check) {
        return state(vedette, check);
    }

    private static CheckState state(Standalone standalone, String check) {
        return watched(standalone, check).record().state();
    }

    private static Watched watched(Standalone standalone, String check) {
        return standalone.service().watchlist().find(check).orElseThrow();
    }

    private static HttpResponse<String> call(String method, String path, String body) throws Exception {
        return call(port, method, path, body);
    }

    private static HttpResponse<String> call(int port, String method, String path, String body) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/heartbeat/" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
