package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.camel.Raw;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The open status server of one machine, over the wire. */
class StatusSecurityTest {

    @TempDir
    private static Path folder;

    private static Installation installation;
    private static Standalone vedette;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.empty(folder)
                .with("VEDETTE_HTTP_TRUSTED_PROXIES", "127.0.0.1")
                .with("VEDETTE_HTTP_RATE_LIMIT", "50")
                .with("VEDETTE_SAMPLE", "true");
        vedette = installation.start();
    }

    @AfterAll
    static void stop() {
        vedette.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/,text/html",
        "/,*/*",
        "/assets/base.css,*/*",
        "/task/nobody,*/*",
        "/sample/task,*/*",
        "/health/live,*/*"
    })
    void tellsBrowsersNotToTrustWhatItShows(String path, String accept) throws Exception {
        HttpResponse<String> response = installation.get(path, "Accept", accept);

        assertThat(header(response, "Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'")
                .doesNotContain("unsafe", "*");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(response, "Permissions-Policy")).contains("camera=()");
        assertThat(header(response, "Cache-Control"))
                .isEqualTo(path.startsWith("/assets/") || accept.equals("text/html") ? "no-cache" : "no-store");
        assertThat(response.headers().firstValue("Strict-Transport-Security")).isEmpty();
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example.com", "evil.example.com:3002", "10.1.2.3"})
    void isNotReadUnderAForeignName(String host) throws Exception {
        for (String path : new String[] {"/", "/task/x", "/sample/task", "/acknowledge/x", "/api/v1/acts"}) {
            String response =
                    Raw.send(installation.port(), "GET " + path + " HTTP/1.1", "Host: " + host, "Connection: close");

            assertThat(response).startsWith("HTTP/1.1 403").contains("vedette.http.allowed-hosts");
        }
        assertThat(Raw.send(installation.port(), "GET /health/live HTTP/1.1", "Host: " + host, "Connection: close"))
                .startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/base.css", "/assets/app.js", "/assets/app.js?v=1", "/"})
    void sendsThePageAndItsFilesOnceToABrowserThatKeepsThem(String path) throws Exception {
        HttpResponse<String> first = installation.get(path, "Accept", "text/html");
        String tag = header(first, "ETag");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
        for (String known :
                List.of(tag, tag.replace("W/", ""), "\"other\", " + tag, "W/\"a\"," + tag + ",\"b\"", "*")) {
            HttpResponse<String> again = installation.get(path, "Accept", "text/html", "If-None-Match", known);

            assertThat(again.statusCode()).as(known).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(header(again, "ETag")).isEqualTo(tag);
            assertThat(header(again, "Cache-Control")).isEqualTo("no-cache");
        }
        for (String other : List.of("\"other\"", "W/\"a\", \"b\"", "**", tag + "x")) {
            assertThat(installation
                            .get(path, "Accept", "text/html", "If-None-Match", other)
                            .statusCode())
                    .as(other)
                    .isEqualTo(200);
        }
    }

    @Test
    void isReadUnderItsOwnNames() throws Exception {
        for (String host : new String[] {"127.0.0.1", "localhost:" + installation.port(), "[::1]:1"}) {
            assertThat(Raw.send(installation.port(), "GET / HTTP/1.1", "Host: " + host, "Connection: close"))
                    .startsWith("HTTP/1.1 200");
        }
        assertThat(Raw.send(installation.port(), "GET / HTTP/1.0")).startsWith("HTTP/1.0 200");
    }

    @ParameterizedTest
    @CsvSource({
        "/heartbeat/nobody, 1048576",
        "/api/v1/checks/nobody/pause, 16384",
        "/api/v1/reload, 16384",
        "/api/v1/silences, 16384",
        "/acknowledge/nobody, 16384",
        "/task/nobody, 16384",
        "/, 16384"
    })
    void refusesABodyThatIsTooLarge(String path, int most) throws Exception {
        HttpResponse<String> response = post(path, "x".repeat(most + 1), "text/plain");

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(header(response, "Content-Type")).startsWith("application/problem+json");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.body()).contains("Content Too Large", String.valueOf(most), path);
        assertThat(post(path, "x".repeat(most), "text/plain").statusCode()).isNotEqualTo(413);
        assertThat(installation.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesABodyThatGrowsTooLarge() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + installation.port() + "/api/v1/reload"))
                                .version(HttpClient.Version.HTTP_1_1)
                                .POST(HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(new byte[20_000])))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void refusesALongRequestLineAndLongHeaders() throws Exception {
        String port = String.valueOf(installation.port());
        assertThat(Raw.send(
                        installation.port(),
                        "GET /task/" + "x".repeat(10_000) + " HTTP/1.1",
                        "Host: localhost:" + port,
                        "Connection: close"))
                .matches("(?s)HTTP/1\\.[01] 414 .*");
        assertThat(Raw.send(
                        installation.port(),
                        "GET / HTTP/1.1",
                        "Host: localhost:" + port,
                        "X-Long: " + "x".repeat(20_000),
                        "Connection: close"))
                .matches("(?s)HTTP/1\\.[01] 431 .*");
    }

    @Test
    void leavesNoUploadedFileInItsFolder() throws Exception {
        String body = "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"evil.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\nevil\r\n--b--\r\n";

        assertThat(post("/heartbeat/nobody", body, "multipart/form-data; boundary=b")
                        .statusCode())
                .isBetween(400, 499);

        assertThat(Files.exists(Path.of("file-uploads"))).isFalse();
    }

    @Test
    void limitsTheClientsOfAProxyOneByOne() throws Exception {
        int status = 200;
        for (int i = 0; i < 200 && status == 200; i++) {
            status = installation.get("/", "X-Forwarded-For", "203.0.113.9").statusCode();
        }

        assertThat(status).isEqualTo(429);
        assertThat(installation.get("/", "X-Forwarded-For", "203.0.113.10").statusCode())
                .isEqualTo(200);
        assertThat(installation.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void letsPagesOfOthersSendHeartbeatsAlone() throws Exception {
        assertThat(installation
                        .send("POST", "/heartbeat/nobody", "Origin", "https://evil.example.com")
                        .statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/checks/nobody/acknowledge",
        "POST, /api/v1/checks/nobody/unacknowledge",
        "POST, /api/v1/silences",
        "DELETE, /api/v1/silences/x",
        "POST, /api/v1/targets/nobody/test"
    })
    void letsPagesOfOthersNotAct(String method, String path) throws Exception {
        assertThat(installation
                        .send(method, path, "Origin", "https://evil.example.com")
                        .statusCode())
                .isEqualTo(403);
        assertThat(installation.send(method, path).statusCode()).isIn(400, 404);
    }

    @Test
    void limitsThoseWhoTryLinksAsItLimitsOthers() throws Exception {
        int status = 403;
        for (int i = 0; i < 200 && status == 403; i++) {
            status = installation
                    .get("/acknowledge/nobody?since=1&signature=" + i, "X-Forwarded-For", "203.0.113.77")
                    .statusCode();
        }

        assertThat(status).isEqualTo(429);
    }

    private static HttpResponse<String> post(String path, String body, String type)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + installation.port() + path))
                                .version(HttpClient.Version.HTTP_1_1)
                                .header("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
