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
    void loadsNothingThatDividesChecks() throws IOException {
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

        List<String> classes;
        try (Stream<String> lines = Files.lines(loaded)) {
            classes = lines.map(line -> line.replaceAll("^(\\[[^\\]]*\\])*\\s*", ""))
                    .toList();
        }
        assertThat(classes).anyMatch(line -> line.startsWith("io.vedette.cluster.Alone "));
        assertThat(classes.stream()
                        .filter(line -> !line.startsWith(FOUND_BY_JAVA))
                        .filter(line -> line.startsWith("org.infinispan.")
                                || line.startsWith("org.jgroups.")
                                || line.startsWith("io.vedette.cluster.engine.InfinispanEngine")))
                .isEmpty();
    }
}
