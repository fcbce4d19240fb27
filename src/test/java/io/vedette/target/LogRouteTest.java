package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.alert.Alerts;
import io.vedette.alert.Digest;
import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class LogRouteTest extends NotifyRouteTest {

    @Test
    void writesALineForEachAlert() throws Exception {
        start("log");

        Exchange exchange = deliver("log", Digest.of(List.of(Alerts.recovery("b"), Alerts.error("a"))));

        assertThat(exchange.getException()).isNull();
        assertThat(logged().lines().filter(line -> line.startsWith("WARN vedette.alert ")))
                .containsExactly(
                        "WARN vedette.alert Error: a is in error (stale): last run 14 minutes ago"
                                + " | - db (DOWN): connection refused | Process: billing running on srv1"
                                + " | URL: https://my-backend.com/task1 | Group: payments | Tags: eu, night"
                                + " | Since: 2026-01-02 09:50:00 UTC, 3 failures in a row",
                        "WARN vedette.alert Status: b is OK again! | Process: billing running on srv1"
                                + " | URL: https://my-backend.com/task1 | Group: payments | Tags: eu, night"
                                + " | Since: 2026-01-02 09:50:00 UTC");
    }

    @Test
    void aLineStaysALineWhateverAnEndpointSays() throws Exception {
        start("log");

        deliver("log", Digest.of(List.of(Alerts.hostile("a\nERROR forged\r\u001b[2J\u2028${env:PATH} {{x}}"))));

        assertThat(logged().lines().filter(line -> line.contains("forged")))
                .singleElement()
                .asString()
                .contains("${env:PATH} {{x}}")
                .doesNotContain("\u001b", "\u2028", "\r");
    }

    @Test
    void writesAnAnnouncement() throws Exception {
        start("log");

        deliver("log", Digest.announcing("Vedette watches:\nhttps://my-backend.com/task1"));

        assertThat(logged()).contains("vedette.alert Vedette watches:", "vedette.alert https://my-backend.com/task1");
    }
}
