package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Takes the pictures of the docs; into {@code target/screenshots}, or where {@code -Dvedette.screenshots} says. */
@InBrowser
@Tag("long")
class ScreenshotsTest {

    private static final Path PICTURES = Path.of(System.getProperty("vedette.screenshots", "target/screenshots"));

    /** What is worth a download with the README; another machine's fonts may make them larger. */
    private static final int MOST_BYTES = 200_000;

    private static final int TALLEST = 900;

    @TempDir
    private static Path folder;

    private static Company company;

    @BeforeAll
    static void start() throws Exception {
        company = new Company(folder);
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void stop() throws Exception {
        company.close();
    }

    @ParameterizedTest
    @CsvSource({
        "OVERVIEW,light", "CHECK,light", "INCIDENTS,light", "TARGETS,light", "SILENCES,light", "CONFIGURATION,light",
        "OVERVIEW,dark", "CHECK,dark", "INCIDENTS,dark", "TARGETS,dark", "SILENCES,dark", "CONFIGURATION,dark"
    })
    void showsEveryPage(Page page, String scheme, Browser browser) throws IOException {
        browser.prefers(scheme);
        page.open(browser, company);
        browser.run(
                "document.querySelectorAll('dd').forEach(fact => fact.childNodes.forEach(text => {"
                        + " if (text.nodeType === 3) {"
                        + " text.nodeValue = text.nodeValue.replace(arguments[0], '/etc/vedette'); } }))",
                folder.toString()); // A folder of the test means nothing to a reader.
        long height = ((Number) browser.value("document.documentElement.scrollHeight")).longValue();
        browser.size(1440, (int) Math.min(height, TALLEST), 1, false);

        keep(page.code() + "-" + scheme, browser);
    }

    @ParameterizedTest
    @CsvSource({"light", "dark"})
    void showsTheStatusPage(String scheme, Browser browser) throws IOException {
        browser.prefers(scheme);
        browser.open(company.path("/status"));
        browser.until("document.querySelectorAll('.service').length === 5");

        keep("status-" + scheme, browser);
    }

    @Test
    void showsAnIncident(Browser browser) throws IOException {
        browser.open(company.incident());
        browser.until("document.querySelectorAll('[data-event=publish]').length === 2");

        keep("incident-light", browser);
    }

    @Test
    void showsTheOverviewOnAPhone(Browser browser) throws IOException {
        browser.phone();
        Page.OVERVIEW.open(browser, company);

        keep("overview-phone", browser);
    }

    private static void keep(String name, Browser browser) throws IOException {
        byte[] picture = browser.picture();
        assertThat(picture).hasSizeGreaterThan(5_000);
        if (System.getProperty("vedette.screenshots") != null) {
            assertThat(picture).hasSizeLessThan(MOST_BYTES);
        }
        Files.write(PICTURES.resolve(name + ".png"), picture);
    }
}
