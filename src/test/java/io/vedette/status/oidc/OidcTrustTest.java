package io.vedette.status.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.config.settings.Settings;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.probe.TestAuthority;
import io.vedette.probe.TestAuthority.Validity;
import io.vedette.status.access.Access;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.http.Sender;
import io.vedette.status.page.SignInPage;
import io.vedette.store.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that is reached by https, and has its certificate of the company's own authority. */
class OidcTrustTest {

    private static final String BASE = "https://status.example.com";

    private final TestAuthority company = TestAuthority.root("Company Root", Validity.LASTING);
    private final FakeProvider provider = new FakeProvider(company.server(Validity.LASTING, "127.0.0.1"));

    @TempDir
    private Path folder;

    OidcTrustTest() throws IOException {}

    @AfterEach
    void stop() {
        provider.close();
    }

    private SignInPage page(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("vedette.http.oidc.issuer", provider.issuer());
        settings.put("vedette.http.oidc.client-id", "vedette");
        settings.put("vedette.http.oidc.client-secret", FakeProvider.SECRET);
        settings.put("vedette.http.base-url", BASE);
        Settings read = SettingsLoader.of(settings, folder).settings();
        TestClock clock = new TestClock();
        Access access = Access.of(read.http(), () -> BASE, new MemoryStore(), clock);
        return new SignInPage(access.signIn(), Oidc.of(read, () -> BASE, access.signIn(), clock));
    }

    private static Request request(String target, String cookie) {
        return new Request(
                "GET",
                target,
                "text/html",
                "",
                "",
                "",
                new Sender("10.0.0.9", "status.example.com", "", "", cookie, ""));
    }

    @Test
    void isTrustedWhereChecksTrustItsAuthority() throws IOException {
        Files.writeString(folder.resolve("ca.pem"), company.pem());
        SignInPage page = page(Map.of("vedette.probe.trust", "ca.pem"));

        Response begun = page.begin(request("/oidc", ""));
        assertThat(begun.headers().get("Location")).startsWith("https://127.0.0.1:" + provider.port() + "/authorize?");
        Response in = page.end(request(
                "/oidc-callback?" + provider.signIn(begun.headers().get("Location")),
                begun.headers().get("Set-Cookie").replaceFirst(";.*", "")));

        assertThat(in.status()).as(in.body()).isEqualTo(303);
    }

    @Test
    void isNotTrustedWithoutAndThePageSaysWhatIsWrong() {
        Response refused = page(Map.of()).begin(request("/oidc", ""));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body())
                .contains("The provider at " + provider.issuer())
                .contains("CN=Company Root is neither sent by the server nor in the trust store")
                .contains("vedette.probe.trust");
    }
}
