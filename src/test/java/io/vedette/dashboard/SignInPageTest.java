package io.vedette.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.config.values.PasswordHash;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in and out in a browser, behind a proxy that strips nothing, as a viewer and as an operator. */
@InBrowser
class SignInPageTest {

    @TempDir
    private Path folder;

    @Test
    void leadsInAndOut(Browser browser) throws Exception {
        LocalServer shop = LocalServer.answering(503, "{\"status\":\"DOWN\"}");
        try (PrefixProxy proxy = new PrefixProxy("/health-monitor", false)) {
            Installation installation = Installation.empty(folder)
                    .file("routes/checks.yaml", Routes.check("health", "shop", "url=" + shop.url("/"), "interval=1h"))
                    .with("VEDETTE_HTTP_BASE_URL", proxy.url())
                    .with("VEDETTE_HTTP_USERS", "ann:operator:" + PasswordHash.of("right") + ",bob:viewer:also right")
                    .with("VEDETTE_STATUS_PAGE", "true")
                    .with("VEDETTE_GROUP_WINDOW", "0s");
            proxy.to(installation.port());
            try (Standalone vedette = installation.start()) {
                assertThat(vedette.problems()).isEmpty();

                browser.open(proxy.url() + "/");
                browser.untilShown("#user");
                assertThat(browser.value("getComputedStyle(document.querySelector('#user')).borderRadius"))
                        .as("the stylesheets are there before anybody signed in")
                        .isEqualTo("6px");
                browser.type("#user", "bob");
                browser.type("#password", "wrong");
                browser.click("button.main");
                browser.untilText("#bad", "Name or password is wrong.");
                assertThat(browser.value("document.querySelector('#user').value"))
                        .isEqualTo("bob");
                browser.type("#password", "also right");
                browser.click("button.main");

                browser.untilText("h1", "1 check needs someone");
                browser.untilGone(".take"); // Acts are absent for viewers, not grey.
                browser.open(proxy.url() + "/#/silences");
                browser.untilShown("#announced");
                assertThat(browser.value("document.querySelector('#announcement-form, #silence-form')"))
                        .isNull();
                signOut(browser);

                browser.type("#user", "ann");
                browser.type("#password", "right");
                browser.click("button.main");
                browser.untilShown(".take");
                browser.click(".take");
                browser.untilText(".owner", "ann"); // Whoever signed in is asked for no name.
                announces(browser, proxy.url());
                assertThat(installation.get("/status").body())
                        .contains("new <b>disks</b>".replace("<", "&lt;").replace(">", "&gt;"));
                signOut(browser);
                browser.open(proxy.url() + "/#/checks/shop");
                browser.untilShown("#user");
                browser.type("#user", "ann");
                browser.type("#password", "wrong");
                browser.click("button.main");
                browser.untilText("#bad", "Name or password is wrong.");
                browser.type("#password", "right");
                browser.click("button.main");
                browser.untilText("h1", "shop"); // Where they were going, also after a wrong password.
                browser.run("localStorage.setItem('vedette-language', 'de')");
                signOut(browser);
                browser.untilText("h1", "Anmelden");
                assertThat(browser.texts("label")).containsExactly("Name", "Passwort");
                browser.open(proxy.url() + "/login?to=//elsewhere.example/");
                browser.type("#user", "ann");
                browser.type("#password", "wrong");
                browser.click("button.main");
                browser.untilText("#bad", "Name oder Passwort ist falsch.");
                browser.type("#password", "right");
                browser.click("button.main");
                browser.untilText("h1", "Keine Prüfung braucht jemanden");
                assertThat(browser.value("location.href")).isEqualTo(proxy.url() + "/");
            }
        } finally {
            shop.close();
        }
    }

    private static void announces(Browser browser, String url) {
        browser.open(url + "/#/silences");
        browser.click("[aria-labelledby=announced] summary");
        browser.type("#announced-title", "new <b>disks</b>");
        times(browser, "2100-03-02T09:00", "2100-03-02T08:00");
        browser.click("#announcement-form .main");
        browser.untilText("#announcement-form .wrong-text", "must be after");
        times(browser, "2100-03-02T09:00", "2100-03-02T10:30");
        browser.click("#announcement-form .main");
        browser.untilText("[data-announcement]", "2 Mar 2100 09:00 to 10:30");
        assertThat(browser.value("document.querySelector('#announced-title').value"))
                .isEqualTo("");
        browser.click("[data-announcement] button");
        browser.untilGone("[data-announcement]");
        browser.click("#undo");
        browser.untilText("[data-announcement]", "new <b>disks</b>");
    }

    private static void times(Browser browser, String from, String to) {
        browser.run(
                "document.querySelector('#announced-from').value = arguments[0]; document.querySelector('#announced-to').value = arguments[1]",
                from,
                to);
    }

    private static void signOut(Browser browser) {
        browser.click("#me");
        browser.untilShown("#menu");
        browser.run(
                "[...document.querySelectorAll('#menu button')].find(one => one.textContent.includes('Sign out')).click()");
        browser.untilShown("#user");
    }
}
