package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Behind a proxy, below a path of it that it strips or does not strip. */
@InBrowser
class SubPathTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void servesAllPagesEventsBadgesAndTheStatusPage(boolean strips, Browser browser) throws Exception {
        LocalServer shop = LocalServer.answering(200, "{\"status\":\"UP\"}");
        try (PrefixProxy proxy = new PrefixProxy("/health-monitor", strips)) {
            Installation installation = Installation.empty(folder)
                    .file(
                            "routes/checks.yaml",
                            Routes.check(
                                    "health",
                                    "shop/eu",
                                    "url=" + shop.url("/"),
                                    "interval=1s",
                                    "public=true",
                                    "tags=partners"))
                    .with("VEDETTE_STATUS_PAGE", "true")
                    .with("VEDETTE_STATUS_PAGE_PAGES", "partners")
                    .with("VEDETTE_HTTP_BASE_URL", proxy.url())
                    .with("VEDETTE_GROUP_WINDOW", "0s");
            proxy.to(installation.port());
            try (Standalone vedette = installation.start()) {
                assertThat(vedette.problems()).isEmpty();

                browser.open(proxy.url() + "/");
                browser.untilText("h1", "The check is OK");
                browser.untilText(".live", "Live");
                assertThat(browser.text(".bar h2")).startsWith("1 check");
                shop.answer(503, "{\"status\":\"DOWN\"}");
                browser.untilText("h1", "1 check needs someone"); // The stream of events reaches the page.
                browser.click(".row .name");
                browser.untilText(".now .big", "Error");
                browser.click("#run");
                browser.untilText(".toast", "Checking shop/eu");
                for (String page : new String[] {"incidents", "targets", "silences", "configuration", "report"}) {
                    browser.open(proxy.url() + "/#/" + page);
                    browser.untilShown("h1");
                }
                assertThat(browser.complaints())
                        .filteredOn(one -> !one.contains("/favicon.ico"))
                        .isEmpty();

                browser.open(proxy.url() + "/status");
                browser.untilText("h1", "shop/eu is down");
                browser.click(".mast nav a:nth-of-type(2)");
                browser.until("document.querySelector('[aria-current=page]').textContent === 'partners'");
                assertThat(browser.value("getComputedStyle(document.querySelector('.verdict')).borderRadius"))
                        .as("the stylesheet is there")
                        .isEqualTo("10px");
                browser.click(".mast nav a:nth-of-type(1)");
                browser.until("location.pathname === '/health-monitor/status'");
                assertThat(browser.complaints())
                        .filteredOn(one -> !one.contains("/favicon.ico"))
                        .isEmpty();

                HttpClient client = HttpClient.newHttpClient();
                HttpResponse<String> badge = client.send(
                        HttpRequest.newBuilder(URI.create(proxy.url() + "/badge/shop%2Feu.svg"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(badge.body()).contains("shop/eu: error");
                if (!strips) {
                    HttpResponse<String> door = client.send(
                            HttpRequest.newBuilder(URI.create(proxy.url())).build(),
                            HttpResponse.BodyHandlers.ofString());
                    assertThat(door.headers().firstValue("Location")).contains("/health-monitor/");
                }
            }
        } finally {
            shop.close();
        }
    }
}
