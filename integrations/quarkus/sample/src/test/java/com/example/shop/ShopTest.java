package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vedette.Vedette;
import io.vedette.state.Health;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shop with Vedette in it, as it is shipped. */
@QuarkusTest
@QuarkusTestResource(Outside.class)
class ShopTest {

    private static final String PASSWORD =
            "Basic " + Base64.getEncoder().encodeToString("ops:change-me".getBytes(StandardCharsets.UTF_8));

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Inject
    Vedette vedette;

    @Inject
    Board board;

    @Inject
    ProducerTemplate template;

    @TestHTTPResource("/")
    URI address;

    @BeforeEach
    void allIsWell() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> List.of("front", "search", "billing").stream()
                        .allMatch(name -> vedette.check(name).orElseThrow().status() == Health.OK));
    }

    @Test
    void watchesByTemplateByRouteAndByJava() {
        template.sendBody("direct:order", "an order");

        assertThat(vedette.checks())
                .extracting(check -> check.name() + " " + check.status())
                .containsExactly("billing OK", "front OK", "search OK", "stock-left OK");
        assertThat(vedette.targets()).extracting(target -> target.name()).contains("oncall");
    }

    @Test
    void tellsAProblemAndItsEndOnceAlsoAfterARefusal() throws Exception {
        int before = Outside.TAKEN.size();
        Outside.TO_REFUSE.set(1);
        Outside.billing = "broken";

        await().atMost(Duration.ofSeconds(30)).until(() -> Outside.TAKEN.size() == before + 1);
        assertThat(Outside.REFUSED).hasPositiveValue();
        assertThat(get("/q/health/ready").body())
                .contains("\"vedette\"")
                .contains("\"status\": \"UP\"")
                .doesNotContain("DOWN");

        Outside.billing = "ok";
        await().atMost(Duration.ofSeconds(30)).until(() -> Outside.TAKEN.size() == before + 2);

        List<String> told = Outside.TAKEN.subList(before, before + 2);
        assertThat(told.get(0)).contains("\"billing\"").contains("\"problem\"");
        assertThat(told.get(1)).contains("\"billing\"").contains("\"recovery\"");
        assertThat(board.lines())
                .contains(
                        "billing is error", "billing is ok", "alert of billing: PROBLEM", "alert of billing: RECOVERY");
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(3))
                .until(() -> Outside.TAKEN.size() == before + 2);
    }

    @Test
    void showsItselfBelowItsPath() throws Exception {
        assertThat(get("/vedette/api/v1/checks").statusCode()).isEqualTo(401);
        assertThat(get("/vedette/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/vedette/", "Authorization", PASSWORD, "Accept", "text/html")
                        .body())
                .contains("assets/app.js");
        assertThat(get("/vedette/api/v1/checks", "Authorization", PASSWORD).body())
                .contains("\"front\"", "\"billing\"");
        assertThat(get("/api/v1/checks").statusCode()).isEqualTo(404);
        assertThat(get("/vedette").statusCode()).isEqualTo(308);
    }

    @Test
    void takesWhatIsPosted() throws Exception {
        HttpRequest pause = request(
                        "/vedette/api/v1/checks/search/pause",
                        "Authorization",
                        PASSWORD,
                        "Content-Type",
                        "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("reason=moving&for=1m"))
                .build();

        assertThat(client.send(pause, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(get("/vedette/api/v1/checks/search", "Authorization", PASSWORD)
                        .body())
                .contains("moving");

        vedette.resume("search");
    }

    @Test
    void tellsBrowsersOnAllEventLoopsWhatHappens() throws Exception {
        List<InputStream> streams = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            HttpResponse<InputStream> stream = HttpClient.newHttpClient()
                    .send(
                            request("/vedette/api/v1/events", "Authorization", PASSWORD)
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream");
            streams.add(stream.body());
        }
        try {
            vedette.pause("search");

            for (InputStream events : streams) {
                assertThat(until("\"to\":\"paused\"", events))
                        .contains("event: state")
                        .contains("\"check\":\"search\"");
            }
        } finally {
            vedette.resume("search");
            for (InputStream events : streams) {
                events.close();
            }
        }
    }

    private static String until(String text, InputStream events) throws IOException {
        StringBuilder seen = new StringBuilder();
        byte[] piece = new byte[4096];
        while (seen.indexOf(text) < 0) {
            int read = events.read(piece);
            assertThat(read).isPositive();
            seen.append(new String(piece, 0, read, StandardCharsets.UTF_8));
        }
        return seen.toString();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return client.send(request(path, headers).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
        return headers.length == 0 ? request : request.headers(headers);
    }
}
