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
                        Routes.check("health", "entry", "url=" + ill.url("/"), "group=billing", "tags=tier2"),
                        Routes.check("health", "ledger", "url=" + ill.url("/"), "group=billing", "tags=tier1"),
                        Routes.check("health", "invoices", "url=" + ill.url("/"), "group=billing", "priority=1"))
                .with("VEDETTE_PRIORITY_TAGS", "tier0,tier1,tier2")
                .with("VEDETTE_GROUP_WINDOW", "0s")
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
    void countsWhatNeedsSomeoneAndShowsTheMostImportantFirst(Browser browser) {
        open(browser);

        assertThat(browser.text("h1")).isEqualTo("3 checks need someone");
        assertThat(browser.texts(".row .name")).containsExactly("invoices", "ledger", "entry");
        assertThat(browser.texts(".row .where"))
                .containsExactly("billing · priority 1", "billing · tier1", "billing · tier2");
        assertThat(browser.text("[data-check=entry]")).contains("Error.", "status 503, expected 2xx", "Notified log");
        assertThat(browser.value("document.querySelector('[data-check=entry] .since b').textContent.trim()"))
                .asString()
                .matches("\\d\\d:\\d\\d");
        assertThat(browser.value("document.title")).isEqualTo("(3) Vedette");
        assertThat(browser.value("document.querySelector('#icon').href"))
                .asString()
                .endsWith("icon-error.svg");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void drawsTheLastTwoHoursInCells(Browser browser) {
        open(browser);

        assertThat(browser.value("document.querySelector('[data-check=entry] .spark').getAttribute('aria-label')"))
                .asString()
                .startsWith("Last 2 h of entry: ")
                .contains("min in error");
        assertThat(browser.value("document.querySelectorAll('[data-check=entry] .spark .bar-error').length"))
                .isEqualTo(1L);
    }

    @Test
    void takesAProblemInHandFromItsRow(Browser browser) {
        open(browser);

        browser.click("[data-check=ledger] .take");
        browser.untilShown("#act[open]");
        browser.type("#act-by", "ann");
        browser.type("#act-reason", "looking <b>now</b>");
        browser.click("#act button.main");

        browser.until("document.querySelector('h1').textContent.includes('2 checks need someone')");
        browser.untilText("[data-part=acknowledged]", "1 acknowledged");
        browser.untilText("[data-check=ledger] .owner", "ann");
        assertThat(browser.text("[data-check=ledger] .has")).contains("looking <b>now</b>");
        assertThat(browser.value("document.querySelector('[data-check=ledger]').classList.contains('pale')"))
                .isEqualTo(true);

        browser.click("#undo");
        browser.untilText("h1", "3 checks need someone");
        browser.click("[data-check=entry] .take"); // Whoever gave a name before is asked for nothing.
        browser.untilText("[data-check=entry] .owner", "ann");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void silencesASelectionWithAReasonAndTakesItBack(Browser browser) {
        open(browser);
        browser.run("document.querySelectorAll('.pick input')[0].click()");
        browser.run("document.querySelectorAll('.pick input')[2].dispatchEvent("
                + "new MouseEvent('click', {shiftKey: true, bubbles: true, cancelable: true}))");
        browser.untilText(".bulk", "3 selected");

        browser.click(".bulk button:nth-of-type(2)");
        browser.untilShown("#act[open]");
        browser.type("#act-reason", "new disks");
        browser.click("#act button.main");

        browser.untilText("h1", "No check needs someone");
        browser.untilText("[data-part=silenced]", "3 silenced");
        assertThat(browser.text("[data-check=entry] .has")).contains("until ", "new disks");
        assertThat(browser.value("document.title")).isEqualTo("Vedette");

        browser.open(url("silences"));
        browser.untilText(".mutes", "new disks");
        assertThat(browser.texts(".mutes li")).hasSize(1);
        browser.click(".mutes button");
        browser.until("document.querySelectorAll('.mutes li').length === 0");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void keepsTheOrderWhileAHandIsOnARow(Browser browser) {
        open(browser);
        browser.run("document.querySelector('[data-check=entry] .name').focus()");

        changing.answer(503, "{\"status\":\"DOWN\"}");

        browser.untilText(".held button", "sort again");
        assertThat(browser.texts(".row .name")).containsExactly("invoices", "ledger", "entry");
        browser.untilText("h1", "4 checks need someone");
        browser.click(".held button");
        browser.until("document.querySelectorAll('.row').length === 4");
        browser.untilText("#announcer", "basket: Error");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void showsAChangeInTheSameRowWithoutBeingReadAnew(Browser browser) {
        open(browser);
        browser.run("window.seen = document.querySelector('[data-check=entry]')");

        changing.answer(503, "{\"status\":\"DOWN\"}");

        browser.until("document.querySelector('.row[data-check=basket].error')");
        assertThat(browser.value("window.seen === document.querySelector('[data-check=entry]')"))
                .as("the row's element is kept, so nothing flickers, and so is the page")
                .isEqualTo(true);
        assertThat(browser.complaints()).isEmpty();
    }

    /** Half a minute of acts, four in the time that the page lets pass before it shows one. */
    @Test
    void showsWhatHappensWhileMoreHappens(Browser browser) {
        open(browser);

        browser.run("window.acts = 0; window.shown = () => performance.getEntriesByType('resource')"
                + ".filter(one => one.name.includes('/overview?')).length - window.before; window.before = 0; window.before = shown();"
                + " (async () => { while (acts < 500 && shown() < 5) {"
                + " await fetch('api/v1/checks/catalogue/run', { method: 'POST' }); acts++;"
                + " await new Promise(over => setTimeout(over, 60)); } acts += 0.5; })()");
        browser.until("acts % 1 > 0");

        assertThat((Double) browser.value("acts"))
                .as("acts until five updates were read")
                .isLessThan(200);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void opensGroupsAndKeepsThatInTheAddress(Browser browser) {
        open(browser);
        assertThat(browser.texts(".group h3")).containsExactly("billing", "shop");
        assertThat(browser.texts(".group .sum")).containsExactly("3 in error", "2 OK");

        browser.click("[data-group=shop] summary");

        browser.until("document.querySelectorAll('[data-group=shop] .few a').length === 2");
        assertThat(String.valueOf(browser.value("location.hash"))).contains("open=shop");
        browser.run("document.querySelector('#by').value = 'tag';"
                + " document.querySelector('#by').dispatchEvent(new Event('change'))");
        browser.until("document.querySelectorAll('.group').length === 4");
        assertThat(browser.texts(".group h3")).contains("tier1", "tier2", "web", "No tag");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void filtersAndSortsByTheAddress(Browser browser) {
        open(browser);

        browser.type("#search", "BASK");
        browser.until("document.querySelectorAll('.row').length === 1");
        assertThat(browser.text(".row .name")).isEqualTo("basket");
        assertThat(String.valueOf(browser.value("location.hash"))).contains("q=BASK");

        browser.open(url("?tag=tier1"));
        browser.until("document.querySelectorAll('.row').length === 1");
        browser.open(url("?show=ok"));
        browser.until("document.querySelectorAll('.row.ok').length === 2");
        browser.open(url("?sort=name"));
        browser.until("document.querySelector('.row .name')?.textContent === 'entry'");
        browser.open(url("?q=nothing-like-it"));
        browser.untilText(".blank", "No check matches");
        assertThat(browser.text("h1")).as("no answer is on its way").isEqualTo("No check matches");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void isUsedByKeyboardAlone(Browser browser) {
        open(browser);

        browser.type("body", Keys.TAB, Keys.ENTER);
        assertThat(browser.value("document.activeElement.id")).isEqualTo("content");

        browser.type("main", "j", "j");
        assertThat(browser.value("document.activeElement.textContent")).isEqualTo("ledger");
        browser.type(".row:nth-child(2) .name", "x");
        browser.untilText(".bulk", "1 selected");
        browser.type(".row:nth-child(2) .name", "s");
        browser.untilShown("#act[open]");
        browser.type("#act button.main", Keys.ESCAPE);
        browser.until("!document.querySelector('#act[open]')");

        browser.type("main", "/");
        browser.until("document.activeElement.id === 'search'");
        browser.type("#search", "entry");
        browser.until("document.querySelectorAll('.row').length === 1");
        browser.run("document.querySelector('.row .name').focus()");
        browser.type(".row .name", Keys.ENTER);
        browser.untilText("h1", "entry");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void offersEveryActInTheMenuOfARow(Browser browser) {
        open(browser);

        browser.click("[data-check=entry] [aria-haspopup=menu]");
        browser.untilShown("#menu");
        assertThat(browser.texts("#menu [role=menuitem]"))
                .anyMatch(item -> item.startsWith("Acknowledge"))
                .anyMatch(item -> item.startsWith("Silence…"))
                .anyMatch(item -> item.startsWith("Pause…"))
                .anyMatch(item -> item.startsWith("Check now"));
        browser.type("#menu [role=menuitem]", Keys.ARROW_DOWN, Keys.ESCAPE);
        browser.untilGone("#menu");
        assertThat(browser.value("document.activeElement.getAttribute('aria-haspopup')"))
                .isEqualTo("menu");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysWhenTheServerIsAwayAndKeepsWhatItShowed(Browser browser) {
        open(browser);

        vedette.close();

        browser.untilText(".live", "Not connected");
        browser.untilText(".notices", "Not live since");
        assertThat(browser.texts(".row .name")).contains("entry", "ledger", "invoices");
        browser.untilGone(".take");
    }

    private String url(String rest) {
        return "http://127.0.0.1:" + installation.port() + "/#/" + rest;
    }

    /** All checks were asked by then. */
    private void open(Browser browser) {
        browser.open(url(""));
        browser.until(
                "document.querySelectorAll('.row.error').length === 3 && document.querySelector('[data-part=ok] b')?.textContent === '2'");
        browser.untilText(".live", "Live");
        browser.until("[...document.querySelectorAll('.told')].every(one => one.textContent.includes('log'))");
    }
}
