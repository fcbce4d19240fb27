package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.Vedette;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole shop, with a stock service that breaks and a webhook that is told of it. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureObservability(tracing = false)
@ExtendWith(OutputCaptureExtension.class)
class ShopTest {

    private static final FakeSystems SYSTEMS = systems();

    @LocalServerPort
    private int port;

    @Autowired
    private Vedette vedette;

    @Autowired
    private ProducerTemplate template;

    @Autowired
    private JdbcTemplate jdbc;

    private static FakeSystems systems() {
        try {
            return new FakeSystems();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("shop.front-url", () -> SYSTEMS.url("/task"));
        settings.add("shop.stock-url", () -> SYSTEMS.url("/task"));
        settings.add("shop.webhook-url", () -> SYSTEMS.url("/alerts"));
        settings.add("shop.period", () -> "200");
        settings.add("vedette.groupWindow", () -> "0s");
    }

    @AfterAll
    static void stop() {
        SYSTEMS.close();
    }

    @Test
    void tellsAProblemAndItsEndOnceEach(CapturedOutput output) {
        awaitState("stock", "ok");

        SYSTEMS.broken = true;
        awaitState("stock", "error");
        await().untilAsserted(() -> assertThat(told("stock", "problem")).hasSize(1));
        SYSTEMS.broken = false;
        awaitState("stock", "ok");

        await().untilAsserted(() -> assertThat(told("stock", "recovery")).hasSize(1));
        assertThat(told("stock", "problem")).hasSize(1);
        assertThat(output).contains("stock is ERROR", "stock is OK", "Journal");
    }

    @Test
    void watchesByABeanByATemplateInYamlAndByWhatItDoesAnyway() {
        awaitState("front", "ok");
        awaitState("front-page", "ok");
        template.sendBody("direct:order", "an order");

        awaitState("stock-left", "ok");
        assertThat(vedette.targets()).extracting(target -> target.name()).contains("ops", "log");
    }

    @Test
    void watchesATableOfItsOwn() {
        awaitState("order-jobs", "ok");

        jdbc.update("INSERT INTO jobs VALUES (1, 'failed'), (2, 'failed')");

        awaitState("order-jobs", "error");
        await().untilAsserted(() -> assertThat(told("order-jobs", "problem")).hasSize(1));
        jdbc.update("DELETE FROM jobs");
        awaitState("order-jobs", "ok");
        assertThat(jdbc.queryForList(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'PUBLIC'", String.class))
                .containsExactly("JOBS");
    }

    @Test
    void showsItselfInTheActuator() throws Exception {
        awaitState("stock", "ok");

        assertThat(get("/actuator/health").body()).contains("\"status\":\"UP\"");
        assertThat(get("/actuator/vedette").body()).contains("\"name\":\"stock\"", "\"name\":\"order-jobs\"");
        assertThat(get("/actuator/vedette/stock").statusCode()).isEqualTo(200);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get("/actuator/metrics/vedette.check.up?tag=check:stock")
                                .body())
                        .contains("\"measurements\""));
    }

    @Test
    void servesTheDashboardToWhoKnowsThePassword() throws Exception {
        assertThat(get("/vedette/").statusCode()).isEqualTo(401);

        HttpResponse<String> page = get("/vedette/", "Accept", "text/html", "Authorization", basic());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Vedette</title>", "src=\"assets/app.js\"");
        assertThat(get("/vedette/api/v1/checks", "Authorization", basic()).body())
                .contains("\"order-jobs\"");
    }

    private void awaitState(String check, String state) {
        await().untilAsserted(() -> assertThat(vedette.check(check))
                .hasValueSatisfying(known -> assertThat(known.status().code()).isEqualTo(state)));
    }

    private static List<String> told(String check, String kind) {
        return SYSTEMS.alerts.stream()
                .filter(json -> json.contains("\"" + check + "\"") && json.contains("\"" + kind + "\""))
                .toList();
    }

    private static String basic() {
        return "Basic " + Base64.getEncoder().encodeToString("ops:change-me-please".getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
