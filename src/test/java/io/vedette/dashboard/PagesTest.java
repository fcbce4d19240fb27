package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

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

    @ParameterizedTest
    @EnumSource
    void keepsItsSecurityPolicyAndHasNoErrors(Page page, Browser browser) {
        page.open(browser, company);

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.value(
                        "[...performance.getEntriesByType('resource')].every(one => one.name.startsWith(origin))"))
                .as("everything comes from the server itself")
                .isEqualTo(true);
    }

    @ParameterizedTest
    @EnumSource
    void fitsAPhone(Page page, Browser browser) {
        browser.phone();

        page.open(browser, company);

        assertThat(browser.overflow()).isZero();
        assertThat(browser.complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OVERVIEW,light", "CHECK,light", "INCIDENTS,light", "TARGETS,light", "CONFIGURATION,light",
        "OVERVIEW,dark", "CHECK,dark", "INCIDENTS,dark", "TARGETS,dark", "CONFIGURATION,dark"
    })
    void shutsNobodyOut(Page page, String scheme, Browser browser) {
        browser.prefers(scheme);
        page.open(browser, company);

        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations")); // All rules run; what passed is not described node by node.
        List<Rule> violations = new AxeBuilder()
                .withOptions(options)
                .setLegacyMode(true) // Without it a second window is opened for each frame; there are none.
                .analyze(browser.driver())
                .getViolations();

        assertThat(violations)
                .filteredOn(rule -> GRAVE.contains(rule.getImpact()))
                .extracting(rule -> rule.getId() + ": " + rule.getHelp() + " "
                        + rule.getNodes().stream()
                                .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                .toList())
                .isEmpty();
    }

    @Test
    void saysFromWhenToWhenACheckSleeps(Browser browser) {
        browser.open(company.url("/checks/billing-export"));

        browser.untilText(".lead", "Sleeping");
        browser.untilText(".columns", "Sleeps");
        assertThat(browser.complaints()).isEmpty();
    }
}
