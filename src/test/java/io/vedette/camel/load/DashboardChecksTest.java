package io.vedette.camel.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of the dashboard: what is written is what is read, and what people wrote is told from it. */
class DashboardChecksTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "0x1F",
                "a: b # c",
                "'\"\\",
                "two\nlines\n",
                "- x",
                "{{env:HOME}}",
                "é\u2028ü \uD83D\uDE00",
                "\u0000\u0085\u007f\ufeff\uffff",
                "\ud800",
                "name: x\n  - name: y"
            })
    void readsWhatItWrote(String hostile) {
        Map<String, String> values = new LinkedHashMap<>(Map.of("url", hostile));
        DashboardChecks checks = new DashboardChecks(Map.of())
                .with(hostile, new DashboardChecks.Entry("http", values))
                .with("other", new DashboardChecks.Entry("domain", Map.of("name", hostile, "interval", "1h")));

        assertThat(DashboardChecks.read(checks.text())).contains(checks);
        assertThat(DashboardChecks.read(checks.without("other").without(hostile).text()))
                .contains(new DashboardChecks(Map.of()));
    }

    @Test
    void knowsWhichCheckALineIsAbout() {
        DashboardChecks checks = new DashboardChecks(Map.of())
                .with("one", new DashboardChecks.Entry("domain", Map.of("name", "example.com", "interval", "1h")))
                .with("two", new DashboardChecks.Entry("http", Map.of("url", "http://x/", "interval", "1h")));
        String[] lines = checks.text().split("\n");
        int second = Arrays.asList(lines).indexOf("  - name: \"two\"") + 1;

        assertThat(checks.at(3)).isEmpty();
        assertThat(checks.at(4)).contains("one");
        assertThat(checks.at(second - 1)).contains("one");
        assertThat(checks.at(second)).contains("two");
        assertThat(checks.at(lines.length)).contains("two");
        assertThat(checks.at(lines.length + 1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "checks: []\n", "# Written by the dashboard\n# sha256:\nchecks: []\n"})
    void isNotWhatPeopleWrote(String text) {
        assertThat(DashboardChecks.read(text)).isEmpty();
    }

    @Test
    void isNotWhatPeopleEdited() {
        String text = new DashboardChecks(Map.of("shop", new DashboardChecks.Entry("http", Map.of("url", "http://x/"))))
                .text();

        assertThat(DashboardChecks.read(text)).isPresent();
        assertThat(DashboardChecks.read(text.replace("http://x/", "http://y/"))).isEmpty();
        assertThat(DashboardChecks.read(text + "# mine\n")).isEmpty();
        assertThat(DashboardChecks.read(text.replace("\n", "\r\n"))).isEmpty();
    }
}
