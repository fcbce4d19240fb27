package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at a provider and out again in a browser, as somebody who may look. */
@InBrowser
class OidcPageTest {

    @TempDir
    private Path folder;

    @Test
    void leadsToTheProviderAndBackAndOut(Browser browser) throws Exception {
        assumeTrue(MockProvider.isThere(), "no provider: run mvn -f src/test/oidc/pom.xml package");
        LocalServer shop = LocalServer.answering(503, "{\"status\":\"DOWN\"}");
        try (MockProvider provider = new MockProvider(
                "{\"sub\":\"1\",\"aud\":[\"vedette\"],\"preferred_username\":\"bob\",\"groups\":[\"staff\"]}")) {
            Installation installation = Installation.empty(folder)
                    .file("routes/checks.yaml", Routes.check("health", "shop", "url=" + shop.url("/"), "interval=1h"));
            String base = "http://127.0.0.1:" + installation.port();
            installation
                    .with("VEDETTE_HTTP_BASE_URL", base)
                    .with("VEDETTE_HTTP_OIDC_ISSUER", provider.issuer())
                    .with("VEDETTE_HTTP_OIDC_CLIENT_ID", "vedette")
                    .with("VEDETTE_HTTP_OIDC_CLIENT_SECRET", "correct-horse-battery")
                    .with("VEDETTE_HTTP_OIDC_OPERATOR_CLAIM", "groups")
                    .with("VEDETTE_HTTP_OIDC_OPERATORS", "oncall")
                    .with("VEDETTE_HTTP_OIDC_VIEWERS", "staff")
                    .with("VEDETTE_GROUP_WINDOW", "0s");
            try (Standalone vedette = installation.start()) {
                assertThat(vedette.problems()).isEmpty();

                browser.open(base + "/");
                browser.untilShown("#elsewhere");
                assertThat(browser.value("String(document.querySelector('#user'))"))
                        .isEqualTo("null");
                browser.click("#elsewhere");

                browser.untilText("h1", "1 check needs someone");
                browser.untilGone(".take"); // Acts are absent for viewers.
                browser.run("fetch('api/v1/checks/shop/run', {method: 'POST'})"
                        + ".then(answer => document.title = 'told ' + answer.status)");
                browser.until("document.title == 'told 403'");

                browser.click("#me");
                browser.untilShown("#menu");
                browser.run(
                        "[...document.querySelectorAll('#menu button')].find(one => one.textContent.includes('Sign out')).click()");
                browser.untilShown("#elsewhere");
                assertThat(browser.value("location.pathname")).isEqualTo("/login");
                browser.open(base + "/#/checks/shop");
                browser.untilShown("#elsewhere");
            }
        } finally {
            shop.close();
        }
    }
}
