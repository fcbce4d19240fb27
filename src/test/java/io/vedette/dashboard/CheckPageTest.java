package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of one check, what it does, and what an edit of the files shows. */
@InBrowser
class CheckPageTest {

    private static final String TOKEN = "a-token-that-nobody-may-see";

    @TempDir
    private Path folder;

    private LocalServer till;
    private Installation installation;
    private Standalone vedette;

    @BeforeEach
    void start() throws Exception {
        till = LocalServer.answering(503, "{\"status\":\"DOWN\",\"components\":{\"printer\":{\"status\":\"DOWN\"}}}");
        installation = Installation.empty(folder)
                .file("routes/checks.yaml", till())
                .with("VEDETTE_GROUP_WINDOW", "0s")
                .with("VEDETTE_INTERVAL", "1h")
                .with("VEDETTE_DATABASE_URL", "jdbc:sqlite:data/vedette.db?busy_timeout=50");
        vedette = installation.start();
    }

    @AfterEach
    void stop() {
        vedette.close();
        till.close();
    }

    @Test
    void tellsWhatIsWrongAndWhoWasToldOfIt(Browser browser) {
        open(browser);

        assertThat(browser.text(".now .big")).startsWith("Error");
        assertThat(browser.text(".now .message")).contains("503");
        assertThat(browser.texts(".failures tbody th")).containsExactly("printer");
        assertThat(browser.text("aside")).contains("checks.yaml:1", "health", till.url("/health"));
        assertThat(browser.text("aside")).containsOnlyOnce("checks.yaml:1");
        assertThat(browser.text("body")).doesNotContain(TOKEN);
        browser.untilText("#told", "log");
        browser.untilText("#answer-body", "{\"status\":\"DOWN\",\"components\":{\"printer\"");
        assertThat(browser.text("aside")).contains("HTTP 503");
        browser.untilText("section[aria-labelledby=incidents] .lines", "503");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void isThereForWhoeverWritesUserAndPasswordIntoTheAddress(Browser browser) throws Exception {
        Installation guarded = Installation.empty(Files.createDirectory(folder.resolve("guarded")))
                .file("routes/checks.yaml", till())
                .with("VEDETTE_HTTP_USERNAME", "ops")
                .with("VEDETTE_HTTP_PASSWORD", "a password");

        try (Standalone asking = guarded.start()) {
            assertThat(asking.problems()).isEmpty();
            browser.open("http://ops:a%20password@127.0.0.1:" + guarded.port() + "/basic#/checks/till");
            browser.untilText(".now .big", "Error");

            browser.click("#run");
            browser.untilText(".toast", "Checking till");
            browser.untilText(".live", "Live");
        }
    }

    @Test
    void asksAtOnce(Browser browser) {
        open(browser);
        till.answer(200, "{\"status\":\"UP\"}");

        browser.click("#run");

        browser.untilText(".now .big", "OK");
        browser.untilGone(".failures");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void isSilencedAndHeardAgain(Browser browser) {
        open(browser);

        browser.click("#silence");
        browser.untilShown("#act[open]");
        browser.click("#act label:has([value='8h'])");
        browser.type("#act-reason", "paper is <b>on order</b>");
        browser.type("#act-by", "ann");
        browser.click("#act button[value=silence]");

        browser.untilText("#has", "silenced until");
        assertThat(browser.text("#has")).contains(", ann: paper is <b>on order</b>");
        browser.click("#unsilence");
        browser.untilShown("#silence");
        assertThat(browser.text("#has")).doesNotContain("silenced");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void isPausedAndResumed(Browser browser) {
        open(browser);

        browser.click("#pause");
        browser.untilShown("#act[open]");
        browser.click("#act label:has([value=''])");
        browser.click("#act button[value=pause]");
        browser.untilText(".now .big", "Paused");
        assertThat(browser.text(".now .big")).contains("Error meanwhile");
        assertThat(browser.text("#has")).contains("paused until it is ended");
        browser.click("#resume");

        browser.untilText(".now .big", "Error");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void isPausedForATimeWithAReasonAndANameAndAskedMeanwhile(Browser browser) {
        open(browser);

        browser.click("#pause");
        browser.untilShown("#act[open]");
        browser.click("#act label:has([value=other])");
        browser.type("#act [name=other]", "8h");
        browser.type("#act-reason", "new <b>disks</b>");
        browser.type("#act-by", "ann");
        browser.click("#act button[value=pause]");
        browser.untilText(".now .big", "Paused");

        assertThat(browser.text(".now .big")).contains("Error meanwhile");
        assertThat(browser.text("#has")).contains("paused until ", ", ann: new <b>disks</b>");
        till.answer(200, "{\"status\":\"UP\"}");
        browser.click("#run");
        browser.untilText(".now .big", "OK meanwhile");
        assertThat(browser.text(".now .big")).startsWith("Paused");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void isSilencedWhateverStandsInAFieldThatNobodySees(Browser browser) {
        open(browser);

        browser.click("#silence");
        browser.untilShown("#act[open]");
        browser.click("#act label:has([value=other])");
        browser.type("#act [name=other]", "1h30m");
        assertThat(browser.value("document.querySelector('#act form').checkValidity()"))
                .isEqualTo(true);
        browser.type("#act [name=other]", " or so");
        assertThat(browser.value("document.querySelector('#act form').checkValidity()"))
                .isEqualTo(false);
        browser.click("#act label:has([value='8h'])");
        browser.click("#act button[value=silence]");

        browser.untilText("#has", "silenced until");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void drawsTheFirstHourOfACheck(Browser browser) {
        open(browser);

        browser.until("(() => { const canvas = document.querySelector('.plot canvas');"
                + " const all = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data; let red = 0;"
                + " for (let i = 0; i < all.length; i += 4) { red += all[i + 3] > 200 && all[i] > 150 && all[i + 1] < 110; }"
                + " return red > canvas.width; })()");
    }

    @Test
    void isNotPausedByADialogThatIsLeft(Browser browser) {
        open(browser);

        browser.click("#pause");
        browser.untilShown("#act[open]");
        browser.click("#act button[value=cancel]");

        browser.untilGone("dialog[open]");
        assertThat(browser.text(".now .big")).startsWith("Error");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysThatTheDatabaseIsLostUntilItIsBack(Browser browser) throws Exception {
        open(browser);

        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/vedette.db"));
                Statement lock = other.createStatement()) {
            lock.execute("PRAGMA busy_timeout=10000");
            lock.execute("BEGIN EXCLUSIVE");
            till.answer(200, "{\"status\":\"UP\"}");
            browser.click("#run");

            browser.untilText("#store-lost", "database cannot be used");
            browser.untilText(".now .big", "OK");
        }

        browser.untilGone("#store-lost");
    }

    @Test
    void showsWhyAnEditWasRejectedUntilItIsMended(Browser browser) throws Exception {
        open(browser);

        installation.file("routes/checks.yaml", till(), Routes.check("health", "broken", "urll=http://127.0.0.1/"));

        browser.untilShown("#rejected-edit");
        browser.click("#rejected-edit a");
        browser.untilText("#rejected li", "checks.yaml:");
        assertThat(browser.text("#rejected")).contains("urll", "runs on");

        installation.file("routes/checks.yaml", till());
        browser.untilGone("#rejected");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void saysSoWhenThereIsNoSuchCheck(Browser browser) {
        browser.open("http://127.0.0.1:" + installation.port() + "/#/checks/%3Cimg%20src=x%20onerror=alert(1)%3E");

        browser.untilText(".blank", "There is no such check");
        assertThat(browser.value("document.querySelectorAll('main img').length"))
                .isEqualTo(0L);
    }

    private String till() {
        return Routes.check("health", "till", "url=" + till.url("/health"), "authToken=" + TOKEN);
    }

    private void open(Browser browser) {
        browser.open("http://127.0.0.1:" + installation.port() + "/#/checks/till");
        browser.untilText(".now .big", "Error");
        browser.untilText(".live", "Live");
    }
}
