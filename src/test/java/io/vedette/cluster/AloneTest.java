package io.vedette.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that shares nothing. */
class AloneTest {

    /** Java itself looks into every jar for those who know more kinds of addresses, and finds this one. */
    private static final String FOUND_BY_JAVA = "org.infinispan.commons.jdkspecific.ClasspathURLStreamHandlerProvider";

    private static final String CHECK = """
        - templatedRoute:
            routeTemplateRef: tcp
            routeId: port
            parameters:
              - { name: host, value: 127.0.0.1 }
              - { name: port, value: 1 }
        """;

    @TempDir
    Path folder;

    @Test
    void loadsNothingThatItDoesNotNeed() throws IOException {
        assertThat(started())
                .anyMatch(line -> line.startsWith("io.vedette.cluster.Alone "))
                .noneMatch(line -> line.startsWith("org.infinispan.") && !line.startsWith(FOUND_BY_JAVA)
                        || line.startsWith("org.jgroups.")
                        || line.startsWith("io.vedette.cluster.engine.InfinispanEngine"))
                .anyMatch(line -> line.startsWith("org.flywaydb."));

        assertThat(started())
                .as("what has its tables needs nobody to make them")
                .noneMatch(AloneTest::isOfLater);
    }

    /** What is not needed until somebody asks for it, or never; a class that others only name may be looked at. */
    private static boolean isOfLater(String line) {
        return Stream.of(
                        "org.flywaydb.core.internal.",
                        "io.micrometer.core.instrument.binder.",
                        "io.prometheus.metrics.")
                .anyMatch(line::startsWith);
    }

    /** Starts and ends one; the classes that it loaded. */
    private List<String> started() throws IOException {
        Path loaded = folder.resolve("loaded");
        Map<String, String> settings = Map.of(
                "vedette.cluster", "false", "vedette.database.url", "jdbc:sqlite:" + folder.resolve("vedette.db"));
        try (NodeProcess alone = new NodeProcess(folder, "alone", settings, CHECK)) {
            alone.start("-Xlog:class+load:file=" + loaded).awaitStarted();
            Fleet.soon(() -> assertThat(
                            alone.json("/api/v1/checks/port").path("status").asText())
                    .isEqualTo("error"));
            assertThat(alone.json("/api/v1/nodes").findValuesAsText("node")).containsExactly("alone");
        }
        try (Stream<String> lines = Files.lines(loaded)) {
            return lines.map(line -> line.replaceAll("^(\\[[^\\]]*\\])*\\s*", ""))
                    .toList();
        }
    }
}
