package io.vedette.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of docs/api.md work, and what goes over the wire arrives as it was meant. */
class ApiPageTest {

    private static final Pattern CURL =
            Pattern.compile("(?m)^curl -s(N?) (?:-X (\\w+) )?'http://127\\.0\\.0\\.1:3002(/[^']*)'"
                    + "(?: -H '[^']*')?(?: -d '(.*)')?$");
    private static final String URL_NAME = "https://shop.example/task?a=1&b=50%25#\"x'";

    @TempDir
    private static Path folder;

    private static LocalServer task;
    private static Installation installation;
    private static Standalone vedette;

    @BeforeAll
    static void start() throws Exception {
        task = LocalServer.answering(503, "{\"auth\":\"geheim-4711\"}");
        installation = Installation.empty(folder)
                .file(
                        "routes/checks.yaml",
                        check("shop", "headers", "Authorization: Bearer geheim-4711"),
                        check(URL_NAME, "group", "web"))
                .with("VEDETTE_HTTP_EDIT", "true")
                .with("VEDETTE_STATUS_PAGE", "true");
        vedette = installation.start();
        await().until(() -> installation.get("/task/shop").statusCode() == 500);
    }

    @AfterAll
    static void stop() {
        vedette.close();
        task.close();
    }

    private static String check(String name, String parameter, String value) {
        return "- templatedRoute:\n    routeTemplateRef: http\n    routeId: '" + name.replace("'", "''")
                + "'\n    parameters:\n      - { name: url, value: '" + task.url("/") + "' }\n"
                + "      - { name: public, value: 'true' }\n      - { name: interval, value: 1h }\n"
                + "      - { name: " + parameter + ", value: '" + value + "' }";
    }

    static List<MatchResult> examples() throws Exception {
        Matcher curl = CURL.matcher(Files.readString(Path.of("docs/api.md")));
        return curl.results().filter(one -> one.group(1).isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void worksAsTheDocumentationHasIt(MatchResult example) throws Exception {
        String method = Optional.ofNullable(example.group(2)).orElse("GET");
        String body = Optional.ofNullable(example.group(4)).orElse("");
        String[] asCurl =
                body.isEmpty() ? new String[0] : new String[] {"Content-Type", "application/x-www-form-urlencoded"};

        var answer = installation.sendBody(method, example.group(3), body, asCurl);

        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201, 202, 204);
    }

    @Test
    void triesEveryExample() throws Exception {
        String page = Files.readString(Path.of("docs/api.md"));

        assertThat(CURL.matcher(page).results().count())
                .isEqualTo(page.lines().filter(line -> line.startsWith("curl")).count())
                .isGreaterThan(10);
    }

    @Test
    void findsANameThatIsAUrl() throws Exception {
        String encoded = URLEncoder.encode(URL_NAME, StandardCharsets.UTF_8);

        assertThat(json("/api/v1/checks/" + encoded).at("/data/name").asText()).isEqualTo(URL_NAME);
        assertThat(installation.get("/api/v1/checks/" + encoded + "/history").statusCode())
                .isEqualTo(200);
        assertThat(installation
                        .send("POST", "/api/v1/checks/" + encoded + "/run")
                        .statusCode())
                .isEqualTo(202);
        assertThat(installation.get("/badge/" + encoded + ".svg").statusCode()).isEqualTo(200);
    }

    @Test
    void showsWhereACheckStandsWithoutItsSecrets() throws Exception {
        JsonNode shop = json("/api/v1/checks/shop").path("data");

        assertThat(shop.path("file").asText()).isEqualTo("routes/checks.yaml");
        assertThat(shop.path("line").asInt()).isEqualTo(1);
        assertThat(shop.path("configuration").toString())
                .contains("{\"name\":\"headers\",\"value\":\"***\"}")
                .contains("{\"name\":\"interval\",\"value\":\"1h\"}");
        assertThat(shop.toString()).doesNotContain("geheim");
    }

    @Test
    void showsWhatIsLoaded() throws Exception {
        JsonNode config = json("/api/v1/config").path("data");

        assertThat(config.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(config.path("checks").asInt()).isEqualTo(2);
        assertThat(config.path("files").toString()).contains("\"routes/checks.yaml\"");
        assertThat(config.path("settings").toString())
                .contains("{\"key\":\"vedette.status-page\",\"value\":\"true\",\"source\":\"set\"}")
                .contains("{\"key\":\"vedette.interval\",\"value\":\"60s\",\"source\":\"default\"}");
    }

    @Test
    void honoursTagsOverTheWire() throws Exception {
        HttpResponse<String> first = installation.get("/api/v1/config");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = installation.get("/api/v1/config", "If-None-Match", tag);
        HttpResponse<String> head = installation.send("HEAD", "/api/v1/config");

        assertThat(tag).startsWith("W/");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    private static JsonNode json(String target) throws Exception {
        return Room.JSON.readTree(installation.get(target).body());
    }
}
