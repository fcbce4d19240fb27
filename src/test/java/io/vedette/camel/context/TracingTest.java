package io.vedette.camel.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import io.vedette.camel.CollectedSpans;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces go to a collector when an operator wants them, and hold no secret. */
class TracingTest {

    private static final String SECRET = "geheim-4711";

    @TempDir
    private Path folder;

    private LocalServer hook;
    private LocalServer web;
    private Installation installation;

    @BeforeEach
    void serve() throws Exception {
        CollectedSpans.clear();
        hook = LocalServer.answering(200, "ok");
        web = LocalServer.answering(503, SECRET + "-of-the-endpoint");
        installation = Installation.shipped(folder)
                .file(
                        "routes/checks.yaml",
                        "- templatedRoute:",
                        "    routeTemplateRef: http",
                        "    routeId: shop",
                        "    parameters:",
                        "      - { name: url, value: 'http://ops:" + SECRET + "-of-the-url@127.0.0.1:" + web.port()
                                + "/' }",
                        "      - { name: headers, value: 'Authorization: Bearer " + SECRET + "-of-the-header' }")
                .with("VEDETTE_GROUP_WINDOW", "0s")
                .with("VEDETTE_SLACK_WEBHOOK_URL", hook.url("/services/" + SECRET + "-of-the-path"))
                .with("VEDETTE_WEBHOOK_URL", hook.url("/hook?key=" + SECRET + "-of-the-query"));
    }

    @AfterEach
    void stop() {
        hook.close();
        web.close();
    }

    @Test
    void tellsOfChecksAndTargetsButNoSecret() throws Exception {
        installation.file(
                "application.properties",
                "camel.opentelemetry2.enabled=true",
                "otel.traces.exporter=" + CollectedSpans.NAME,
                "otel.bsp.schedule.delay=100");
        try (Standalone vedette = installation.start()) {
            await().until(() -> hook.asked().size() >= 2);
            await().untilAsserted(() -> assertThat(CollectedSpans.text())
                    .contains("vedette.check=\"shop\"", "vedette.target=\"slack\"", "vedette.target=\"webhook\"")
                    .contains("http.method=\"POST\""));
        }

        assertThat(CollectedSpans.text()).doesNotContain(SECRET).doesNotContain("127.0.0.1");
    }

    @Test
    void staysSilentUnlessItIsWanted() throws Exception {
        installation.file(
                "application.properties", "otel.traces.exporter=" + CollectedSpans.NAME, "otel.bsp.schedule.delay=100");
        try (Standalone vedette = installation.start()) {
            await().until(() -> hook.asked().size() >= 2);
        }

        assertThat(CollectedSpans.text()).isEmpty();
    }
}
