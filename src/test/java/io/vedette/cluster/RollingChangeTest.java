package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes that get another configuration one after the other: what differs is named, and no state changes by it. */
@Tag("long")
class RollingChangeTest {

    private static final int SYSTEMS = 30;
    private static final String FAILING = "system-0";

    @TempDir
    Path folder;

    private Fleet fleet;
    private Map<String, String> states;

    @BeforeEach
    void start() throws IOException {
        fleet = new Fleet(folder, SYSTEMS).start();
        fleet.company().breakDown(FAILING);
        fleet.awaitTold(List.of(FAILING), List.of("problem"));
        states = states(fleet.nodes().get(0));
        assertThat(states).hasSize(SYSTEMS).containsKey(FAILING);
    }

    @AfterEach
    void end() {
        fleet.close();
    }

    /** A check more, and one that is asked less often. */
    private String changed() {
        return fleet.checks().replace("/system-2\" }\n", "/system-2\" }\n      - { name: interval, value: 3s }\n")
                + fleet.check("added", "");
    }

    @Test
    void byARestartOfEach() {
        inTurn(node -> {
            node.stop();
            write(node, changed());
            start(node);
        });
    }

    @Test
    void byFilesThatReachOneAfterTheOther() {
        inTurn(node -> write(node, changed()));
    }

    /** As the first node of a newer version leaves the database. */
    @Test
    void leavesOldNodesRunningWhereANewVersionHasMigratedAndStartsNone() throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        fleet.database().url(), fleet.database().username().orElseThrow(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO vedette_schema SELECT 99, '99', 'later', type, 'V99__later.sql', 1,"
                    + " installed_by, installed_on, 1, success FROM vedette_schema WHERE version = '1'");
        }
        NodeProcess c = fleet.nodes().get(2);
        c.stop();

        assertThat(c.start().awaitEnd()).isEqualTo(1);
        assertThat(c.log()).contains("was written by a newer Vedette (its tables have version 99)");
        Fleet.pass(5);
        assertThat(fleet.systems())
                .allSatisfy(system ->
                        assertThat(fleet.company().asked(system, 4_000)).isBetween(2, 6));
        fleet.company().mend(FAILING);
        fleet.awaitTold(List.of(FAILING), List.of("problem", "recovery"));
        assertThat(fleet.nodes().get(0).nodes()).containsExactly("a", "b");
    }

    private void inTurn(Consumer<NodeProcess> change) {
        NodeProcess a = fleet.nodes().get(0);
        NodeProcess b = fleet.nodes().get(1);
        NodeProcess c = fleet.nodes().get(2);
        change.accept(c);
        awaitWaiting("c");
        change.accept(b);
        awaitWaiting("a");
        change.accept(a);
        fleet.awaitAllAsked(SYSTEMS + 1);

        assertThat(fleet.company().asked("added", 3_000)).isGreaterThan(1);
        assertThat(fleet.company().asked("system-2", 9_000)).isBetween(2, 4);
        Fleet.pass(5);
        fleet.nodes().forEach(node -> assertThat(states(node)).containsAllEntriesOf(states));
        fleet.awaitTold(fleet.systems().subList(1, SYSTEMS), List.of());
        fleet.awaitTold(List.of(FAILING), List.of("problem"));
        assertThat(fleet.company().announcements()).hasSize(1);
    }

    /** Every node names the one that differs; it asks nothing, and the others ask everything. */
    private void awaitWaiting(String name) {
        Fleet.soon(() -> assertThat(fleet.nodes()).allSatisfy(node -> {
            Map<String, JsonNode> known = new TreeMap<>();
            node.json("/api/v1/nodes").forEach(one -> known.put(one.path("node").asText(), one));
            assertThat(known.keySet()).containsExactly("a", "b", "c");
            JsonNode waiting = known.remove(name);
            List<String> others = known.values().stream()
                    .map(one -> one.path("configuration").asText())
                    .distinct()
                    .toList();
            assertThat(others).hasSize(1);
            assertThat(waiting.path("checks").asInt()).isZero();
            assertThat(waiting.path("note").asText())
                    .contains(waiting.path("configuration").asText(), others.get(0));
            assertThat(known.values()).allSatisfy(one -> {
                assertThat(one.path("note").isNull()).isTrue();
                assertThat(one.path("checks").asInt()).isPositive();
            });
        }));
        Fleet.pass(3);
        assertThat(fleet.systems())
                .allSatisfy(system ->
                        assertThat(fleet.company().asked(system, 4_000)).isBetween(1, 6));
    }

    /** Returns the state of each check and since when it is in it, as a node shows it. */
    private static Map<String, String> states(NodeProcess node) {
        Map<String, String> states = new TreeMap<>();
        StreamSupport.stream(node.json("/api/v1/checks?limit=100").spliterator(), false)
                .filter(check -> check.path("name").asText().startsWith("system-"))
                .forEach(check -> states.put(
                        check.path("name").asText(),
                        check.path("status").asText() + " since "
                                + check.path("since").asText()));
        return states;
    }

    private static void write(NodeProcess node, String checks) {
        try {
            node.write(checks);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void start(NodeProcess node) {
        try {
            node.start().awaitLive();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
