package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.config.settings.Settings;
import io.vedette.store.Databases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes of an older version that become those of a newer one, one after the other, while systems break and are mended:
 * {@code -Dvedette.older=vedette-1.jar -Dvedette.newer=target/vedette.jar}.
 */
@Tag("long")
@EnabledIfSystemProperty(named = "vedette.older", matches = ".+")
class UpgradeTest {

    private static final Path OLDER = Path.of(System.getProperty("vedette.older", ""));
    private static final Path NEWER = Path.of(System.getProperty("vedette.newer", "target/vedette.jar"));
    private static final List<String> SYSTEMS =
            IntStream.range(0, 30).mapToObj(number -> "system-" + number).toList();

    @TempDir
    Path folder;

    private Company company;
    private Nodes nodes;
    private final List<NodeProcess> all = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        company = new Company();
        Settings.Database database = Databases.emptyPostgres();
        nodes = new Nodes(SYSTEMS.size());
        String checks = SYSTEMS.stream().map(one -> Nodes.check(company, one)).collect(Collectors.joining());
        for (String name : List.of("a", "b", "c")) {
            Map<String, String> settings = Map.of(
                    "vedette.database.url", database.url(),
                    "vedette.database.username", database.username().orElseThrow(),
                    "vedette.webhook.url", company.hook(),
                    "vedette.greeting", "Good morning");
            NodeProcess node = new NodeProcess(folder, name, settings, checks).of(OLDER);
            all.add(node);
            nodes.add(node.start());
            if (all.size() == 1) {
                node.awaitLive(); // What several do that begin together with an empty database is another story.
            }
        }
        nodes.awaitDivided();
    }

    @AfterEach
    void end() {
        nodes.close();
        company.close();
    }

    @Test
    void tellsOnceAndLosesNothing() throws IOException {
        breakAndMend(0);
        for (int node = 0; node < 3; node++) {
            NodeProcess one = all.get(node);
            List<String> during = systems(6 * node + 5, 1);
            during.forEach(company::breakDown);
            one.stop();
            Nodes.soon(
                    () -> during.forEach(name -> assertThat(company.told(name)).containsExactly("problem")));
            one.of(NEWER).start().awaitStarted();
            Nodes.soon(() -> assertItsPart(one));
            breakAndMend(6 * node + 6);
            during.forEach(company::mend);
            Nodes.pass(8);
            System.out.printf("%d of three are new: %s%n", node + 1, shown(one));
        }
        nodes.awaitDivided();

        Nodes.soon(() -> assertThat(systems(0, 23))
                .allSatisfy(name -> assertThat(company.told(name)).containsExactly("problem", "recovery")));
        Nodes.pass(5);
        assertThat(systems(0, 23))
                .allSatisfy(name -> assertThat(company.told(name)).containsExactly("problem", "recovery"));
        assertThat(systems(24, 6))
                .allSatisfy(name -> assertThat(company.told(name)).isEmpty());
        assertThat(company.announcements()).hasSize(1);
        SYSTEMS.forEach(name ->
                nodes.awaitShown(name, check -> check.path("status").asText().equals("ok")));
        System.out.printf(
                "longest time between two questions to a system that nothing happened to: %d ms%n",
                systems(24, 6).stream().mapToLong(this::longestGap).max().orElseThrow());

        all.get(0).stop();
        assertThat(all.get(0).of(OLDER).start().awaitEnd()).isEqualTo(1);
        assertThat(all.get(0).log()).contains("was written by a newer Vedette");
    }

    /** All three are there, and each asks some of the checks or says why it does not. */
    private static void assertItsPart(NodeProcess one) {
        JsonNode known = one.json("/api/v1/nodes");
        assertThat(known)
                .hasSize(3)
                .allMatch(node ->
                        node.path("checks").asInt() > 0 || !node.path("note").isNull());
        assertThat(known.findValues("checks").stream().mapToInt(JsonNode::asInt).sum())
                .isEqualTo(SYSTEMS.size());
    }

    /** Has five systems break and be mended. */
    private void breakAndMend(int first) {
        List<String> those = systems(first, 5);
        those.forEach(company::breakDown);
        Nodes.soon(() -> assertThat(those)
                .allSatisfy(name -> assertThat(company.told(name)).containsExactly("problem")));
        those.forEach(company::mend);
        Nodes.soon(() -> assertThat(those)
                .allSatisfy(name -> assertThat(company.told(name)).containsExactly("problem", "recovery")));
    }

    private static List<String> systems(int first, int count) {
        return SYSTEMS.subList(first, first + count);
    }

    private static String shown(NodeProcess asked) {
        StringBuilder shown = new StringBuilder();
        for (JsonNode node : asked.json("/api/v1/nodes")) {
            shown.append(node.path("node").asText())
                    .append(" asks ")
                    .append(node.path("checks").asInt())
                    .append(
                            node.path("note").isNull()
                                    ? ""
                                    : " (" + node.path("note").asText() + ")")
                    .append("; ");
        }
        return shown.toString();
    }

    private long longestGap(String system) {
        List<Long> asked = company.asked(system);
        return IntStream.range(1, asked.size())
                .mapToLong(i -> (asked.get(i) - asked.get(i - 1)) / 1_000_000)
                .max()
                .orElse(0);
    }
}
