package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.config.settings.Settings;
import io.vedette.store.Databases;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Three processes on one PostgreSQL, and what becomes of their checks when something happens to them. They live through it all. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SharedChecksTest {

    private static final List<String> SYSTEMS =
            IntStream.range(0, 30).mapToObj(number -> "system-" + number).toList();

    @TempDir
    static Path folder;

    private static Company company;
    private static Settings.Database database;
    private static final Map<String, Line> LINES = new HashMap<>();
    private static final List<NodeProcess> NODES = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        company = new Company();
        database = Databases.postgres();
        for (String name : List.of("a", "b", "c")) {
            LINES.put(name, new Line(database));
            NODES.add(new NodeProcess(folder, name, settings(name), checks()).start());
        }
        NODES.forEach(NodeProcess::awaitLive);
        awaitAllOwned(3);
    }

    @AfterAll
    static void end() throws IOException {
        NODES.forEach(NodeProcess::close);
        for (Line line : LINES.values()) {
            line.close();
        }
        company.close();
    }

    private static Map<String, String> settings(String node) {
        Map<String, String> settings = new HashMap<>();
        settings.put("vedette.database.url", LINES.get(node).url());
        database.username().ifPresent(user -> settings.put("vedette.database.username", user));
        settings.put("vedette.webhook.url", company.hook());
        settings.put("vedette.greeting", "Good morning");
        return settings;
    }

    private static String checks() {
        String heartbeat = """
            - templatedRoute:
                routeTemplateRef: heartbeat
                routeId: job
                parameters:
                  - { name: period, value: 600s }
            """;
        return heartbeat
                + SYSTEMS.stream()
                        .map(name -> """
                            - templatedRoute:
                                routeTemplateRef: http
                                routeId: %s
                                parameters:
                                  - { name: url, value: "%s" }
                            """.formatted(name, company.system(name)))
                        .collect(Collectors.joining());
    }

    private static void awaitAllOwned(int nodes) {
        soon(90, () -> {
            JsonNode known = alive().get(0).json("/api/v1/nodes");
            assertThat(known.findValuesAsText("node")).hasSize(nodes);
            assertThat(known.findValues("checks").stream().mapToInt(JsonNode::asInt))
                    .allMatch(count -> count > 0);
            assertThat(known.findValues("checks").stream()
                            .mapToInt(JsonNode::asInt)
                            .sum())
                    .isEqualTo(SYSTEMS.size() + 1);
        });
    }

    private static List<NodeProcess> alive() {
        return NODES.stream().filter(NodeProcess::isAlive).toList();
    }

    private static NodeProcess owner(String check) {
        String name =
                alive().get(0).json("/api/v1/checks/" + check).path("node").asText();
        return NODES.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static NodeProcess other(NodeProcess one) {
        return alive().stream().filter(node -> node != one).findFirst().orElseThrow();
    }

    private static String status(NodeProcess node, String check) {
        return node.json("/api/v1/checks/" + check).path("status").asText();
    }

    private static void soon(int seconds, ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(3L * seconds))
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(assertion);
    }

    private static void soon(int seconds, Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(3L * seconds))
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }

    /** Lets time pass in which nothing more is to happen. */
    private static void pass(int seconds) {
        await().pollDelay(Duration.ofSeconds(seconds)).until(() -> true);
    }

    @Test
    @Order(1)
    void askEachCheckOnceAndGreetOnce() {
        pass(8);

        assertThat(SYSTEMS)
                .allSatisfy(name -> assertThat(company.asked(name, 7_000)).isBetween(5, 8));
        assertThat(company.announcements()).hasSize(1);
        assertThat(company.alerts()).isEmpty();
    }

    @Test
    @Order(2)
    void tellOnceAndShowTheSameEverywhere() {
        company.breakDown("system-1");

        soon(30, () -> assertThat(company.told("system-1")).containsExactly("problem"));
        assertThat(company.alerts().get(0).path("node").asText())
                .isEqualTo(owner("system-1").name());
        soon(
                10,
                () -> assertThat(alive()).allSatisfy(node -> {
                    JsonNode check = node.json("/api/v1/checks/system-1");
                    assertThat(check.path("status").asText()).isEqualTo("error");
                    assertThat(check.path("reason").asText()).isEqualTo("http-status");
                    assertThat(check.path("lastCheck").isNull()).isFalse();
                    assertThat(check.path("results")).isNotEmpty();
                }));
    }

    @Test
    @Order(3)
    void takeActsOnAnyNode() throws Exception {
        NodeProcess owner = owner("system-2");
        NodeProcess other = other(owner);

        assertThat(other.post("/api/v1/checks/system-2/pause?by=ann")).isEqualTo(200);
        soon(
                10,
                () -> assertThat(alive())
                        .allMatch(node -> status(node, "system-2").equals("paused")));
        company.breakDown("system-2");
        soon(
                30,
                () -> "error"
                        .equals(owner.json("/api/v1/checks/system-2")
                                .path("pause")
                                .path("status")
                                .asText()));
        assertThat(company.told("system-2")).isEmpty();
        assertThat(other.post("/api/v1/checks/system-2/resume")).isEqualTo(200);
        soon(30, () -> assertThat(company.told("system-2")).containsExactly("problem"));

        assertThat(other.post("/api/v1/checks/system-2/acknowledge?by=bob")).isEqualTo(200);
        soon(30, () -> assertThat(company.told("system-2")).containsExactly("problem", "acknowledged"));
        assertThat(other(owner("job")).post("/heartbeat/job?status=fail&message=broken"))
                .isEqualTo(200);
        soon(30, () -> assertThat(company.told("job")).containsExactly("problem"));
        assertThat(other(owner("job")).post("/heartbeat/job")).isEqualTo(200);
        soon(30, () -> assertThat(company.told("job")).containsExactly("problem", "recovery"));
        assertThat(other(owner("job")).post("/heartbeat/job/start")).isEqualTo(200);
        assertThat(other(owner("job")).post("/heartbeat/job/0?message=2+files")).isEqualTo(200);
        soon(
                10,
                () -> assertThat(alive()).allSatisfy(node -> {
                    JsonNode calls = node.json("/api/v1/checks/job").path("heartbeat");
                    assertThat(calls.path("output").asText()).isEqualTo("2 files");
                    assertThat(calls.path("exitCode").asText()).isEqualTo("0");
                    assertThat(calls.path("runTimeMs").isNumber()).isTrue();
                    assertThat(calls.path("started").isNull()).isTrue();
                }));
        company.mend("system-2");
        soon(30, () -> assertThat(company.told("system-2")).containsExactly("problem", "acknowledged", "recovery"));
    }

    @Test
    @Order(4)
    void waitForARowThatIsLockedAndTellOnce() throws Exception {
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.username().orElseThrow(), "")) {
            connection.setAutoCommit(false);
            try (PreparedStatement lock =
                    connection.prepareStatement("SELECT 1 FROM vedette_check WHERE name = 'system-3' FOR UPDATE")) {
                lock.execute();
            }
            company.breakDown("system-3");
            company.breakDown("system-4");
            soon(30, () -> assertThat(company.told("system-4")).containsExactly("problem"));
            pass(5);
            assertThat(alive())
                    .allSatisfy(node -> assertThat(node.json("/api/v1/config")
                                    .path("store")
                                    .path("state")
                                    .asText())
                            .isEqualTo("ok"));
            connection.rollback();
        }

        soon(30, () -> assertThat(company.told("system-3")).containsExactly("problem"));
    }

    @Test
    @Order(5)
    void handOverWhatANodeHasThatStandsStill() throws Exception {
        NodeProcess frozen = owner("system-5");
        frozen.signal("STOP");
        try {
            long at = System.nanoTime();
            soon(30, () -> company.asked("system-5", 1_500) > 0 && (System.nanoTime() - at) > 3_000_000_000L);
            company.breakDown("system-5");
            soon(30, () -> assertThat(company.told("system-5")).containsExactly("problem"));
        } finally {
            frozen.signal("CONT");
        }
        awaitAllOwned(3);
        pass(3);

        assertThat(company.told("system-5")).containsExactly("problem");
        assertThat(SYSTEMS)
                .allSatisfy(name -> assertThat(company.asked(name, 3_000)).isBetween(1, 5));
    }

    @Test
    @Order(6)
    void giveUpWhatIsCutFromTheDatabase() {
        NodeProcess cut = owner("system-6");
        LINES.get(cut.name()).cut();
        company.breakDown("system-6");

        soon(40, () -> assertThat(company.told("system-6")).containsExactly("problem"));
        assertThat(cut.json("/api/v1/nodes").findValuesAsText("node")).contains(cut.name());
        LINES.get(cut.name()).mend();
        awaitAllOwned(3);
        company.mend("system-6");
        soon(30, () -> assertThat(company.told("system-6")).containsExactly("problem", "recovery"));
        pass(2);
        assertThat(company.told("system-6")).containsExactly("problem", "recovery");
    }

    @Test
    @Order(7)
    void takeOverFromANodeThatIsKilled() {
        NodeProcess killed = owner("system-1");
        long at = System.nanoTime();
        killed.kill();

        soon(
                30,
                () -> SYSTEMS.stream().allMatch(name -> company.asked(name, (System.nanoTime() - at) / 1_000_000) > 0));
        company.mend("system-1");
        soon(30, () -> assertThat(company.told("system-1")).containsExactly("problem", "recovery"));
        pass(2);
        assertThat(company.told("system-1")).containsExactly("problem", "recovery");
        assertThat(alive().stream().map(node -> status(node, "system-1"))).containsOnly("ok");
        awaitAllOwned(2);
        assertThat(Stream.of("system-3", "system-4"))
                .allSatisfy(name -> assertThat(company.told(name)).containsExactly("problem"));
    }
}
