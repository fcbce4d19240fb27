package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.FreePort;
import io.vedette.app.demo.Demo;
import io.vedette.camel.run.Standalone;
import io.vedette.check.CheckYaml;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.values.Problem;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    @TempDir
    private Path folder;

    @Test
    void everySystemGetsAVerdict() throws Exception {
        int port = FreePort.next();
        try (Demo demo = new Demo(URI.create("http://127.0.0.1:" + port + "/"), Demo.SEED, Clock.systemUTC(), folder)) {
            List<CheckYaml> checks =
                    demo.checks().stream().filter(DemoTest::isOffered).toList();
            Files.writeString(
                    Files.createDirectory(folder.resolve("routes")).resolve("checks.yaml"),
                    checks.stream().map(CheckYaml::text).collect(Collectors.joining()));
            Loaded loaded = SettingsLoader.of(demo.settings(port), folder);
            assertThat(loaded.problems()).noneMatch(Problem::isError);

            try (Standalone vedette = new Standalone(
                    loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.RUN, List.of())) {
                assertThat(vedette.problems()).isEmpty();
                vedette.start();

                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(
                                () -> assertThat(vedette.service().watchlist().all())
                                        .hasSameSizeAs(checks)
                                        .allMatch(watched -> watched.latest().isPresent()));
                assertThat(checks).extracting(CheckYaml::template).contains("tls");
            }
        }
    }

    @Test
    void offersEveryTemplateThatAsksSomething() throws Exception {
        try (Demo demo = new Demo(URI.create("http://127.0.0.1:1/"), Demo.SEED, Clock.systemUTC(), folder)) {
            assertThat(demo.checks().stream().map(CheckYaml::template).distinct())
                    .containsExactlyInAnyOrder(
                            "task",
                            "http",
                            "json",
                            "health",
                            "portos",
                            "avalanche-health",
                            "avalanche-liveness",
                            "pryv-register",
                            "pryv-dns",
                            "pryv-core",
                            "dns",
                            "tcp",
                            "tls",
                            "heartbeat");
        }
    }

    /** Whether this build has the template. */
    private static boolean isOffered(CheckYaml check) {
        return DemoTest.class.getResource("/io/vedette/templates/" + check.template() + ".yaml") != null;
    }
}
