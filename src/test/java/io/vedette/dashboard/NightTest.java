package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody who is woken sees of 300 checks, on a phone and on a screen. */
@InBrowser
class NightTest {

    @TempDir
    private static Path folder;

    private static Night night;

    @BeforeAll
    static void start() throws Exception {
        night = new Night(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        night.close();
    }

    private static void open(Browser browser) {
        browser.open(night.url("/"));
        browser.untilText("h1", "3 checks need someone");
        browser.until(
                "document.querySelectorAll('.row').length === 10 && document.querySelectorAll('.group').length === 12");
        browser.untilText(".notices", "webhook takes no alerts");
    }

    @Test
    void holdsTheHeadlineAndFiveProblemsOnTheFirstScreenOfAPhone(Browser browser) {
        browser.phone();
        open(browser);

        assertThat(
                        (Long)
                                browser.value(
                                        "[...document.querySelectorAll('.row')].filter(row =>"
                                                + " row.getBoundingClientRect().bottom <= document.querySelector('.top nav').getBoundingClientRect().top).length"))
                .isGreaterThanOrEqualTo(5);
        assertThat(browser.value("document.querySelector('h1').getBoundingClientRect().bottom < 140"))
                .isEqualTo(true);
        assertThat(browser.overflow()).isZero();
        assertThat(browser.texts(".row .since")).anyMatch(text -> text.matches("(?s).*\\d h \\d+ min.*"));
        assertThat(
                        (String)
                                browser.value(
                                        "[...document.querySelectorAll('main *')].filter(one => one.checkVisibility() && one.clientWidth > 0"
                                                + " && !one.closest('.unseen, .lab, svg') && getComputedStyle(one).textOverflow !== 'ellipsis'"
                                                + " && one.scrollWidth > one.clientWidth && getComputedStyle(one).overflowX !== 'auto')"
                                                + ".map(one => `${one.className} ${one.textContent.trim()} ${one.scrollWidth} > ${one.clientWidth}`).join('\\n')"))
                .as("only names and reasons may be cut, which end in an ellipsis")
                .isEmpty();
    }

    /** Where the script of the page never comes, it stays as it was painted first; with it the same stands in the same places. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void paintsWhatNeedsSomeoneBeforeTheOtherScriptsAreRead(String language, Browser browser) {
        browser.open(night.url("/nothing"));
        browser.run("localStorage.setItem('vedette-language', arguments[0])", language);
        browser.blocks("*/assets/app.js", "*/api/v1/*");
        List<String> first;
        try {
            browser.open(night.path("/"));
            browser.until("document.querySelectorAll('.row').length === 10");
            assertThat(browser.complaints())
                    .filteredOn(one -> one.startsWith("policy"))
                    .isEmpty();
            first = seen(browser);
        } finally {
            browser.blocks();
        }
        browser.open("about:blank");
        browser.open(night.path("/"));
        browser.until("document.querySelectorAll('.group').length === 12");

        assertThat(first).hasSizeGreaterThan(40).isEqualTo(seen(browser));
        assertThat(browser.complaints()).isEmpty();
    }

    private static List<String> seen(Browser browser) {
        return browser
                .texts(
                        "h1, .counts a, .notices b, .cols span, .part, .row .name-line, .row .why, .row .told .line:first-child,"
                                + " .row .owner")
                .stream()
                .map(text -> text.replaceAll("\\s+", " "))
                .toList();
    }

    @Test
    void hasTargetsForFingers(Browser browser) {
        browser.phone();
        open(browser);

        assertThat(browser.texts("main, header")).isNotEmpty();
        assertThat(
                        (String)
                                browser.value(
                                        "[...document.querySelectorAll('button, .button, .top nav a, .counts a, .group summary, .few a')]"
                                                + ".filter(one => one.checkVisibility() && (one.getBoundingClientRect().height < 40 || one.getBoundingClientRect().width < 40))"
                                                + ".map(one => one.outerHTML.slice(0, 120) + ' ' + one.getBoundingClientRect().height).join('\\n')"))
                .isEmpty();
    }

    @Test
    void canBeInstalled(Browser browser) {
        browser.phone();
        open(browser);

        browser.run("window.manifest = null; fetch(document.querySelector('link[rel=manifest]').href)"
                + ".then(answer => answer.json()).then(all => { window.manifest = all; })");
        browser.until("window.manifest");
        assertThat(browser.value("window.manifest.display")).isEqualTo("standalone");
        browser.run("window.icons = null; Promise.all([document.querySelector('link[rel=apple-touch-icon]').href,"
                + " ...window.manifest.icons.map(one => new URL(one.src, document.querySelector('link[rel=manifest]').href).href)]"
                + ".map(async src => { const one = new Image(); one.src = src; await one.decode(); return one.naturalWidth; }))"
                + ".then(all => { window.icons = all.join(); }, wrong => { window.icons = String(wrong); })");
        browser.until("window.icons");
        assertThat((String) browser.value("window.icons")).startsWith("180,192,512,192,512,");
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void tellsApartWhatNeedsSomeoneAndWhatDoesNot(String scheme, Browser browser) {
        browser.prefers(scheme);
        open(browser);

        assertThat(browser.texts(".part")).containsExactly("Degraded 2", "Acknowledged 2", "Silenced 3");
        assertThat(browser.texts(".row .name")).startsWith("payments-01", "checkout-01", "identity-01");
        assertThat(browser.texts(".counts a b")).containsExactly("2", "2", "3", "290");
        assertThat(browser.texts(".told .late")).contains("webhook waiting");
        assertThat(browser.value("getComputedStyle(document.querySelector('.row.error')).backgroundColor"))
                .as("no row is washed in colour")
                .isEqualTo("rgba(0, 0, 0, 0)");
        assertThat(browser.complaints()).isEmpty();
    }
}
