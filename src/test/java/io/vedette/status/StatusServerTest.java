package io.vedette.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.LocalServer;
import io.vedette.camel.Raw;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.status.http.Response;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the status server answers over the wire. */
class StatusServerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOSTILE = "<script>alert('1')</script>&\\\"";

    @TempDir
    private static Path folder;

    private static LocalServer task;
    private static Installation installation;
    private static Standalone vedette;

    @BeforeAll
    static void start() throws Exception {
        task = new LocalServer(asked -> LocalServer.Answered.of(
                200,
                "{\"lastrun\":\"" + Instant.now() + "\",\"frequency\":60,\"process\":\"" + HOSTILE
                        + "\",\"server\":\"s1\",\"status\":\"" + HOSTILE + "\"}"));
        installation = Installation.empty(folder)
                .task("hostile", "url=" + task.url("/x"), "interval=200ms")
                .file("routes/more.yaml", """
                        - templatedRoute:
                            routeTemplateRef: task
                            routeId: weiße rübe
                            parameters:
                              - { name: url, value: "http://127.0.0.1:1/x?a=b" }
                              - { name: interval, value: 1h }
                        """)
                .with("VEDETTE_URLS", task.url("/x?a=1%202&b=%2F"))
                .with("VEDETTE_HTTP_USERNAME", "ops")
                .with("VEDETTE_HTTP_PASSWORD", "pässword")
                .with("VEDETTE_SAMPLE", "true");
        vedette = installation.start();
        await().until(() -> get("/task/hostile").statusCode() == 500);
    }

    @AfterAll
    static void stop() {
        vedette.close();
        task.close();
    }

    @Test
    void givesEveryFieldOfPyPinger() throws Exception {
        HttpResponse<String> response = get("/");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        JsonNode check = JSON.readTree(response.body()).path("data").path(0);
        for (String field :
                "url,name,status,pings,errors,process,server,sleep_start,sleep_end,reason,message,since".split(",")) {
            assertThat(check.has(field)).as(field).isTrue();
        }
        assertThat(check.path("url").asText()).isEqualTo(task.url("/x"));
        assertThat(check.path("name").asText()).isEqualTo("hostile");
        assertThat(check.path("status").asText()).isEqualTo("error");
        assertThat(check.path("reason").asText()).isEqualTo("status");
        assertThat(check.path("server").asText()).isEqualTo("s1");
        assertThat(check.path("sleep_start").isNull()).isTrue();
        assertThat(check.path("pings").asInt()).isPositive();
        assertThat(Instant.parse(check.path("since").asText())).isBefore(Instant.now());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/x?a=1%202&b=%2F",
                "http:/127.0.0.1:PORT/x?a=1%202&b=%2F",
                "http%3A%2F%2F127.0.0.1%3APORT%2Fx%3Fa%3D1%25202%26b%3D%252F"
            })
    void findsACheckByItsUrlRawOrEncoded(String url) throws Exception {
        HttpResponse<String> response = get("/task/" + url.replace("PORT", String.valueOf(task.port())));

        assertThat(JSON.readTree(response.body()).at("/data/url").asText()).isEqualTo(task.url("/x?a=1%202&b=%2F"));
    }

    @Test
    void showsABrowserAPageInWhichNothingOfAnEndpointRuns() throws Exception {
        HttpResponse<String> response = get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        assertThat(response.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'")
                .contains("script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(response.body())
                .contains("<script type=\"module\" src=\"assets/app.js\">")
                .contains("\"name\":\"hostile\"", "\\u003cscript>alert(")
                .doesNotContain("<script>alert(");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/task/hostile", "/metrics", "/sample/task"})
    void asksForUserAndPassword(String path) throws Exception {
        HttpResponse<String> response = installation.get(path);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic realm=");
        assertThat(response.body()).doesNotContain("hostile");
        for (String wrong : new String[] {"ops:", "ops:wrong", ":", "ops:pässwordx"}) {
            assertThat(installation.get(path, "Authorization", basic(wrong)).statusCode())
                    .isEqualTo(401);
        }
        assertThat(installation.get(path, "Authorization", "Bearer x").statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesInTheFormOfTheApi() throws Exception {
        HttpResponse<String> response = installation.get("/api/v1/checks");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic realm=");
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(response.body())
                .contains("\"status\":401", "\"title\":\"Unauthorized\"", "\"detail\":\"user and password needed\"");
    }

    @Test
    void tellsAnybodyThatItLives() throws Exception {
        HttpResponse<String> response = installation.get("/health/live");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("UP");
    }

    @ParameterizedTest
    @CsvSource({"POST,/", "DELETE,/task/hostile", "PUT,/sample/task"})
    void changesNothing(String method, String path) throws Exception {
        HttpResponse<String> response = installation.send(method, path, "Authorization", basic("ops:pässword"));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow").orElse("")).contains("GET");
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        HttpResponse<String> response = installation.send("HEAD", "/", "Authorization", basic("ops:pässword"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/task/unknown", "/task/", "/task/http://127.0.0.1:1/", "/TASK/hostile"})
    void knowsNothingElse(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing",
        "POST, /nothing",
        "GET, /favicon.ico",
        "GET, /TASK/hostile",
        "GET, /%2e%2e/etc/passwd",
        "OPTIONS, /health/live/below"
    })
    void saysWhatIsNotThereInItsOwnForm(String method, String path) throws Exception {
        String refused = raw(method + " " + path, "X-Nothing: 1");
        String answered = raw(method + " " + path, "Authorization: " + basic("ops:pässword"));

        assertThat(refused).startsWith("HTTP/1.1 401").contains("X-Content-Type-Options: nosniff", "Basic realm=");
        assertThat(answered)
                .startsWith("HTTP/1.1 404")
                .contains("Content-Type: application/json", "X-Content-Type-Options: nosniff", "{\"data\":{}}");
    }

    @ParameterizedTest
    @CsvSource({"POST, /", "OPTIONS, /task/hostile", "GET, /heartbeat/hostile", "PUT, /nothing"})
    void saysNothingOfItsPathsToWhoMayNotAsk(String method, String path) throws Exception {
        assertThat(installation.send(method, path).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/task/wei%C3%9Fe%20r%C3%BCbe",
                "/task/weiße%20rübe",
                "/task/weiße%20rübe?_=1",
                "/task/http%3A%2F%2F127.0.0.1%3A1%2Fx%3Fa%3Db?_=1",
                "/task/http%3A//127.0.0.1%3A1/x%3Fa%3Db",
                "/task/http://127.0.0.1:1/x?a=b",
                "/task/http:/127.0.0.1:1/x?a=b"
            })
    void findsATaskHoweverItIsWritten(String path) throws Exception {
        assertThat(raw("GET " + path, "Authorization: " + basic("ops:pässword")))
                .doesNotStartWith("HTTP/1.1 404")
                .contains("\"name\":\"weiße rübe\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/task/http://127.0.0.1:1/x",
                "/task/http://127.0.0.1:1/x?a=c",
                "/task/http://127.0.0.1:1/x?a=b&c"
            })
    void takesAnotherQueryForAnotherUrl(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void runsASampleTaskInCycles() {
        Room room = new Room();
        room.sample = true;
        StringBuilder cycle = new StringBuilder();
        for (int second = 0; second < 90; second += 5) {
            Response response = room.get("/sample/task");
            cycle.append(response.body().contains("\"status\":\"ok\"") ? '+' : '-');
            assertThat(response.body()).contains("\"lastrun\":\"" + room.clock.instant() + "\"");
            room.clock.forward(Duration.ofSeconds(5));
        }

        assertThat(cycle).hasToString("+++++----".repeat(2));
    }

    @Test
    void offersNoSampleUnlessTold() {
        assertThat(new Room().get("/sample/task").status()).isEqualTo(404);
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Authorization";
        all[headers.length + 1] = basic("ops:pässword");
        return installation.get(path, all);
    }

    private static String raw(String request, String header) throws Exception {
        return Raw.send(installation.port(), request + " HTTP/1.1", "Host: localhost", header, "Connection: close");
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }
}
