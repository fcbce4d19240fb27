package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an endpoint says about itself is text on every page, whatever it looks like. */
@InBrowser
class HostilePageTest {

    private static final String MARKUP =
            "<script>window.ran=1</script><img src=x onerror=\"window.ran=1\"><style>*{display:none}</style>";
    private static final String BACKWARDS = "\u202Etxet elohw a\u2066";
    private static final String LONG = "x".repeat(100_000);

    @TempDir
    private Path folder;

    private LocalServer task;
    private LocalServer health;
    private Installation installation;
    private Standalone vedette;

    @BeforeEach
    void start() throws Exception {
        ObjectMapper json = new ObjectMapper();
        task = LocalServer.answering(
                200,
                json.writeValueAsString(Map.of(
                        "status",
                        "failed",
                        "lastrun",
                        Instant.now().toString(),
                        "frequency",
                        600,
                        "process",
                        MARKUP,
                        "server",
                        BACKWARDS + MARKUP,
                        "reason",
                        MARKUP + BACKWARDS + LONG)));
        health = LocalServer.answering(
                503,
                json.writeValueAsString(Map.of(
                        "status",
                        "DOWN",
                        "components",
                        Map.of(
                                MARKUP,
                                Map.of("status", "DOWN", "details", Map.of("error", BACKWARDS + MARKUP)),
                                "y".repeat(5_000),
                                Map.of("status", "DOWN")))));
        installation = Installation.empty(folder)
                .file(
                        "routes/checks.yaml",
                        Routes.check("task", "hostile-task", "url=" + task.url("/")),
                        Routes.check("health", "hostile-health", "url=" + health.url("/")))
                .with("VEDETTE_GROUP_WINDOW", "0s")
                .with("VEDETTE_INTERVAL", "1h");
        vedette = installation.start();
    }

    @AfterEach
    void stop() {
        vedette.close();
        task.close();
        health.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/checks/hostile-task", "/checks/hostile-health", "/incidents", "/targets"})
    void showsItAsText(String page, Browser browser) {
        browser.phone();

        browser.open("http://127.0.0.1:" + installation.port() + "/#" + page);

        if (!page.equals("/targets")) {
            browser.untilText("main", MARKUP);
        } else {
            browser.untilShown("[data-target=log]");
        }
        assertThat(browser.value("document.querySelectorAll('main script, main img, main style').length"))
                .isEqualTo(0L);
        assertThat(browser.value("typeof window.ran")).isEqualTo("undefined");
        assertThat(browser.overflow()).as("wider than the phone").isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hostile-task", "hostile-health"})
    void letsNoTextTurnTheLineAround(String check, Browser browser) {
        browser.open("http://127.0.0.1:" + installation.port() + "/#/checks/" + check);
        browser.untilText("main", "txet elohw a");

        assertThat(browser.text("body")).doesNotContain("\u202E", "\u2066");
        assertThat(browser.complaints()).isEmpty();
    }
}
