package io.vedette.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.Vedette;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Dashboard and API in the server of the application, guarded by Vedette's own password. */
@SpringBootTest(
        classes = ShopApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "vedette.http.path=/ops/vedette",
            "server.tomcat.threads.max=5",
            "vedette.http.username=ops",
            "vedette.http.password=a-good-password",
            "spring.autoconfigure.exclude=org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration,"
                    + "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration"
        })
class DashboardTest {

    private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"([^\"#]+)\"");
    private static final Pattern IMPORT = Pattern.compile("from \"(\\./[^\"]+)\"");

    @LocalServerPort
    private int port;

    @Autowired
    private ProducerTemplate template;

    @Autowired
    private Vedette vedette;

    private Calls calls;

    @BeforeEach
    void call() {
        calls = new Calls(port).as("ops", "a-good-password");
        template.requestBody("direct:stock", "{\"status\":\"ok\"}");
    }

    @Test
    void showsThePageWithAllThatItNeedsBelowItsPath() throws Exception {
        HttpResponse<String> bare = calls.get("/ops/vedette");
        assertThat(bare.statusCode()).isEqualTo(308);
        assertThat(bare.headers().firstValue("Location")).contains("/ops/vedette/");

        HttpResponse<String> page = calls.with("Accept", "text/html").get("/ops/vedette/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors 'none'");
        List<String> addresses = found(ADDRESS, page.body());
        assertThat(addresses).hasSizeGreaterThan(5).noneMatch(address -> address.startsWith("/"));
        for (String address : addresses) {
            assertThat(calls.get("/ops/vedette/" + address).statusCode())
                    .as(address)
                    .isEqualTo(200);
        }
        HttpResponse<String> script = calls.get("/ops/vedette/assets/app.js");
        assertThat(script.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
        for (String address : found(IMPORT, script.body())) {
            assertThat(calls.get("/ops/vedette/assets/" + address.substring(2)).statusCode())
                    .as(address)
                    .isEqualTo(200);
        }
    }

    @Test
    void answersTheApiAndNothingBesideItsPath() throws Exception {
        HttpResponse<String> checks = calls.get("/ops/vedette/api/v1/checks?limit=1&q=stock");

        assertThat(checks.statusCode()).isEqualTo(200);
        assertThat(checks.body()).contains("\"stock\"");
        assertThat(calls.get("/ops/vedette/api/v1/config").statusCode()).isEqualTo(200);
        assertThat(calls.get("/ops/vedette/api/v1/health").statusCode()).isEqualTo(200);
        assertThat(calls.get("/ops/vedette/metrics").statusCode()).isEqualTo(404);
        assertThat(calls.get("/api/v1/checks").statusCode()).isEqualTo(404);
        String tag = checks.headers().firstValue("ETag").orElseThrow();
        assertThat(calls.with("If-None-Match", tag)
                        .get("/ops/vedette/api/v1/checks?limit=1&q=stock")
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void findsACheckThatIsNamedAsAUrl() throws Exception {
        template.requestBody("direct:https://shop.example.com/task", "{\"status\":\"ok\"}");

        // As the dashboard writes it: Tomcat takes no encoded slash.
        HttpResponse<String> check = calls.get("/ops/vedette/api/v1/checks/https%3A/shop.example.com/task");

        assertThat(check.statusCode()).isEqualTo(200);
        assertThat(check.body()).contains("https://shop.example.com/task");
    }

    @Test
    void asksForThePassword() throws Exception {
        HttpResponse<String> nobody = new Calls(port).get("/ops/vedette/");

        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(nobody.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic");
        assertThat(new Calls(port)
                        .as("ops", "wrong")
                        .get("/ops/vedette/api/v1/checks")
                        .statusCode())
                .isEqualTo(401);
        assertThat(new Calls(port).get("/ops/vedette/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void actsForItsOwnPagesAlone() throws Exception {
        String pause = "/ops/vedette/api/v1/checks/stock/pause?for=1h";

        HttpResponse<String> foreign =
                calls.with("Origin", "https://evil.example.com").post(pause, "");
        HttpResponse<String> own =
                calls.with("Origin", "http://localhost:" + port).post(pause, "");

        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.body()).contains("a page of another site may not act here");
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(own.body()).contains("\"paused\"");
        assertThat(calls.post("/ops/vedette/api/v1/checks/stock/resume", "").statusCode())
                .isEqualTo(200);
        assertThat(calls.get("/ops/vedette/api/v1/checks/stock/resume").statusCode())
                .isEqualTo(405);
    }

    @Test
    void takesParametersOfAFormAndNoBodyThatIsTooLarge() throws Exception {
        HttpResponse<String> silenced = calls.with("Content-Type", "application/x-www-form-urlencoded")
                .post("/ops/vedette/api/v1/checks/stock/silence", "for=2h&reason=moving+house");
        HttpResponse<String> large = calls.post("/ops/vedette/api/v1/checks/stock/unsilence", "x".repeat(20_000));

        assertThat(silenced.statusCode()).isEqualTo(200);
        assertThat(silenced.body()).contains("moving house");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(calls.post("/ops/vedette/api/v1/checks/stock/unsilence", "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void streamsEventsToManyWithoutAThreadEach() throws Exception {
        int clients = 30;
        List<List<String>> heard = new CopyOnWriteArrayList<>();
        for (int i = 0; i < clients; i++) {
            List<String> lines = new CopyOnWriteArrayList<>();
            heard.add(lines);
            calls.follow("/ops/vedette/api/v1/events", lines);
        }
        await().untilAsserted(() -> assertThat(heard).allMatch(lines -> lines.contains("retry: 3000")));

        template.requestBody("direct:stock", "{\"status\":\"broken\"}");
        template.requestBody("direct:stock", "{\"status\":\"ok\",\"lastrun\":\"" + java.time.Instant.now() + "\"}");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(heard)
                        .allSatisfy(lines -> assertThat(lines)
                                .contains("event: state")
                                .anyMatch(line -> line.startsWith("data: ") && line.contains("\"check\":\"stock\""))));
        assertThat(calls.get("/ops/vedette/api/v1/health").statusCode()).isEqualTo(200);
    }

    @Test
    void cutsOffWhoDoesNotReadAndTellsOthersOn() throws Exception {
        try (Socket slow = new Socket()) {
            slow.setReceiveBufferSize(2_048);
            slow.setSoTimeout(10_000); // Sooner than the next sign of life of a stream that goes on.
            slow.connect(new InetSocketAddress("localhost", port));
            String password =
                    Base64.getEncoder().encodeToString("ops:a-good-password".getBytes(StandardCharsets.UTF_8));
            slow.getOutputStream()
                    .write(("GET /ops/vedette/api/v1/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + "Authorization: Basic " + password + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(slow.getInputStream().read()).isEqualTo('H');
            List<String> lines = new CopyOnWriteArrayList<>();
            calls.follow("/ops/vedette/api/v1/events", lines);
            await().untilAsserted(() -> assertThat(lines).contains("retry: 3000"));

            for (int round = 1; round <= 20; round++) {
                for (int i = 0; i < 250; i++) {
                    vedette.pause("stock");
                    vedette.resume("stock");
                }
                int events = round * 500;
                await().untilAsserted(() -> assertThat(
                                lines.stream().filter("event: state"::equals).count())
                        .isGreaterThanOrEqualTo(events));
            }

            assertThat(restOf(slow)).isLessThan(5_000_000);
        }
    }

    /** Returns how much came until the connection ended; fails where it stays open. */
    private static long restOf(Socket socket) throws SocketTimeoutException {
        byte[] bytes = new byte[8_192];
        long all = 0;
        try {
            for (int n = 0; n >= 0; n = socket.getInputStream().read(bytes)) {
                all += n;
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return all; // Reset.
        }
        return all;
    }

    @Test
    void keepsNoApplicationFromEndingThatSomebodyListensTo() {
        List<String> lines = new CopyOnWriteArrayList<>();
        long asked;
        try (ConfigurableApplicationContext context =
                start("vedette.http.path=/vedette", "vedette.http.open=true", "server.shutdown=graceful")) {
            new Calls(port(context)).follow("/vedette/api/v1/events", lines);
            await().untilAsserted(() -> assertThat(lines).contains("retry: 3000"));
            asked = System.nanoTime();
        }

        // Spring Boot waits for 30 seconds for requests that are not answered.
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(20));
        await().untilAsserted(() -> assertThat(lines).contains("ended"));
    }

    @Test
    void isNotServedWhereNothingGuardsIt() throws Exception {
        try (ConfigurableApplicationContext context = start("vedette.http.path=/vedette")) {
            assertThat(new Calls(port(context)).get("/vedette/").statusCode()).isEqualTo(404);
        }
    }

    private static ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(ShopApplication.class)
                .properties(properties)
                .properties(
                        "server.port=0",
                        "spring.jmx.enabled=false",
                        "spring.main.banner-mode=off",
                        "spring.autoconfigure.exclude=" + SecurityAutoConfiguration.class.getName()
                                + ",org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration")
                .run();
    }

    private static int port(ConfigurableApplicationContext context) {
        return ((ServletWebServerApplicationContext) context).getWebServer().getPort();
    }

    private static List<String> found(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.results().map(result -> result.group(1)).toList();
    }
}
