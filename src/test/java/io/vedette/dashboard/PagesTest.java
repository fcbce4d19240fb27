package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOnlyOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every page. */
@InBrowser
class PagesTest {

    private static final Set<String> GRAVE = Set.of("serious", "critical");

    @TempDir
    private static Path folder;

    private static Company company;

    @BeforeAll
    static void start() throws Exception {
        company = new Company(folder);
    }

    @AfterAll
    static void stop() throws Exception {
        company.close();
    }

    /** Opened once, on a phone; then the window grows, and then the system's colours change: a page takes all of that as it is. */
    @ParameterizedTest
    @EnumSource
    void fitsAPhoneKeepsItsSecurityPolicyHasNoErrorsAndShutsNobodyOut(Page page, Browser browser) {
        browser.phone();
        page.open(browser, company);
        assertThat(browser.overflow()).isZero();

        browser.desktop();
        assertThat(browser.value(
                        "[...performance.getEntriesByType('resource')].every(one => one.name.startsWith(origin))"))
                .as("everything comes from the server itself")
                .isEqualTo(true);
        assertThat(grave(browser)).isEmpty();

        browser.prefers("dark");
        assertThat(graveInColours(browser)).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"light,1440", "dark,1440", "light,390", "dark,390"})
    void shutsNoCustomerOut(String scheme, int width, Browser browser) {
        browser.prefers(scheme);
        browser.size(width, 900, 1, width < 700);
        browser.open(company.path("/status"));
        browser.until("document.querySelectorAll('.service').length === 5");

        assertThat(browser.text("h1")).isEqualTo("Card payments is down");
        assertThat(browser.text("main"))
                .contains("The bank's gateway does not answer.", "Planned: new search index", "Web shop");
        assertThat(browser.text("body")).doesNotContain("checkout", "storefront", "paymentGateway");
        assertThat(browser.overflow()).isZero();
        assertThat(grave(browser)).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"light,1440", "dark,390"})
    void showsAllThatHappenedInAnIncident(String scheme, int width, Browser browser) {
        browser.prefers(scheme);
        browser.size(width, 900, 1, width < 700);
        browser.open(company.incident());
        browser.until("document.querySelectorAll('[data-event=publish]').length === 2");

        assertThat(browser.texts(".line-up > li").get(0)).contains("Error");
        assertThat(browser.overflow()).isZero();
        assertThat(grave(browser)).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    /** The form is folded: what is in it is looked at once it is open. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void announcesPlannedWorkOnAPhoneInTheDarkAndInEveryLanguage(String language, Browser browser) {
        browser.phone();
        Page.SILENCES.open(browser, company);
        browser.run("localStorage.setItem('vedette-language', arguments[0]); location.reload()", language);
        browser.until(
                "document.documentElement.lang === arguments[0] && document.querySelector('#announcement-form')",
                language);
        browser.run("document.querySelector('#announcement-form').closest('details').open = true");
        browser.untilShown("#announced-text");

        assertThat(browser.overflow()).isZero();
        assertThat(
                        browser.value(
                                "[...document.querySelectorAll('#announcement-form input, #announcement-form textarea, #announcement-form button,"
                                        + " [data-announcement] button')].filter(one => one.getBoundingClientRect().height < 40"
                                        + " || one.getBoundingClientRect().right > innerWidth).map(one => one.outerHTML).join()"))
                .as("for fingers, and all of it in sight")
                .isEqualTo("");
        assertThat(grave(browser)).isEmpty();

        browser.prefers("dark");
        assertThat(graveInColours(browser)).isEmpty();
        browser.desktop();
        assertThat(graveInColours(browser)).isEmpty();
        assertThat(browser.overflow()).isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void hasNoColumnAWordWideOnAPhone(Browser browser) {
        browser.phone();
        Page.CHECK.open(browser, company);
        assertThat(
                        browser.value(
                                "[...document.querySelectorAll('.failures :is(th, td:nth-child(2)) .text')].map(one => one.offsetHeight < 32)"))
                .as("words are whole")
                .isEqualTo(List.of(true, true));

        Page.TARGETS.open(browser, company);
        assertThat((Long) browser.value("document.querySelector('[data-target=webhook]').offsetHeight"))
                .isLessThan(160);
        assertThat(browser.value("document.querySelector('h1').getBoundingClientRect().top"
                        + " - document.querySelector('.notices').getBoundingClientRect().bottom >= 8"))
                .as("what Vedette says of itself stands apart")
                .isEqualTo(true);
        assertThat(browser.overflow()).isZero();
    }

    @Test
    void namesWhatIsQuietBecauseOfAnother(Browser browser) {
        browser.open(company.url("/checks/entry-sync"));
        browser.untilText("#has", "follows from another: depends on billing-import");

        browser.open(company.url("/checks/billing-import"));
        browser.click("section[aria-labelledby=incidents] .lines a");
        browser.untilText("[data-event=quiet]", ": entry-sync");
    }

    @Test
    void saysTheSameInEveryLanguage(Browser browser) {
        browser.open(company.url("/"));
        browser.run("window.languages = null; Promise.all([import('/assets/en.js'), import('/assets/de.js')])"
                + ".then(all => { const keys = (one, path) => Object.entries(one).flatMap(([key, value]) =>"
                + " typeof value === 'object' ? keys(value, path + key + '.') : [path + key + ':' + typeof value]);"
                + " window.languages = all.map(one => keys(one.default, '').sort().join()); })");
        browser.until("window.languages");

        assertThat(browser.value("window.languages[0] === window.languages[1]")).isEqualTo(true);
    }

    private static List<String> grave(Browser browser) {
        return grave(browser, new AxeRunOptions());
    }

    /** What is dark is the same page in other colours: all other rules were held against it in the light. */
    private static List<String> graveInColours(Browser browser) {
        AxeRunOnlyOptions colours = new AxeRunOnlyOptions();
        colours.setType("rule");
        colours.setValues(List.of("color-contrast", "link-in-text-block"));
        AxeRunOptions options = new AxeRunOptions();
        options.setRunOnly(colours);
        return grave(browser, options);
    }

    private static List<String> grave(Browser browser, AxeRunOptions options) {
        options.setResultTypes(List.of("violations")); // What passed is not described node by node.
        List<Rule> violations = new AxeBuilder()
                .withOptions(options)
                .setLegacyMode(true) // Without it a second window is opened for each frame; there are none.
                .analyze(browser.driver())
                .getViolations();

        return violations.stream()
                .filter(rule -> GRAVE.contains(rule.getImpact()))
                .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                        + rule.getNodes().stream()
                                .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                .toList())
                .toList();
    }

    @Test
    void saysFromWhenToWhenACheckSleeps(Browser browser) {
        browser.open(company.url("/checks/billing-export"));

        browser.untilText(".now .big", "Sleeping");
        browser.untilText(".facts", "Sleeps");
        assertThat(browser.complaints()).isEmpty();
    }
}
