package io.vedette.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.vedette.Vedette;
import io.vedette.camel.VedetteService;
import io.vedette.state.AlertKind;
import java.io.IOException;
import java.net.URL;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the actuator of the application shows: Vedette's health, its checks, its metrics; and application events. */
@SpringBootTest(
        classes = ShopApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "management.endpoints.web.exposure.include=*",
            "management.endpoint.health.show-details=always",
            "vedette.group-window=0s",
            "spring.autoconfigure.exclude=org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration,"
                    + "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration"
        })
@AutoConfigureObservability(tracing = false)
class ActuatorTest {

    private static final String JSON = "application/json";

    @LocalServerPort
    private int port;

    @Autowired
    private ProducerTemplate template;

    @Autowired
    private ShopApplication application;

    @Autowired
    private MeterRegistry registry;

    @Autowired
    private Vedette vedette;

    @Autowired
    private CamelContext context;

    private Calls calls;

    @BeforeEach
    void breakTheStock() {
        calls = new Calls(port).with("Content-Type", JSON);
        template.requestBody("direct:stock", "{\"status\":\"broken\",\"lastrun\":\"2020-01-01T00:00:00Z\"}");
    }

    @Test
    void isHealthyItselfWhateverItWatches() throws Exception {
        assertThat(vedette.check("stock").orElseThrow().status().code()).isEqualTo("error");

        // Camel calls a consumer down that has not looked for messages yet.
        await().untilAsserted(() -> assertThat(calls.get("/actuator/health").body())
                .startsWith("{\"status\":\"UP\"")
                .contains("\"vedette\":{\"status\":\"UP\"", "vedette-store"));
        assertThat(calls.get("/actuator/health/vedette").statusCode()).isEqualTo(200);
    }

    @Test
    void showsItsChecksAtAnEndpoint() throws Exception {
        String all = calls.get("/actuator/vedette").body();
        String one = calls.get("/actuator/vedette/stock").body();

        assertThat(all).contains("{\"checks\":[", "\"name\":\"stock\"");
        assertThat(one).contains("\"status\":\"error\"", "\"since\":\"20", "\"reason\":\"", "\"muted\":false");
        assertThat(calls.get("/actuator/vedette/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void letsAnOperatorActAtThatEndpoint() throws Exception {
        String path = "/actuator/vedette/stock";

        assertThat(calls.post(path, "{\"action\":\"pause\",\"time\":\"2h\",\"reason\":\"moving\",\"by\":\"ann\"}")
                        .body())
                .contains("\"status\":\"paused\"");
        assertThat(calls.post(path, "{\"action\":\"resume\"}").body()).contains("\"status\":\"error\"");
        assertThat(calls.post(path, "{\"action\":\"silence\",\"time\":\"10m\"}").body())
                .contains("\"muted\":true");
        assertThat(calls.post(path, "{\"action\":\"unsilence\"}").body()).contains("\"muted\":false");
    }

    @Test
    void notesWhyAndWhoPausesWhateverTheTime() throws Exception {
        String path = "/actuator/vedette/stock";

        calls.post(path, "{\"action\":\"pause\",\"reason\":\"moving\",\"by\":\"ann\"}");

        assertThat(VedetteService.of(context)
                        .watchlist()
                        .find("stock")
                        .orElseThrow()
                        .record()
                        .state()
                        .pause())
                .hasValueSatisfying(pause -> {
                    assertThat(pause.until()).isEmpty();
                    assertThat(pause.reason()).isEqualTo("moving");
                    assertThat(pause.by()).isEqualTo("ann");
                });
        assertThat(calls.post(path, "{\"action\":\"resume\"}").body()).contains("\"status\":\"error\"");
    }

    @Test
    void saysWhyItDoesNotAct() throws Exception {
        assertRefused("{\"action\":\"silence\"}", "time is missing");
        assertRefused("{\"action\":\"silence\",\"time\":\"soon\"}", "time: ");
        assertRefused("{\"action\":\"dance\"}", "dance");
        assertRefused("{\"time\":\"2h\"}", "action is missing");
        assertRefused("{\"action\":\"run\"}", "a route of the application decides when it runs");
    }

    @Test
    void refusesAMisspeltField() throws Exception {
        assertRefused("{\"action\":\"pause\",\"tim\":\"2h\"}", "did you mean \\\"time\\\"?");

        assertThat(vedette.check("stock").orElseThrow().status().code()).isEqualTo("error");
    }

    @Test
    void findsNoCheckThatIsNotThereHoweverItIsAskedFor() throws Exception {
        assertThat(calls.get("/actuator/vedette/nothing").statusCode()).isEqualTo(404);
        assertThat(calls.post("/actuator/vedette/nothing", "{\"action\":\"resume\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    private void assertRefused(String body, String reason) throws Exception {
        HttpResponse<String> answer = calls.post("/actuator/vedette/stock", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"error\":", reason);
    }

    @Test
    void countsInTheRegistryOfTheApplication() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(registry.find("vedette.check.up").tag("check", "stock").gauge())
                    .isNotNull();
            assertThat(registry.find("vedette.check.up")
                            .tag("check", "stock")
                            .gauge()
                            .value())
                    .isZero();
        });
    }

    @Test
    void publishesWhatHappensAsApplicationEvents() {
        await().untilAsserted(() -> assertThat(application.transitions).anySatisfy(event -> {
            assertThat(event.check()).isEqualTo("stock");
            assertThat(event.change().to().code()).isEqualTo("error");
        }));
        await().untilAsserted(() -> assertThat(application.alerts).anySatisfy(event -> {
            assertThat(event.check()).isEqualTo("stock");
            assertThat(event.alert().kind()).isEqualTo(AlertKind.PROBLEM);
        }));
    }

    @Test
    void tellsNothingOfWhatVedetteIsMadeOf() throws IOException, InterruptedException {
        List<URL> boms = Collections.list(getClass().getClassLoader().getResources("META-INF/sbom/bom.json"));

        assertThat(boms).isEmpty();
        assertThat(calls.get("/actuator/sbom").body()).isEqualTo("{\"ids\":[]}");
    }
}
