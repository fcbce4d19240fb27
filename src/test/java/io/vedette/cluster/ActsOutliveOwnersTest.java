package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.settings.Settings;
import io.vedette.store.Databases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes, of which the one that has a check is killed just after something was done to it at another one. */
@Tag("long")
class ActsOutliveOwnersTest {

    private static final List<String> SYSTEMS =
            IntStream.range(0, 30).mapToObj(number -> "system-" + number).toList();

    @TempDir
    Path folder;

    private Company company;
    private Nodes nodes;

    @BeforeEach
    void start() throws IOException {
        company = new Company();
        Settings.Database database = Databases.postgres();
        nodes = new Nodes(SYSTEMS.size() + 2);
        String checks = SYSTEMS.stream().map(one -> Nodes.check(company, one)).collect(Collectors.joining())
                + Nodes.check(company, "rare", "interval=20h")
                + """
                - templatedRoute:
                    routeTemplateRef: heartbeat
                    routeId: job
                    parameters:
                      - { name: period, value: 600s }
                """;
        for (String name : List.of("a", "b", "c")) {
            nodes.add(new NodeProcess(
                            folder,
                            name,
                            Map.of(
                                    "vedette.database.url", database.url(),
                                    "vedette.database.username",
                                            database.username().orElseThrow(),
                                    "vedette.webhook.url", company.hook()),
                            checks)
                    .start());
        }
        nodes.awaitDivided();
        nodes.awaitShown("rare", check -> check.path("status").asText().equals("ok"));
    }

    @AfterEach
    void end() {
        nodes.close();
        company.close();
    }

    @Test
    void aRun() throws Exception {
        NodeProcess owner = nodes.owner("rare");
        NodeProcess other = nodes.other("rare");
        int before = company.asked("rare", 600_000);
        owner.signal("STOP"); // It never begins what it hears of now.

        assertThat(other.post("/api/v1/checks/rare/run")).isEqualTo(202);
        owner.kill();

        Nodes.soon(() -> assertThat(company.asked("rare", 600_000)).isEqualTo(before + 1));
        Nodes.pass(5);
        assertThat(company.asked("rare", 600_000)).isEqualTo(before + 1);
    }

    @Test
    void aSilenceAPauseAndAnAcknowledgement() throws Exception {
        NodeProcess owner = nodes.owner("system-0");
        List<String> its = SYSTEMS.stream()
                .filter(name -> nodes.owner(name) == owner)
                .limit(3)
                .toList();
        NodeProcess other = nodes.other("system-0");
        String silenced = its.get(0);
        String paused = its.get(1);
        String acknowledged = its.get(2);
        company.breakDown(acknowledged);
        Nodes.soon(() -> assertThat(company.told(acknowledged)).containsExactly("problem"));

        assertThat(other.post("/api/v1/checks/" + silenced + "/silence?for=1h&by=ann"))
                .isEqualTo(200);
        assertThat(other.post("/api/v1/checks/" + paused + "/pause?by=ann")).isEqualTo(200);
        assertThat(other.post("/api/v1/checks/" + acknowledged + "/acknowledge?by=bob"))
                .isEqualTo(200);
        owner.kill();
        company.breakDown(silenced);
        company.breakDown(paused);

        nodes.awaitShown(
                silenced,
                check -> check.path("status").asText().equals("error")
                        && check.path("mute").path("kind").asText().equals("silenced"));
        nodes.awaitShown(
                paused, check -> check.path("pause").path("status").asText().equals("error"));
        Nodes.soon(() -> assertThat(company.told(acknowledged)).containsExactly("problem", "acknowledged"));
        Nodes.pass(2);
        assertThat(company.told(silenced)).isEmpty();
        assertThat(company.told(paused)).isEmpty();
        assertThat(other.post("/api/v1/checks/" + paused + "/resume")).isEqualTo(200);
        Nodes.soon(() -> assertThat(company.told(paused)).containsExactly("problem"));
    }

    @Test
    void theCallOfAJob() throws Exception {
        NodeProcess owner = nodes.owner("job");
        NodeProcess other = nodes.other("job");
        owner.signal("STOP");

        assertThat(other.post("/heartbeat/job?status=fail&message=broken")).isEqualTo(200);
        owner.kill();

        Nodes.soon(() -> assertThat(company.told("job")).containsExactly("problem"));
        nodes.awaitShown("job", check -> check.path("message").asText().contains("broken"));
        assertThat(nodes.other("job").post("/heartbeat/job")).isEqualTo(200);
        Nodes.soon(() -> assertThat(company.told("job")).containsExactly("problem", "recovery"));
    }
}
