package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.config.settings.Settings;
import io.vedette.store.Databases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three processes whose PostgreSQL goes away for all of them, and that are all killed. */
@Tag("long")
class LostForAllTest {

    private static final List<String> SYSTEMS =
            IntStream.range(0, 60).mapToObj(number -> "system-" + number).toList();

    @TempDir
    Path folder;

    private Company company;
    private Settings.Database database;
    private final List<NodeProcess> nodes = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        company = new Company();
        database = Databases.postgres();
        Map<String, String> settings = new HashMap<>(Map.of(
                "vedette.database.url", database.url(),
                "vedette.database.username", database.username().orElseThrow(),
                "vedette.webhook.url", company.hook(),
                "vedette.greeting", "Good morning"));
        String checks = SYSTEMS.stream()
                .map(name -> """
                    - templatedRoute:
                        routeTemplateRef: http
                        routeId: %s
                        parameters:
                          - { name: url, value: "%s" }
                    """.formatted(name, company.system(name)))
                .collect(Collectors.joining());
        for (String name : List.of("a", "b", "c")) {
            nodes.add(new NodeProcess(folder, name, settings, checks).start());
        }
        awaitAllAsked();
    }

    private void awaitAllAsked() {
        nodes.forEach(NodeProcess::awaitLive);
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> {
                    List<Integer> counts = nodes.get(0).json("/api/v1/nodes").findValues("checks").stream()
                            .map(count -> count.asInt())
                            .toList();
                    assertThat(counts).hasSize(3).allMatch(count -> count > 0);
                    assertThat(counts.stream().mapToInt(Integer::intValue).sum())
                            .isEqualTo(SYSTEMS.size());
                });
        pass(2);
    }

    @AfterEach
    void end() {
        nodes.forEach(NodeProcess::close);
        company.close();
    }

    private void pass(int seconds) {
        await().pollDelay(Duration.ofSeconds(seconds)).until(() -> true);
    }

    private void awaitTold(List<String> kinds) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(SYSTEMS)
                        .allSatisfy(name -> assertThat(company.told(name)).isEqualTo(kinds)));
    }

    @Test
    void tellOnceThoughTheDatabaseIsStartedAgainInTheMiddleOfAStorm() {
        SYSTEMS.forEach(company::breakDown);
        pass(1);
        Databases.shut(database);
        pass(3);
        Databases.reopen(database);

        awaitTold(List.of("problem"));
        pass(5);
        awaitTold(List.of("problem"));
        SYSTEMS.forEach(company::mend);
        awaitTold(List.of("problem", "recovery"));
    }

    @Test
    void continueFromMemoryAndTellOnce() {
        Databases.shut(database);
        SYSTEMS.forEach(company::breakDown);

        awaitTold(List.of("problem"));
        Databases.reopen(database);
        pass(8);
        awaitTold(List.of("problem"));
        SYSTEMS.forEach(company::mend);
        awaitTold(List.of("problem", "recovery"));
        pass(3);
        awaitTold(List.of("problem", "recovery"));
        assertThat(company.announcements()).hasSize(1);
    }

    @Test
    void tellNobodyAnewWhenAllWereKilled() throws IOException {
        SYSTEMS.forEach(company::breakDown);
        awaitTold(List.of("problem"));
        pass(5); // What is being sent while its sender is killed may come twice.
        nodes.forEach(NodeProcess::kill);
        for (NodeProcess node : nodes) {
            node.start();
        }
        awaitAllAsked();
        pass(8);

        awaitTold(List.of("problem"));
        SYSTEMS.forEach(company::mend);
        awaitTold(List.of("problem", "recovery"));
    }
}
