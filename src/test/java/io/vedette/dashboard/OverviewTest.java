package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The overview as an operator uses it. */
@InBrowser
class OverviewTest {

    @TempDir
    private Path folder;

    private LocalServer well;
    private LocalServer ill;
    private LocalServer changing;
    private Installation installation;
    private Standalone vedette;

    @BeforeEach
    void start() throws Exception {
        well = LocalServer.answering(200, "{\"status\":\"UP\"}");
        ill = LocalServer.answering(503, "{\"status\":\"DOWN\"}");
        changing = LocalServer.answering(200, "{\"status\":\"UP\"}");
        installation = Installation.empty(folder)
                .file(
                        "routes/checks.yaml",
                        Routes.check("health", "catalogue", "url=" + well.url("/"), "group=shop", "tags=web"),
                        Routes.check("health", "basket", "url=" + changing.url("/"), "group=shop", "interval=1s"),
                        Routes.check("health", "entry", "url=" + ill.url("/"), "group=billing"))
                .with("VEDETTE_INTERVAL", "1h");
        vedette = installation.start();
    }

    @AfterEach
    void stop() {
        vedette.close();
        well.close();
        ill.close();
        changing.close();
    }

    @Test
    void showsTheWorstFirstAndCountsTheStates(Browser browser) {
        open(browser);

        assertThat(browser.texts(".row th a")).containsExactly("entry", "basket", "catalogue");
        assertThat(browser.text("h1")).isEqualTo("1 check in error");
        assertThat(browser.text(".count.error")).isEqualTo("1 Error");
        assertThat(browser.text(".count.ok")).isEqualTo("2 OK");
        assertThat(browser.text("[data-check=entry]")).contains("Error", "status 503, expected 2xx", "billing");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsAChangeInTheSameRowWithoutBeingReadAnew(Browser browser) {
        open(browser);
        browser.run("window.seen = document.querySelector('[data-check=basket]')");

        changing.answer(503, "{\"status\":\"DOWN\"}");

        browser.until("document.querySelector('[data-check=basket]').classList.contains('error')");
        browser.untilText("h1", "2 checks in error");
        assertThat(browser.value("window.seen === document.querySelector('[data-check=basket]')"))
                .as("the row's element is kept, so nothing flickers, and so is the page")
                .isEqualTo(true);
        assertThat(browser.texts(".row th a")).endsWith("catalogue");
        browser.untilText("#announcer", "basket: Error");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void filtersByStateGroupTagAndWords(Browser browser) {
        open(browser);

        browser.click(".count.error");
        browser.until("document.querySelectorAll('.row').length === 1");
        assertThat(browser.text(".row th a")).isEqualTo("entry");
        assertThat(browser.value("document.querySelector('.count.error').getAttribute('aria-pressed')"))
                .isEqualTo("true");

        browser.click(".count.error");
        browser.until("document.querySelectorAll('.row').length === 3");
        browser.type("#group", "shop");
        browser.until("!document.querySelector('[data-check=entry]')");
        assertThat(browser.texts(".row th a")).containsExactly("basket", "catalogue");

        browser.type("#tag", "web");
        browser.until("document.querySelectorAll('.row').length === 1");
        assertThat(browser.text(".row th a")).isEqualTo("catalogue");

        open(browser);
        browser.type("#search", "BASK");
        browser.until("document.querySelectorAll('.row').length === 1");
        assertThat(browser.text(".row th a")).isEqualTo("basket");
        assertThat(String.valueOf(browser.value("location.hash"))).contains("q=BASK");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void isUsedByKeyboardAlone(Browser browser) {
        open(browser);

        browser.type("body", Keys.TAB, Keys.ENTER);
        assertThat(browser.value("document.activeElement.id")).isEqualTo("content");

        browser.type("main", "/");
        browser.until("document.activeElement.id === 'search'");
        browser.type("#search", "entry");
        browser.until("document.querySelectorAll('.row').length === 1");
        browser.run("document.querySelector('.row th a').focus()");
        browser.type(".row th a", Keys.ENTER);
        browser.untilText("h1", "entry");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysWhenTheServerIsAwayAndKeepsWhatItShowed(Browser browser) {
        open(browser);

        vedette.close();

        browser.untilText(".live", "not connected");
        assertThat(browser.texts(".row th a")).contains("entry", "basket", "catalogue");
    }

    /** All checks were asked by then. */
    private void open(Browser browser) {
        browser.open("http://127.0.0.1:" + installation.port() + "/");
        browser.until("document.querySelectorAll('.row.ok').length === 2 && document.querySelector('.row.error')");
        browser.untilText(".live", "live");
    }
}
