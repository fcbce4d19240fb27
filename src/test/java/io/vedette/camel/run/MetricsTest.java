package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vedette.LocalServer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics keep step with the configuration, and are no more open than anything else. */
class MetricsTest {

    private static final String TOKEN = "scrape-scrape-scrape-4711";

    @TempDir
    private Path folder;

    private LocalServer web;
    private Installation installation;

    @BeforeEach
    void serve() throws Exception {
        web = LocalServer.answering(200, "{}");
        installation = Installation.empty(folder);
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private String check(String name) {
        return "- templatedRoute:\n    routeTemplateRef: http\n    routeId: " + name
                + "\n    parameters:\n      - { name: url, value: '" + web.url("/") + "' }\n"
                + "      - { name: interval, value: 1h }";
    }

    private String metrics(String... headers) throws Exception {
        return installation.get("/metrics", headers).body();
    }

    private List<String> series(String beginning) throws Exception {
        return metrics().lines().filter(line -> line.startsWith(beginning)).toList();
    }

    @Test
    void followsWhatIsReadAgain() throws Exception {
        installation.file("routes/checks.yaml", check("shop"), check("till"));
        try (Standalone vedette = installation.start()) {
            await().until(() ->
                    series("vedette_check_last_success_timestamp_seconds").size() == 2);

            installation.file("routes/checks.yaml", check("till"), check("stock"));
            await().until(() -> series("vedette_check_last_success_timestamp_seconds{check=\"stock\"")
                            .size()
                    == 1);

            assertThat(metrics()).doesNotContain("\"shop\"").contains("\"till\"");
            assertThat(series("vedette_checks{status=\"ok\"}")).containsExactly("vedette_checks{status=\"ok\"} 2.0");
            assertThat(series("vedette_reloads_total{outcome=\"loaded\"}"))
                    .singleElement()
                    .asString()
                    .doesNotEndWith(" 0.0");
        }
    }

    @Test
    void tellsThatAnEditWasRefusedUntilItIsMended() throws Exception {
        installation.file("routes/checks.yaml", check("shop"));
        try (Standalone vedette = installation.start()) {
            installation.file("routes/checks.yaml", check("shop"), "nonsense");
            await().until(() -> series("vedette_reload_success").equals(List.of("vedette_reload_success 0.0")));

            installation.file("routes/checks.yaml", check("shop"), check("till"));
            await().until(() -> series("vedette_reload_success").equals(List.of("vedette_reload_success 1.0")));
        }
    }

    @Test
    void asksForTheSamePasswordOrTokenAsTheRest() throws Exception {
        installation
                .file("routes/checks.yaml", check("shop"))
                .with("VEDETTE_HTTP_USERNAME", "ops")
                .with("VEDETTE_HTTP_PASSWORD", "a-password")
                .with("VEDETTE_HTTP_TOKENS", "prometheus:read:" + TOKEN);
        try (Standalone vedette = installation.start()) {
            String basic = "Basic " + Base64.getEncoder().encodeToString("ops:a-password".getBytes());

            assertThat(installation.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(metrics()).doesNotContain("vedette_");
            assertThat(metrics("Authorization", "Bearer " + TOKEN)).contains("vedette_store_up 1.0");
            assertThat(metrics("Authorization", basic)).contains("vedette_store_up 1.0");
        }
    }
}
