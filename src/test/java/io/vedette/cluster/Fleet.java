package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.config.settings.Settings;
import io.vedette.store.Databases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;

/** Three processes that share the systems of a company over one PostgreSQL. */
final class Fleet implements AutoCloseable {

    private final List<String> systems;
    private final Company company = new Company();
    private final Settings.Database database = Databases.postgres();
    private final List<NodeProcess> nodes = new ArrayList<>();

    /** @param count how many systems there are */
    Fleet(Path folder, int count) throws IOException {
        systems =
                IntStream.range(0, count).mapToObj(number -> "system-" + number).toList();
        Map<String, String> settings = new HashMap<>(Map.of(
                "vedette.database.url", database.url(),
                "vedette.database.username", database.username().orElseThrow(),
                "vedette.webhook.url", company.hook(),
                "vedette.greeting", "Good morning"));
        for (String name : List.of("a", "b", "c")) {
            nodes.add(new NodeProcess(folder, name, settings, checks()));
        }
    }

    /** Starts all at once, and returns when each asks its part. */
    Fleet start() throws IOException {
        for (NodeProcess node : nodes) {
            node.start();
        }
        awaitAllAsked(systems.size());
        return this;
    }

    List<String> systems() {
        return systems;
    }

    Company company() {
        return company;
    }

    Settings.Database database() {
        return database;
    }

    List<NodeProcess> nodes() {
        return nodes;
    }

    /** Returns a file of checks, one of each system. */
    String checks() {
        return systems.stream().map(name -> check(name, "")).collect(Collectors.joining());
    }

    /** @param more lines of parameters */
    String check(String name, String more) {
        return """
            - templatedRoute:
                routeTemplateRef: http
                routeId: %s
                parameters:
                  - { name: url, value: "%s" }
            """.formatted(name, company.system(name)) + more;
    }

    void awaitAllAsked(int checks) {
        nodes.forEach(NodeProcess::awaitStarted);
        soon(() -> {
            List<Integer> counts = nodes.get(0).json("/api/v1/nodes").findValues("checks").stream()
                    .map(JsonNode::asInt)
                    .toList();
            assertThat(counts).hasSize(3).allMatch(count -> count > 0);
            assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(checks);
        });
        pass(2);
    }

    void awaitTold(Collection<String> those, List<String> kinds) {
        soon(() -> assertThat(those)
                .allSatisfy(name -> assertThat(company.told(name)).isEqualTo(kinds)));
    }

    static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(assertion);
    }

    /** Lets time pass in which nothing more is to happen. */
    static void pass(int seconds) {
        await().pollDelay(Duration.ofSeconds(seconds))
                .atMost(Duration.ofSeconds(seconds + 60))
                .until(() -> true);
    }

    @Override
    public void close() {
        nodes.forEach(NodeProcess::close);
        company.close();
    }
}
