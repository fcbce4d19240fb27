package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer tries a check in the browser, and gets what belongs into a file. */
@InBrowser
class NewCheckTest {

    @TempDir
    private Path folder;

    @Test
    void triesACheckAndShowsItsYaml(Browser browser) throws Exception {
        LocalServer shop = LocalServer.answering(503, "<b>closed</b>");
        Installation installation = Installation.empty(folder).file("routes/checks.yaml", "# none yet");
        try (Standalone vedette = installation.start()) {
            assertThat(vedette.problems()).isEmpty();
            browser.open("http://127.0.0.1:" + installation.port() + "/#/new");

            browser.click("#try-now");
            browser.untilText(".field.wrong", "missing");
            assertThat(shop.asked()).isEmpty();

            browser.type("[name='p.url']", shop.url("/"));
            browser.type("[name=name]", "shop-front");
            browser.type("[name='p.interval']", "30x");
            browser.click("#try-now");
            browser.untilText(".field.wrong", "30x");
            browser.run("const field = document.querySelector('[name=\"p.interval\"]'); field.value = '30s';"
                    + " field.dispatchEvent(new Event('input', { bubbles: true }))");
            browser.click("#try-now");

            browser.untilText(".verdict", "Error");
            assertThat(browser.text(".verdict")).contains("Status 503", "Nothing was stored");
            assertThat(browser.text(".yaml"))
                    .contains("routeTemplateRef: http", "routeId: shop-front", shop.url("/"), "30s");
            assertThat(shop.asked()).hasSize(1);
            assertThat(installation.get("/api/v1/checks").body()).contains("\"data\":[]");
            assertThat(browser.complaints()).isEmpty();
        } finally {
            shop.close();
        }
    }
}
