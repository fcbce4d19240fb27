package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.rule.Reason;
import io.vedette.rule.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A problem that began the day before yesterday: a time of day alone would be read as today's. */
@InBrowser
class LongNightTest {

    @TempDir
    private Path folder;

    @Test
    void saysOnWhichDaySomethingHappened(Browser browser) throws Exception {
        Verdict down = Verdict.error(Reason.STATUS, "status 503, expected 2xx");
        try (Past past = new Past(folder.resolve("data/vedette.db"), Instant.now(), 3)) {
            past.trouble("till", 40, 49 * 60, down, "log");
        }
        try (LocalServer till = LocalServer.answering(503, "{\"status\":\"DOWN\"}")) {
            Installation installation = Installation.empty(folder)
                    .file("routes/checks.yaml", Routes.check("health", "till", "url=" + till.url("/"), "interval=1h"))
                    .file(
                            "routes/targets.yaml",
                            "- templatedRoute:",
                            "    routeTemplateRef: notify-log",
                            "    routeId: lead",
                            "    parameters:",
                            "      - { name: after, value: 9d }")
                    .with("VEDETTE_DATABASE_URL", "jdbc:sqlite:data/vedette.db")
                    .with("VEDETTE_ERROR_INTERVAL", "7d")
                    .with("VEDETTE_GROUP_WINDOW", "0s");
            try (Standalone vedette = installation.start()) {
                assertThat(vedette.problems()).isEmpty();
                String url = "http://127.0.0.1:" + installation.port() + "/#";

                browser.open(url + "/checks/till");
                browser.untilText("#told", "log");
                assertThat(browser.text("#told time")).matches("\\d+ \\p{L}+ \\d\\d:\\d\\d");

                browser.click("section[aria-labelledby=incidents] .lines a");
                browser.untilShown("#note");
                assertThat(browser.text(".now dd time")).matches("\\d+ \\p{L}+ \\d\\d:\\d\\d");
                browser.type("#note", "new disks are on their way");
                browser.type("#note-by", "mara");
                browser.click("#note-form .main");
                browser.untilText(".line-up", "new disks");
                assertThat(browser.texts(".line-up > .turn"))
                        .as("a new day is told where it begins")
                        .isNotEmpty()
                        .allMatch(day -> day.matches("\\p{L}+,? \\d+ \\p{L}+"));
                browser.until("document.querySelector('#note-by').value === 'mara'");

                browser.open(url + "/checks/till");
                browser.untilText("#told", "lead, unless somebody has it by then");
                installation.send("POST", "/api/v1/checks/till/silence?for=2h");
                browser.untilText("#has", "silenced until");
                assertThat(browser.text("#told")).contains("log").doesNotContain("lead");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }
}
