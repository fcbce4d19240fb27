package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.config.settings.Settings;
import io.vedette.store.Databases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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

/** Two nodes of one process: what is done at one, and shown by both. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesTest {

    private static final List<String> SYSTEMS =
            IntStream.range(0, 8).mapToObj(number -> "system-" + number).toList();
    private static final List<String> RARE =
            IntStream.range(0, 16).mapToObj(number -> "rare-" + number).toList();
    private static final String FRONT = "front";
    private static final List<String> BEHIND =
            IntStream.range(0, 16).mapToObj(number -> "behind-" + number).toList();
    private static final int CHECKS = SYSTEMS.size() + RARE.size() + BEHIND.size() + 2;

    @TempDir
    static Path folder;

    private static Company company;
    private static List<NodeHere> nodes;

    @BeforeAll
    static void start() throws Exception {
        company = new Company();
        Settings.Database database = Databases.postgres();
        nodes = List.of(node("a", database), node("b", database));
        for (NodeHere node : nodes) {
            node.start();
        }
        soon(() -> assertThat(nodes)
                .allSatisfy(node -> assertThat(counts(node))
                        .hasSize(2)
                        .allMatch(count -> count > 2)
                        .satisfies(counts -> assertThat(counts.stream()
                                        .mapToInt(Integer::intValue)
                                        .sum())
                                .isEqualTo(CHECKS))));
    }

    @AfterAll
    static void end() {
        nodes.forEach(NodeHere::close);
        company.close();
    }

    private static NodeHere node(String name, Settings.Database database) throws Exception {
        Map<String, String> settings = Map.of(
                "VEDETTE_WEBHOOK_URL", company.hook(), "VEDETTE_CONNECTIVITY_CHECK", company.system("way-of-" + name));
        String checks = SYSTEMS.stream().map(one -> check(one, "")).collect(Collectors.joining())
                + check(FRONT, "")
                + RARE.stream().map(one -> check(one, "interval: 20h")).collect(Collectors.joining())
                + BEHIND.stream().map(one -> check(one, "dependsOn: " + FRONT)).collect(Collectors.joining())
                + """
                - templatedRoute:
                    routeTemplateRef: heartbeat
                    routeId: job
                    parameters:
                      - { name: period, value: 600s }
                """;
        return new NodeHere(folder, name, database, settings, checks);
    }

    private static String check(String name, String parameter) {
        String more = parameter.isEmpty() ? "" : "      - { name: " + parameter.replace(": ", ", value: ") + " }\n";
        return """
                - templatedRoute:
                    routeTemplateRef: http
                    routeId: %s
                    parameters:
                      - { name: url, value: "%s" }
                """.formatted(name, company.system(name)) + more;
    }

    private static List<Integer> counts(NodeHere node) {
        return node.json("/api/v1/nodes").findValues("checks").stream()
                .map(JsonNode::asInt)
                .toList();
    }

    private static NodeHere owner(String check) {
        String name = nodes.get(0).check(check).path("node").asText();
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static NodeHere other(String check) {
        NodeHere owner = owner(check);
        return nodes.stream().filter(node -> node != owner).findFirst().orElseThrow();
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }

    private static void onAll(String check, Predicate<JsonNode> shown) {
        soon(() -> assertThat(nodes).allMatch(node -> shown.test(node.check(check))));
    }

    private static Predicate<JsonNode> is(String status) {
        return check -> check.path("status").asText().equals(status);
    }

    @Test
    @Order(1)
    void askWhatIsAskedOnceADayAsSoonAsTheyHaveIt() {
        soon(() -> assertThat(RARE).allMatch(name -> company.asked(name, 600_000) > 0));
        RARE.forEach(name -> onAll(name, is("ok")));
    }

    @Test
    @Order(2)
    void runACheckOnceWhicheverIsTold() {
        int before = company.asked("rare-0", 600_000);

        assertThat(other("rare-0").post("/api/v1/checks/rare-0/run")).isEqualTo(202);
        soon(() -> assertThat(company.asked("rare-0", 600_000)).isEqualTo(before + 1));
        assertThat(owner("rare-0").post("/api/v1/checks/rare-0/run")).isEqualTo(202);
        soon(() -> assertThat(company.asked("rare-0", 600_000)).isEqualTo(before + 2));
    }

    @Test
    @Order(2)
    void takeASilenceAPauseAndAnAcknowledgementAtTheOtherOne() {
        List<List<String>> streams = nodes.stream().map(NodeHere::events).toList();
        other("system-0").post("/api/v1/checks/system-0/silence?for=1h&by=ann");
        other("system-1").post("/api/v1/checks/system-1/pause?by=ann");
        onAll("system-0", check -> check.path("mute").path("kind").asText().equals("silenced"));
        onAll("system-1", is("paused"));

        List.of("system-0", "system-1", "system-2").forEach(company::breakDown);
        soon(() -> assertThat(company.told("system-2")).containsExactly("problem"));
        onAll("system-0", is("error"));
        other("system-2").post("/api/v1/checks/system-2/acknowledge?by=bob");
        soon(() -> assertThat(company.told("system-2")).containsExactly("problem", "acknowledged"));
        assertThat(company.told("system-0")).isEmpty();
        assertThat(company.told("system-1")).isEmpty();

        other("system-1").post("/api/v1/checks/system-1/resume");
        soon(() -> assertThat(company.told("system-1")).containsExactly("problem"));
        soon(() -> assertThat(streams)
                .allSatisfy(lines -> assertThat(lines)
                        .anyMatch(state("system-0", "error"))
                        .anyMatch(state("system-1", "paused"))
                        .anyMatch(state("system-2", "error"))
                        .anyMatch(act("silence", "system-0"))
                        .anyMatch(act("pause", "system-1"))
                        .anyMatch(act("acknowledge", "system-2"))
                        .anyMatch(act("run", "").or(act("resume", "system-1")))));
    }

    private static Predicate<String> state(String check, String to) {
        return line -> line.contains("\"check\":\"" + check + "\"") && line.contains("\"to\":\"" + to + "\"");
    }

    private static Predicate<String> act(String kind, String check) {
        return line -> line.contains("\"" + kind + "\"") && line.contains(check) && !line.contains("\"to\"");
    }

    @Test
    @Order(2)
    void takeTheCallOfAJobAtTheOtherOne() {
        assertThat(other("job").post("/heartbeat/job?status=fail&message=broken"))
                .isEqualTo(200);
        soon(() -> assertThat(company.told("job")).containsExactly("problem"));
        onAll("job", is("error"));
        assertThat(other("job").post("/heartbeat/job")).isEqualTo(200);
        soon(() -> assertThat(company.told("job")).containsExactly("problem", "recovery"));
    }

    @Test
    @Order(3)
    void showTheSame() {
        soon(() -> {
            assertThat(shown(nodes.get(0), "/api/v1/incidents")).isEqualTo(shown(nodes.get(1), "/api/v1/incidents"));
            assertThat(nodes.get(0).json("/api/v1/incidents")).isNotEmpty();
            Stream.of("/api/v1/acts", "/api/v1/silences", "/badge/system-2.svg", "/badge/system-3.svg")
                    .forEach(path -> assertThat(nodes.get(0).text(path))
                            .as(path)
                            .isEqualTo(nodes.get(1).text(path)));
            Stream.of("status", "reason", "since", "node", "incident", "acknowledgement")
                    .forEach(field -> assertThat(
                                    nodes.get(0).json("/api/v1/checks").findValuesAsText(field))
                            .as(field)
                            .isEqualTo(nodes.get(1).json("/api/v1/checks").findValuesAsText(field)));
        });
    }

    /** What goes on counts on: leaves out how long. */
    private static String shown(NodeHere node, String path) {
        return node.text(path).replaceAll("\"(seconds|duration|durationSeconds)\":[^,}]*", "");
    }

    @Test
    @Order(3)
    void showHowATargetIsDoing() {
        List<List<String>> streams = nodes.stream().map(NodeHere::events).toList();
        company.refuseAlerts(true);
        company.breakDown("system-4");

        soon(() -> {
            assertThat(webhooks("/state")).containsExactly("failing", "failing");
            List<String> since = webhooks("/failingSince");
            assertThat(since).doesNotContain("", "null").containsOnly(since.get(0));
            assertThat(webhooks("/waiting")).containsExactly("1", "1");
            assertThat(nodes)
                    .allMatch(node -> node.json("/api/v1/overview")
                            .at("/targets/0/state")
                            .asText()
                            .equals("failing"));
        });
        company.refuseAlerts(false);
        soon(() -> assertThat(company.told("system-4")).containsExactly("problem"));
        soon(() -> {
            assertThat(webhooks("/state")).containsExactly("ok", "ok");
            assertThat(webhooks("/delivered"))
                    .containsOnly(webhooks("/delivered").get(0));
            assertThat(webhooks("/lastDelivered"))
                    .containsOnly(webhooks("/lastDelivered").get(0));
        });
        soon(() -> assertThat(streams)
                .allSatisfy(
                        lines -> assertThat(lines).anyMatch(target("failing")).anyMatch(target("ok"))));
        List<String> metrics = nodes.stream().map(node -> node.text("/metrics")).toList();
        assertThat(sum(metrics, "vedette_messages_total\\{outcome=\"delivered\",target=\"webhook\"}"))
                .isEqualTo(Integer.parseInt(webhooks("/delivered").get(0)));
    }

    /** Returns what each node shows of the webhook. */
    private static List<String> webhooks(String field) {
        return nodes.stream()
                .map(node -> node.json("/api/v1/alerts").get(1).at(field).asText()) // After the log.
                .toList();
    }

    private static Predicate<String> target(String state) {
        return line -> line.contains("\"name\":\"webhook\"") && line.contains("\"state\":\"" + state + "\"");
    }

    @Test
    @Order(3)
    void measureEachCheckAtOneNode() {
        soon(() -> {
            List<String> metrics =
                    nodes.stream().map(node -> node.text("/metrics")).toList();
            assertThat(sum(metrics, "vedette_node_checks")).isEqualTo(CHECKS);
            assertThat(sum(metrics, "vedette_checks\\{[^}]*}")).isEqualTo(CHECKS);
            assertThat(sum(metrics, "vedette_check_status\\{[^}]*}")).isEqualTo(CHECKS);
            assertThat(sum(metrics, "vedette_nodes")).isEqualTo(4);
        });
    }

    private static double sum(List<String> metrics, String family) {
        Pattern line = Pattern.compile("(?m)^" + family + " (\\S+)$");
        return metrics.stream()
                .flatMap(text -> line.matcher(text).results())
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    @Test
    @Order(4)
    void holdBackWhatDependsOnACheckOfTheOtherOne() {
        assertThat(BEHIND).anyMatch(name -> owner(name) != owner(FRONT));
        company.breakDown(FRONT);
        onAll(FRONT, is("error"));

        BEHIND.forEach(company::breakDown);
        BEHIND.forEach(name -> onAll(
                name,
                check -> is("error").test(check)
                        && check.path("mute").path("kind").asText().equals("dependency")));
        BEHIND.forEach(company::mend);
        BEHIND.forEach(name -> onAll(name, is("ok")));
        company.mend(FRONT);

        soon(() -> assertThat(company.told(FRONT)).containsExactly("problem", "recovery"));
        assertThat(BEHIND).allSatisfy(name -> assertThat(company.told(name)).isEmpty());
    }

    @Test
    @Order(5)
    void leaveTheChecksOfOneThatIsOfflineToTheOther() {
        NodeHere offline = owner("system-7");
        NodeHere online = other("system-7");
        company.disconnect("way-of-" + offline.name());
        company.disconnect("system-7"); // What makes it look at its own connection.

        soon(() -> assertThat(SYSTEMS).allMatch(name -> owner(name) == online));
        company.mend("system-7");
        company.mend("way-of-" + offline.name());
        soon(() -> assertThat(counts(online)).allMatch(count -> count > 2));
        onAll("system-7", is("ok"));
    }

    @Test
    @Order(6)
    void runWhatWasWantedOfOneThatIsGone() {
        // What each node asks is told by the next look only.
        soon(() -> assertThat(RARE).anyMatch(name -> owner(name) == nodes.get(1)));
        String check = RARE.stream()
                .filter(name -> owner(name) == nodes.get(1))
                .findFirst()
                .orElseThrow();
        int before = company.asked(check, 600_000);

        nodes.get(1).close();

        soon(() -> assertThat(counts(nodes.get(0))).containsExactly(CHECKS));
        assertThat(company.asked(check, 600_000)).as("it is not due for a day").isEqualTo(before);
        assertThat(nodes.get(0).post("/api/v1/checks/" + check + "/run")).isEqualTo(202);
        soon(() -> assertThat(company.asked(check, 600_000)).isEqualTo(before + 1));
    }
}
