package io.vedette.app.pryv;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    private final Platform named = new Platform("https", "pryv.me", false);
    private final Platform dnsLess = new Platform("https", "host.test", true);

    @Test
    void findsRegisterAndAccountByNameOrByPath() {
        assertThat(named.register("hostings")).hasToString("https://reg.pryv.me/hostings");
        assertThat(named.account("healthmetrics01")).hasToString("https://healthmetrics01.pryv.me/");
        assertThat(dnsLess.register("hostings")).hasToString("https://host.test/reg/hostings");
        assertThat(dnsLess.account("healthmetrics01")).hasToString("https://host.test/healthmetrics01/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://{username}.pryv.me/, https://jane.pryv.me/",
        "https://{username}.pryv.me, https://jane.pryv.me/",
        "https://core-a.pryv.me/{username}, https://core-a.pryv.me/jane/",
        "http://{username}.pryv.me/,",
        "https://{username}.elsewhere.test/,",
        "https://{username}.pryv.me:8443/,",
        "https://pryv.me/,",
        "{username},"
    })
    void takesThePlatformsWordForItsOwnAddressesAlone(String template, String account) {
        assertThat(named.account(template, "jane").map(URI::toString).orElse(null))
                .isEqualTo(account);
    }

    @ParameterizedTest
    @CsvSource({"https://co1.test, true", "http://co1.test, false", "ftp://co1.test, false", "/users, false"})
    void sendsNoSecretInPlainTextUnlessTheOperatorDoes(URI core, boolean safe) {
        assertThat(named.isSafe(core)).isEqualTo(safe);
    }
}
