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
            fill(browser, "p.interval", "30s");
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

    private static void fill(Browser browser, String name, String value) {
        browser.run(
                "const field = document.getElementsByName(arguments[0])[0]; field.value = arguments[1];"
                        + " field.dispatchEvent(new Event('input', { bubbles: true }))",
                name,
                value);
    }

    @Test
    void isNothingThatViewersAreOffered(Browser browser) throws Exception {
        Installation installation = Installation.empty(folder)
                .with("VEDETTE_HTTP_EDIT", "true")
                .with("VEDETTE_HTTP_USERS", "vera:viewer:plain words")
                .file(
                        "routes/dashboard.checks.yaml",
                        "checks: [{ name: shop, http: 'http://127.0.0.1:1/', interval: 1h }]");
        try (Standalone vedette = installation.start()) {
            assertThat(vedette.problems()).isEmpty();
            browser.open("http://127.0.0.1:" + installation.port() + "/login");
            browser.type("[name=user]", "vera");
            browser.type("[name=password]", "plain words");
            browser.click("form button");
            browser.untilText("body", "shop");
            browser.run("location.hash = '#/checks/shop'");
            browser.untilText("h1", "shop");
            assertThat(browser.text("#edit")).isEmpty();
            browser.run("location.hash = '#/new?edit=shop'");
            browser.untilText("body", "not add checks");
            assertThat(browser.text("form")).isEmpty();
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
            fill(browser, "p.notify", "nobody");
            browser.click("#save");
            browser.untilShown(".field.wrong [name='p.notify']");
            assertThat(browser.text(".field.wrong")).contains("nobody");
            fill(browser, "p.notify", "");
            browser.click("#save");
            browser.untilText("h1", "shop-front");
            browser.untilText(".toast", "Added shop-front");

            browser.click("#edit");
            browser.untilText("h1", "Edit check");
            browser.until("document.querySelector('[name=\"p.url\"]').value === arguments[0]", shop.url("/"));
            fill(browser, "p.interval", "2h");
            String other =
                    "template=http&name=shop-front&edit=true&p.interval=3h&p.group=theirs&p.url=" + shop.url("/");
            assertThat(installation
                            .sendBody(
                                    "POST", "/api/v1/edits", other, "Content-Type", "application/x-www-form-urlencoded")
                            .statusCode())
                    .isEqualTo(200);
            browser.click("#save");
            browser.untilText(".verdict", "changed meanwhile");
            assertThat(Files.readString(file)).contains("\"3h\"");
            browser.run("location.hash = '#/checks/shop-front'");
            browser.click("#edit");
            browser.until("document.querySelector('[name=\"p.interval\"]').value === '3h'");
            fill(browser, "p.interval", "2h");
            browser.click("#save");
            browser.untilText(".toast", "Saved shop-front");
            assertThat(Files.readString(file)).contains("\"2h\"");

            browser.click("#undo");
            browser.untilText(".toast", "as it was before");
            assertThat(Files.readString(file)).contains("\"3h\"");

            browser.click("#edit");
            browser.untilShown("#delete");
            browser.click("#delete");
            browser.untilText(".toast", "Deleted shop-front");
            assertThat(installation.get("/api/v1/checks").body()).contains("\"data\":[]");
            browser.click("#undo");
            browser.untilText(".toast", "as it was before");
            assertThat(installation.get("/api/v1/checks/shop-front").body()).contains("\"intervalMs\":10800000");
            // The console tells of the forms that were refused.
            assertThat(browser.complaints()).hasSize(3).allMatch(one -> one.matches(".*status of (422|409).*"));
        } finally {
            shop.close();
        }
    }
}
