package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.nio.file.Files;
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

    @Test
    void savesItEditsItDeletesItAndTakesThatBack(Browser browser) throws Exception {
        LocalServer shop = LocalServer.answering(200, "Welcome");
        Installation installation =
                Installation.empty(folder).with("VEDETTE_HTTP_EDIT", "true").file("routes/checks.yaml", "# none yet");
        Path file = folder.resolve("routes/dashboard.checks.yaml");
        try (Standalone vedette = installation.start()) {
            assertThat(vedette.problems()).isEmpty();
            browser.open("http://127.0.0.1:" + installation.port() + "/#/new");

            browser.click("#save");
            browser.untilText(".verdict", "Nothing was changed");
            assertThat(browser.texts(".field.wrong")).hasSize(2);
            assertThat(file).doesNotExist();

            browser.type("[name='p.url']", shop.url("/"));
            browser.type("[name=name]", "shop-front");
            browser.type("[name='p.interval']", "1h");
            browser.click("#save");
            browser.untilText("h1", "shop-front");
            browser.untilText(".toast", "Added shop-front");

            browser.click("#edit");
            browser.untilText("h1", "Edit check");
            browser.until("document.querySelector('[name=\"p.url\"]').value === arguments[0]", shop.url("/"));
            browser.run("const field = document.querySelector('[name=\"p.interval\"]'); field.value = '2h';"
                    + " field.dispatchEvent(new Event('input', { bubbles: true }))");
            browser.click("#save");
            browser.untilText(".toast", "Saved shop-front");
            assertThat(Files.readString(file)).contains("\"2h\"");

            browser.click("#undo");
            browser.untilText(".toast", "as it was before");
            assertThat(Files.readString(file)).contains("\"1h\"");

            browser.click("#edit");
            browser.untilShown("#delete");
            browser.click("#delete");
            browser.untilText(".toast", "Deleted shop-front");
            assertThat(installation.get("/api/v1/checks").body()).contains("\"data\":[]");
            browser.click("#undo");
            browser.untilText(".toast", "as it was before");
            assertThat(installation.get("/api/v1/checks/shop-front").body()).contains("\"intervalMs\":3600000");
            // The console tells of the form that was refused.
            assertThat(browser.complaints()).singleElement().asString().contains("status of 422");
        } finally {
            shop.close();
        }
    }
}
