package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vedette.camel.VedetteHost;
import io.vedette.camel.VedetteService;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API and dashboard on the HTTP server of an application on Camel Main. */
@Timeout(60)
class RouterFrontTest {

    private static final String PASSWORD =
            "Basic " + Base64.getEncoder().encodeToString("ops:secret".getBytes(StandardCharsets.UTF_8));

    private final HttpClient client = HttpClient.newHttpClient();
    private final Main main = new Main();

    RouterFrontTest() {
        main.setDefaultPropertyPlaceholderLocation("false");
        main.configure().withRoutesIncludePattern("false");
        set("vedette.group-window", "0s");
        set("vedette.http.path", "/watch/vedette");
        set("camel.server.enabled", "true");
        set("camel.server.host", "127.0.0.1");
        set("camel.server.port", "0");
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:stock").routeId("stock").to("vedette:observe?rule=task");
                from("platform-http:/shop").setBody(constant("open"));
            }
        });
    }

    @AfterEach
    void stop() {
        main.stop();
    }

    @Test
    void answersBelowItsPathBesideTheRoutesOfTheApplication() throws Exception {
        startGuarded();

        assertThat(get("/watch/vedette/", "Authorization", PASSWORD, "Accept", "text/html")
                        .body())
                .contains("src=\"assets/app.js\"");
        assertThat(get("/watch/vedette/assets/app.js", "Authorization", PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/watch/vedette/api/v1/checks", "Authorization", PASSWORD)
                        .body())
                .contains("\"stock\"");
        assertThat(get("/watch/vedette/nothing", "Authorization", PASSWORD).statusCode())
                .isEqualTo(404);
        assertThat(get("/shop").body()).isEqualTo("open");
        assertThat(get("/api/v1/checks").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void leadsToThePageThatStandsInAFolder() throws Exception {
        startGuarded();

        HttpResponse<String> moved = get("/watch/vedette");

        assertThat(moved.statusCode()).isEqualTo(308);
        assertThat(URI.create("http://host/watch/vedette")
                        .resolve(moved.headers().firstValue("Location").orElseThrow()))
                .hasPath("/watch/vedette/");
    }

    @Test
    void asksForThePasswordWhereOneIsSet() throws Exception {
        startGuarded();

        assertThat(get("/watch/vedette/api/v1/checks").statusCode()).isEqualTo(401);
        assertThat(get("/watch/vedette/").statusCode()).isEqualTo(401);
        assertThat(get("/watch/vedette/health/live").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/watch/%76edette/api/v1/checks",
                "/x/../watch/vedette/api/v1/checks",
                "/watch/vedetteapi/v1/checks"
            })
    void isNotReachedByAnotherWayOfWritingItsPath(String path) throws Exception {
        set("vedette.http.open", "true");
        main.start();

        assertThat(get("/watch/vedette/api/v1/checks").statusCode()).isEqualTo(200);
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void isOpenUnderAnyNameWhereTheApplicationGuardsIt() throws Exception {
        set("vedette.http.open", "true");
        main.start();

        assertThat(raw("GET /watch/vedette/api/v1/checks HTTP/1.1\r\n"
                        + "Host: shop.example.com\r\n"
                        + "Connection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void notesWhoSignedInAtTheApplication(@TempDir Path folder) throws Exception {
        Path users = Files.writeString(folder.resolve("users.properties"), "user.ops=secret,admin\nrole.admin=*\n");
        set("vedette.http.open", "true");
        set("camel.server.authenticationEnabled", "true");
        set("camel.server.authenticationPath", "/watch/*");
        set("camel.server.basicPropertiesFile", users.toString());
        main.start();
        assertThat(get("/watch/vedette/api/v1/checks").statusCode()).isEqualTo(401);

        post("/watch/vedette/api/v1/checks/stock/pause", "by=ann");

        assertThat(get("/watch/vedette/api/v1/acts", "Authorization", PASSWORD).body())
                .contains("\"who\":\"ops (ann)\"");
        assertThat(get("/watch/vedette/api/v1/me", "Authorization", PASSWORD).body())
                .contains("\"name\":\"ops\"", "\"role\":\"operator\"", "\"session\":false");
    }

    @Test
    void actsOnAskingAndLimitsBodies() throws Exception {
        startGuarded();

        assertThat(post("/watch/vedette/api/v1/checks/stock/pause", "reason=moving")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/watch/vedette/api/v1/checks/stock", "Authorization", PASSWORD)
                        .body())
                .contains("moving");
        assertThat(post("/watch/vedette/api/v1/checks/stock/resume", "x".repeat(1_000_000))
                        .statusCode())
                .isEqualTo(413);
        assertThat(post("/watch/vedette/api/v1/reload", "").statusCode()).isEqualTo(501);
    }

    @Test
    void tellsWhatHappensUntilTheApplicationStops() throws Exception {
        startGuarded();
        HttpResponse<InputStream> stream = client.send(
                request("/watch/vedette/api/v1/events", "Authorization", PASSWORD)
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        List<String> lines = new CopyOnWriteArrayList<>();
        Thread reader = new Thread(() -> read(stream.body(), lines));
        reader.start();
        await().until(() -> lines.contains("retry: 3000"));

        context().createProducerTemplate().requestBody("direct:stock", "{\"status\":\"broken\"}");

        await().untilAsserted(() -> assertThat(lines)
                .contains("event: state")
                .anyMatch(line -> line.contains("\"check\":\"stock\"") && line.contains("\"to\":\"error\"")));
        main.stop();
        reader.join(10_000);
        assertThat(reader.isAlive()).isFalse();
    }

    @Test
    void leavesTheRouterOfAHostAsItWas() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (CamelContext hosted = new DefaultCamelContext()) {
            Router router = Router.router(vertx);
            VedetteHost host = () -> Map.of("vedette.http.path", "/vedette", "vedette.http.open", "true");
            hosted.getRegistry().bind("host", host);
            RouterFront.serve(hosted, vertx, router);
            hosted.start();
            assertThat(router.getRoutes()).hasSize(2);

            hosted.stop();

            assertThat(router.getRoutes()).isEmpty();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void isOffUnlessAPathIsSet() throws Exception {
        set("vedette.http.path", "");
        main.start();

        assertThat(VedetteService.of(context()).isStarted()).isTrue();
        assertThat(get("/watch/vedette/health/live").statusCode()).isEqualTo(404);
        assertThat(get("/health/live").statusCode()).isEqualTo(404);
    }

    @Test
    void isNotServedWhereNobodyGuardsIt() throws Exception {
        main.start();

        assertThat(get("/watch/vedette/health/live").statusCode()).isEqualTo(404);
        assertThat(get("/shop").body()).isEqualTo("open");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vedette", "/", "/vedette/", "/a b", "/:id", "/*"})
    void isRefusedWhereThePathIsNone(String path) {
        set("vedette.http.path", path);

        assertThatThrownBy(main::start).hasStackTraceContaining("vedette.http.path: \"" + path + "\" is not a path");
    }

    @Test
    void isRefusedWhereTheApplicationHasNoServer() throws Exception {
        try (CamelContext bare = new DefaultCamelContext()) {
            bare.getPropertiesComponent().addInitialProperty("vedette.http.path", "/vedette");
            bare.getPropertiesComponent().addInitialProperty("vedette.http.open", "true");
            bare.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:stock").routeId("stock").to("vedette:observe?rule=task");
                }
            });

            assertThatThrownBy(bare::start)
                    .hasStackTraceContaining("vedette.http.path: the application has no HTTP server; add"
                            + " org.apache.camel:camel-platform-http-main and set camel.server.enabled=true");
        }
    }

    private void startGuarded() throws Exception {
        set("vedette.http.username", "ops");
        set("vedette.http.password", "secret");
        main.start();
    }

    private void set(String key, String value) {
        main.addInitialProperty(key, value);
    }

    private CamelContext context() {
        return main.getCamelContext();
    }

    private int port() {
        return context()
                .getRegistry()
                .findSingleByType(VertxPlatformHttpRouter.class)
                .getServer()
                .getServer()
                .actualPort();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return client.send(request(path, headers).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        HttpRequest request = request(
                        path, "Authorization", PASSWORD, "Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void read(InputStream stream, List<String> lines) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("broken off");
        }
    }
}
