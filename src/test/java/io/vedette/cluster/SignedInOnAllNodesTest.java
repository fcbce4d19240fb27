package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.config.settings.Settings;
import io.vedette.store.Databases;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two whole nodes behind a balancer that takes either for any request. */
class SignedInOnAllNodesTest {

    private static final String CHECK = """
        - templatedRoute:
            routeTemplateRef: heartbeat
            routeId: job
            parameters:
              - { name: period, value: 600s }
        """;

    @TempDir
    static Path folder;

    private static List<NodeHere> nodes;

    @BeforeAll
    static void start() throws Exception {
        Settings.Database database = Databases.postgres();
        Map<String, String> settings = Map.of("VEDETTE_HTTP_USERS", "ann:operator:right");
        nodes = List.of(
                new NodeHere(folder, "a", database, settings, CHECK),
                new NodeHere(folder, "b", database, settings, CHECK));
        for (NodeHere node : nodes) {
            node.start();
        }
    }

    @AfterAll
    static void end() {
        nodes.forEach(NodeHere::close);
    }

    private static String signIn(NodeHere node) throws Exception {
        HttpResponse<String> in = node.form("/login", "user=ann&password=right");
        assertThat(in.statusCode()).isEqualTo(303);
        return in.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    private static int asked(NodeHere node, String cookie) {
        return node.send("GET", "/api/v1/checks", "Cookie", cookie).statusCode();
    }

    @Test
    void actAtOneAfterSigningInAtTheOtherUntilSigningOut() throws Exception {
        String ann = signIn(nodes.get(0));

        assertThat(nodes.get(1).send("GET", "/api/v1/me", "Cookie", ann).body()).contains("\"name\":\"ann\"");
        assertThat(nodes.get(1).post("/api/v1/checks/job/pause", "Cookie", ann)).isLessThan(300);
        assertThat(nodes.get(1).post("/logout", "Cookie", ann)).isEqualTo(303);

        assertThat(asked(nodes.get(1), ann)).isEqualTo(401);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(asked(nodes.get(0), ann)).isEqualTo(401));
    }

    /** Streams are looked at every fifteen seconds. */
    @Test
    @Tag("long")
    void endTheStreamsOfTheOtherOne() throws Exception {
        String ann = signIn(nodes.get(0));
        CompletableFuture<Void> stream =
                CompletableFuture.runAsync(() -> nodes.get(1).send("GET", "/api/v1/events", "Cookie", ann));
        await().untilAsserted(() -> assertThat(asked(nodes.get(1), ann)).isEqualTo(200));
        assertThat(stream).isNotDone();

        nodes.get(0).post("/logout", "Cookie", ann);

        await().atMost(Duration.ofSeconds(30)).until(stream::isDone);
    }
}
