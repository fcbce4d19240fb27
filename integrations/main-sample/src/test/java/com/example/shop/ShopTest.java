package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.CheckTransition;
import io.vedette.Vedette;
import io.vedette.state.Health;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The shop with Vedette in it, as it is shipped. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShopTest {

    private static final String PASSWORD =
            "Basic " + Base64.getEncoder().encodeToString("ops:change-me".getBytes(StandardCharsets.UTF_8));

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<CheckTransition> changes = new CopyOnWriteArrayList<>();
    private final Outside outside;
    private final Main shop = Shop.application();
    private Vedette vedette;

    ShopTest() throws IOException {
        outside = new Outside();
    }

    @BeforeAll
    void open() throws Exception {
        outside.settings().forEach(shop::addOverrideProperty);
        shop.addOverrideProperty("camel.server.port", "0");
        shop.start();
        vedette = Vedette.of(shop.getCamelContext());
        vedette.onTransition(changes::add);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> List.of("front", "search", "billing").stream()
                        .allMatch(name -> vedette.check(name).orElseThrow().status() == Health.OK));
    }

    @AfterAll
    void close() {
        shop.stop();
        outside.close();
    }

    @Test
    void watchesByTemplateByRouteAndByJava() throws Exception {
        shop.getCamelTemplate().sendBody("direct:order", "an order");

        assertThat(vedette.checks())
                .extracting(check -> check.name() + " " + check.status())
                .containsExactly("billing OK", "front OK", "search OK", "stock-left OK");
        assertThat(vedette.targets()).extracting(target -> target.name()).contains("oncall");
    }

    @Test
    void tellsAProblemAndItsEndOnceAlsoAfterARefusal() {
        outside.toRefuse.set(1);
        outside.billing = "broken";
        await().atMost(Duration.ofSeconds(30)).until(() -> outside.taken.size() == 1);
        assertThat(outside.refused).hasValue(1);

        outside.billing = "ok";
        await().atMost(Duration.ofSeconds(30)).until(() -> outside.taken.size() == 2);

        assertThat(outside.taken.get(0)).contains("\"billing\"").contains("\"problem\"");
        assertThat(outside.taken.get(1)).contains("\"billing\"").contains("\"recovery\"");
        assertThat(changes)
                .extracting(change -> change.check() + " " + change.to())
                .contains("billing ERROR", "billing OK");
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(3)).until(() -> outside.taken.size() == 2);
    }

    @Test
    void showsItselfBelowItsPathBesideTheShop() throws Exception {
        assertThat(get("/vedette/api/v1/checks").statusCode()).isEqualTo(401);
        assertThat(get("/vedette/", "Authorization", PASSWORD, "Accept", "text/html")
                        .body())
                .contains("assets/app.js");
        assertThat(get("/vedette/api/v1/checks", "Authorization", PASSWORD).body())
                .contains("\"front\"", "\"billing\"");
        assertThat(get("/orders").body()).isEqualTo("no orders yet");
        assertThat(get("/api/v1/checks").statusCode()).isEqualTo(404);
    }

    @Test
    void tellsBrowsersWhatHappens() throws Exception {
        HttpResponse<InputStream> stream = client.send(
                request("/vedette/api/v1/events", "Authorization", PASSWORD).build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream events = stream.body()) {
            vedette.pause("search");
            StringBuilder seen = new StringBuilder();
            byte[] piece = new byte[4096];
            while (!seen.toString().contains("\"to\":\"paused\"")) {
                int read = events.read(piece);
                assertThat(read).isPositive();
                seen.append(new String(piece, 0, read, StandardCharsets.UTF_8));
            }
            assertThat(seen.toString()).contains("event: state").contains("\"check\":\"search\"");
        } finally {
            vedette.resume("search");
        }
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return client.send(request(path, headers).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        int port = shop.getCamelContext()
                .getRegistry()
                .findSingleByType(VertxPlatformHttpRouter.class)
                .getServer()
                .getServer()
                .actualPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return headers.length == 0 ? request : request.headers(headers);
    }
}
