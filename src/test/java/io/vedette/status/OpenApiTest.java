package io.vedette.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.config.values.OwnPaths;
import io.vedette.history.Result;
import io.vedette.status.http.Resource;
import io.vedette.status.http.Response;
import io.vedette.status.source.Operations;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The OpenAPI document is true: it names what is served, and what is served is as it says. */
class OpenApiTest {

    private static final String JSON =
            Resource.read("openapi.json", "application/json").body();

    /** What a check's name alone is not enough for. */
    private static final Map<String, List<Integer>> NEED_MORE = Map.ofEntries(
            Map.entry("/api/v1/try", List.of(400)),
            Map.entry("/api/v1/edits/{name}", List.of(409)),
            Map.entry("/api/v1/edits/{name}/undo", List.of(404)),
            Map.entry("/api/v1/incidents/{name}", List.of(404)),
            Map.entry("/api/v1/incidents/{name}/notes", List.of(404)),
            Map.entry("/api/v1/announcements", List.of(200, 400)),
            Map.entry("/api/v1/announcements/{name}", List.of(404)),
            Map.entry("/status/{name}", List.of(404)),
            Map.entry("/api/v1/silences", List.of(200, 400)),
            Map.entry("/api/v1/silences/{name}", List.of(404)),
            Map.entry("/api/v1/targets/{name}/test", List.of(404)));

    @TempDir
    private static Path folder;

    private static ApiDocument document;
    private static LocalServer task;
    private static Installation installation;
    private static Standalone vedette;

    @BeforeAll
    static void start() throws Exception {
        document = new ApiDocument(JSON);
        task = LocalServer.answering(500, "out of order");
        installation = Installation.empty(folder)
                .task("a shop/1", "url=" + task.url("/x"), "interval=1h", "public=true", "group=web", "tags=eu, us")
                .file(
                        "routes/job.yaml",
                        "- templatedRoute:",
                        "    routeTemplateRef: heartbeat",
                        "    routeId: a job/1",
                        "    parameters:",
                        "      - { name: period, value: 1h }")
                .with("VEDETTE_STATUS_PAGE", "true");
        vedette = installation.start();
        await().until(() -> installation.get("/task/a%20shop%2F1").statusCode() == 500);
    }

    @AfterAll
    static void stop() {
        vedette.close();
        task.close();
    }

    static Stream<ApiDocument.Operation> operations() throws Exception {
        return new ApiDocument(JSON).operations().stream();
    }

    @Test
    void isWellFormed() {
        SwaggerParseResult result = new OpenAPIV3Parser().readContents(JSON);

        assertThat(result.getMessages()).isNullOrEmpty();
        assertThat(result.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        assertThat(result.getOpenAPI().getPaths()).hasSizeGreaterThan(15);
    }

    @Test
    void namesEveryRouteThatIsServed() {
        List<ApiDocument.Operation> served = rows().map(OpenApiTest::operation).toList();

        assertThat(document.operations()).containsExactlyInAnyOrderElementsOf(served);
    }

    @Test
    void namesTheParametersThatEachRouteTakes() {
        assertThat(rows().filter(row -> row.parameters().isPresent()))
                .hasSizeGreaterThan(10)
                .allSatisfy(row -> assertThat(document.parameters(operation(row)))
                        .as("%s %s", row.method(), row.path())
                        .containsExactlyInAnyOrderElementsOf(row.parameters().orElseThrow()));
    }

    /** All but files of pages, what py-pinger answered, and what is described elsewhere. */
    private static Stream<Route> rows() {
        Set<String> others = Set.of(
                "/",
                "/task/",
                "/sample/task",
                "/metrics",
                "/assets/",
                "/status.css",
                "/login",
                "/logout",
                "/basic",
                "/oidc",
                "/oidc-callback",
                OwnPaths.ACKNOWLEDGE);
        return new Room().server.table().stream().filter(row -> !others.contains(row.path()));
    }

    private static ApiDocument.Operation operation(Route row) {
        return new ApiDocument.Operation(row.method(), row.path().replaceFirst("^/heartbeat/$", "/heartbeat/{name}"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isAsItSaysOverTheWire(ApiDocument.Operation operation) throws Exception {
        Answered response = send(operation, target(operation));

        assertThat(faults(operation, response)).isEmpty();
        assertThat(response.status()).isIn(NEED_MORE.getOrDefault(operation.path(), List.of(200, 202, 501)));
    }

    private static String target(ApiDocument.Operation operation) {
        return document.target(operation, operation.path().startsWith("/heartbeat/") ? "a%20job%2F1" : "a%20shop%2F1");
    }

    static Stream<ApiDocument.Operation> strict() {
        return rows().filter(row -> row.parameters().isPresent()).map(OpenApiTest::operation);
    }

    @ParameterizedTest
    @MethodSource("strict")
    void isAsItSaysOfAParameterThatIsNone(ApiDocument.Operation operation) throws Exception {
        String target = target(operation);
        Answered response = send(operation, target + (target.contains("?") ? "&" : "?") + "fur=2h");

        assertThat(response.status()).isEqualTo(400);
        assertThat(faults(operation, response)).isEmpty();
        assertThat(response.body()).contains("no parameter ", "fur", " is known here, ");
        document.parameters(operation)
                .forEach(name -> assertThat(response.body()).contains(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/heartbeat/a%20job%2F1?rid=7&rid=8&status=ok", "/badge/a%20shop%2F1.svg?v=7"})
    void takesWhateverElseCallersOfHeartbeatsAndBadgesSend(String target) throws Exception {
        assertThat(installation.get(target).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isAsItSaysOfChecksThatAreNotThere(ApiDocument.Operation operation) throws Exception {
        if (operation.path().contains("{name}")) {
            Answered response = send(operation, document.target(operation, "nobody"));

            assertThat(faults(operation, response)).isEmpty();
            assertThat(response.status()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void isAsItSaysWhenThereIsMuchToShow(ApiDocument.Operation operation) throws Exception {
        Room room = Room.furnished();
        room.reload = Optional.of(new Operations.Reload(
                room.clock.instant(),
                "rejected",
                List.of(new Operations.Finding("routes/checks.yaml", 7, "perod", "is not a parameter")),
                List.of("vedette.http.port")));

        for (String name : List.of("shop", "till", "night", "halted", "new")) {
            Response response = room.ask(operation.method(), document.target(operation, name));

            if (!operation.path().endsWith("/events")) {
                assertThat(document.faults(operation, response.status(), response.contentType(), response.body()))
                        .as("%s of %s", operation, name)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/checks?fields=summary",
                "/api/v1/checks?limit=1",
                "/api/v1/checks?limit=x",
                "/api/v1/incidents?limit=1",
                "/api/v1/incidents?open=x"
            })
    void isAsItSaysWithParameters(String target) throws Exception {
        Response response = Room.furnished().get(target);
        ApiDocument.Operation operation = new ApiDocument.Operation("GET", target.split("\\?")[0]);

        assertThat(document.faults(operation, response.status(), response.contentType(), response.body()))
                .isEmpty();
    }

    @Test
    void isAsItSaysWhileVedetteStarts() throws Exception {
        Room room = new Room();
        room.started = false;
        Response response = room.get("/health/live?started");

        assertThat(response.status()).isEqualTo(503);
        assertThat(response.headers()).containsEntry("Retry-After", "1");
        assertThat(document.faults(
                        new ApiDocument.Operation("GET", "/health/live"), 503, response.contentType(), response.body()))
                .isEmpty();
        assertThat(room.get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void isAsItSaysOfBuckets() throws Exception {
        Room room = Room.furnished();
        Response response = room.get("/api/v1/checks/shop/history?buckets=true");
        ApiDocument.Operation operation = new ApiDocument.Operation("GET", "/api/v1/checks/{name}/history");

        assertThat(room.history.results).extracting(Result::check).contains("shop");
        assertThat(document.faults(operation, response.status(), response.contentType(), response.body()))
                .isEmpty();
    }

    @Test
    void noticesAnAnswerThatIsNotAsItSays() throws Exception {
        ApiDocument.Operation alerts = new ApiDocument.Operation("GET", "/api/v1/alerts");

        assertThat(document.faults(alerts, 200, "application/json", "{\"data\":[]}"))
                .isNotEmpty();
        assertThat(document.faults(alerts, 200, "application/json", "{\"data\":[],\"waiting\":[],\"more\":1}"))
                .isNotEmpty();
        assertThat(document.faults(alerts, 200, "application/json", "{\"data\":[],\"waiting\":[]}"))
                .isEmpty();
    }

    private record Answered(int status, String contentType, String body) {

        static Answered of(HttpResponse<?> response, String body) {
            return new Answered(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    body);
        }
    }

    private static List<String> faults(ApiDocument.Operation operation, Answered answered) throws Exception {
        return document.faults(operation, answered.status(), answered.contentType(), answered.body());
    }

    private static Answered send(ApiDocument.Operation operation, String target) throws Exception {
        if (!operation.path().endsWith("/events") || target.contains("?")) {
            HttpResponse<String> response = installation.send(operation.method(), target);
            return Answered.of(response, response.body());
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + installation.port() + target))
                .build();
        HttpResponse<InputStream> stream =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        // A stream has no end: its beginning is the answer.
        try (InputStream body = stream.body()) {
            return Answered.of(stream, new String(body.readNBytes(10), StandardCharsets.UTF_8));
        }
    }
}
