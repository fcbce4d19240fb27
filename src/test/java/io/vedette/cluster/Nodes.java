package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;

/** Nodes that are processes of their own, and what they say of the checks that they share. */
final class Nodes implements AutoCloseable {

    private final List<NodeProcess> all = new ArrayList<>();
    private final int checks;

    /** @param checks how many all have together */
    Nodes(int checks) {
        this.checks = checks;
    }

    /** Returns the definition of a check of the company's. */
    static String check(Company company, String name, String... parameters) {
        return """
                - templatedRoute:
                    routeTemplateRef: http
                    routeId: %s
                    parameters:
                      - { name: url, value: "%s" }
                """.formatted(name, company.system(name))
                + Stream.of(parameters)
                        .map(parameter -> "      - { name: " + parameter.replace("=", ", value: ") + " }\n")
                        .collect(Collectors.joining());
    }

    void add(NodeProcess node) {
        all.add(node);
    }

    List<NodeProcess> alive() {
        return all.stream().filter(NodeProcess::isAlive).toList();
    }

    NodeProcess owner(String check) {
        String name =
                alive().get(0).json("/api/v1/checks/" + check).path("node").asText();
        return alive().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    NodeProcess other(String check) {
        NodeProcess owner = owner(check);
        return alive().stream().filter(node -> node != owner).findFirst().orElseThrow();
    }

    /** Waits until each that lives asks some of the checks, and together all of them. */
    void awaitDivided() {
        alive().forEach(NodeProcess::awaitStarted);
        soon(() -> assertThat(alive()).allSatisfy(node -> {
            List<Integer> counts = node.json("/api/v1/nodes").findValues("checks").stream()
                    .map(JsonNode::asInt)
                    .toList();
            assertThat(counts).hasSize(alive().size()).allMatch(count -> count > 0);
            assertThat(counts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(checks);
        }));
    }

    void awaitShown(String check, Predicate<JsonNode> shown) {
        soon(() -> assertThat(alive()).allMatch(node -> shown.test(node.json("/api/v1/checks/" + check))));
    }

    static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }

    /** Lets time pass in which nothing more is to happen. */
    static void pass(int seconds) {
        await().pollDelay(Duration.ofSeconds(seconds)).until(() -> true);
    }

    @Override
    public void close() {
        all.forEach(NodeProcess::close);
    }
}
