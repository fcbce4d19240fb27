package io.vedette.status.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.vedette.TestClock;
import io.vedette.config.settings.Settings;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.status.access.Access;
import io.vedette.status.access.Admission;
import io.vedette.status.access.Scope;
import io.vedette.status.access.Sessions;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.http.Sender;
import io.vedette.status.page.SignInPage;
import io.vedette.store.MemoryStore;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in at a provider that is strict, and at one that does wrong. */
class OidcSignInTest {

    private static final String BASE = "https://status.example.com/vedette";

    private final FakeProvider provider = new FakeProvider();
    private final TestClock clock = new TestClock();
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "vedette.http.oidc.issuer",
            provider.issuer(),
            "vedette.http.oidc.client-id",
            "vedette",
            "vedette.http.oidc.client-secret",
            FakeProvider.SECRET,
            "vedette.http.oidc.operator-claim",
            "realm_access.roles",
            "vedette.http.oidc.operators",
            "oncall, admins",
            "vedette.http.base-url",
            BASE));
    private Access access;
    private SignInPage page;

    OidcSignInTest() throws IOException {
        make();
    }

    private void make() {
        Settings read = SettingsLoader.of(settings, Path.of("")).settings();
        access = Access.of(read.http(), () -> BASE, new MemoryStore(), clock);
        page = new SignInPage(access.signIn(), Oidc.of(read, () -> BASE, access.signIn(), clock));
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    private static Request request(String target, String cookies) {
        return new Request(
                "GET",
                target,
                "text/html",
                "",
                "",
                "",
                new Sender("10.0.0.9", "status.example.com", "", "", cookies, ""));
    }

    private Response begin(String place) {
        return page.begin(request("/oidc?to=" + URLEncoder.encode(place, StandardCharsets.UTF_8), ""));
    }

    private static String cookie(Response response) {
        return response.headers().getOrDefault("Set-Cookie", "").replaceFirst(";.*", "");
    }

    private Response back(Response begun, String query) {
        return page.end(request("/oidc-callback?" + query, cookie(begun)));
    }

    private Response signIn() {
        Response begun = begin("/");
        return back(begun, provider.signIn(begun.headers().get("Location")));
    }

    private Admission of(Response in, Scope scope) {
        return access.admission(request("/", cookie(in)), scope);
    }

    @Test
    void signsInWithANewSessionOfAViewerOrAnOperator() {
        Response begun = begin("/");
        assertThat(begun.headers().get("Location"))
                .startsWith(provider.issuer() + "/authorize?")
                .contains("redirect_uri=https%3A%2F%2Fstatus.example.com%2Fvedette%2Foidc-callback");
        assertThat(begun.headers().get("Set-Cookie")).contains("; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/;");

        Response viewer = back(begun, provider.signIn(begun.headers().get("Location")));

        assertThat(viewer.status()).isEqualTo(303);
        assertThat(viewer.headers()).containsEntry("Location", "./");
        assertThat(viewer.headers().get("Set-Cookie"))
                .startsWith(Sessions.COOKIE)
                .contains("; HttpOnly");
        assertThat(of(viewer, Scope.READ)).isEqualTo(new Admission.Granted("viewer ann"));
        assertThat(of(viewer, Scope.ACT)).isInstanceOf(Admission.Denied.class);

        provider.claims = all -> all.claim("realm_access", Map.of("roles", List.of("x", "oncall")));
        Response operator = signIn();
        assertThat(of(operator, Scope.ACT)).isEqualTo(new Admission.Granted("user ann"));
        assertThat(cookie(operator)).isNotEqualTo(cookie(viewer));
    }

    @ParameterizedTest
    @CsvSource({
        "/#/checks/till, ./#/checks/till",
        "//evil.example, ./",
        "/\\evil.example, ./",
        "https://evil.example, ./",
        "javascript:alert(1), ./",
        "'', ./"
    })
    void leadsBackToPathsOfThisServerAlone(String place, String led) {
        Response begun = begin(place);

        assertThat(back(begun, provider.signIn(begun.headers().get("Location"))).headers())
                .containsEntry("Location", led);
    }

    @Test
    void endsASignInOnceAndInTheBrowserThatBeganIt() {
        Response begun = begin("/");
        Response others = begin("/");
        String query = provider.signIn(begun.headers().get("Location"));

        refused(back(others, query), 400, "not begun in this browser");
        refused(page.end(request("/oidc-callback?" + query, "")), 400, "not begun in this browser");
        refused(back(begun, query.replaceFirst("state=.", "state=~")), 400, "not begun in this browser");
        String state = query.replaceFirst(".*(state=[^&]*).*", "$1");
        refused(back(others, state + "&error=access_denied"), 400, "not begun in this browser");
        refused(back(begun, state + "&error=access_denied"), 403, "did not sign you in: access_denied");
        assertThat(back(begun, query).status()).as("an error ends nothing").isEqualTo(303);
        refused(back(begun, query), 400, "is over already");

        Response late = begin("/");
        String lateQuery = provider.signIn(late.headers().get("Location"));
        clock.forward(Begun.LASTS);
        refused(back(late, lateQuery), 400, "took longer than 10 min");
    }

    @Test
    void takesSeveralPagesOfOneBrowser() {
        Response first = begin("/");
        Response second = page.begin(request("/oidc", cookie(first)));

        assertThat(cookie(second)).isEqualTo(cookie(first));
        assertThat(back(second, provider.signIn(first.headers().get("Location")))
                        .status())
                .isEqualTo(303);
        assertThat(back(second, provider.signIn(second.headers().get("Location")))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void refusesACodeThatWasUsedOrIsForSomethingElse() {
        Response begun = begin("/");
        Response other = begin("/");
        String code = provider.signIn(begun.headers().get("Location")).replaceFirst(".*code=", "code=");
        String state = provider.signIn(other.headers().get("Location")).replaceFirst("&code.*", "");

        refused(back(other, state + "&" + code), 403, "Sign in again");
        refused(back(begin("/"), "error=x"), 400, "not begun");
        Response third = begin("/");
        String mine = provider.signIn(third.headers().get("Location"));
        refused(back(third, mine.replaceFirst("iss=.*", "iss=https://evil.example")), 403, "Another provider");
        Response fourth = begin("/");
        String denied = provider.signIn(fourth.headers().get("Location")).replaceFirst("&code.*", "");
        refused(
                back(fourth, denied + "&error=access_denied&error_description=%3Cb%3E"),
                403,
                "access_denied &lt;b&gt;");
    }

    private static void refused(Response response, int status, String why) {
        assertThat(response.body()).contains(why).doesNotContain(FakeProvider.SECRET, "code-");
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers()).doesNotContainKey("Set-Cookie");
    }

    @ParameterizedTest
    @CsvSource({
        "expired, Expired",
        "early, issue time",
        "nonce, nonce",
        "no nonce, nonce",
        "issuer, issuer",
        "audience, audience",
        "party, party",
        "several, azp",
        "none, igned",
        "HS256, lgorithm",
        "forged, nvalid"
    })
    void refusesATokenThatIsNotTheProvidersForVedetteOfNow(String wrong, String why) {
        Date now = new Date();
        Map<String, UnaryOperator<JWTClaimsSet.Builder>> wrongs = Map.of(
                "expired", all -> all.expirationTime(new Date(now.getTime() - 70_000)),
                "early", all -> all.issueTime(new Date(now.getTime() + 90_000)),
                "nonce", all -> all.claim("nonce", "another"),
                "no nonce", all -> all.claim("nonce", null),
                "issuer", all -> all.issuer("https://evil.example"),
                "audience", all -> all.audience("another"),
                "party", all -> all.claim("azp", "another"),
                "several", all -> all.audience(List.of("vedette", "another")));
        provider.claims = wrongs.getOrDefault(wrong, all -> all);
        provider.algorithm = wrong;
        if (wrong.equals("forged")) {
            provider.signing = FakeProvider.key("one");
        }

        refused(signIn(), 403, why);
    }

    @Test
    void letsClocksDifferByAMinute() {
        Date now = new Date();
        provider.claims = all -> all.expirationTime(new Date(now.getTime() - 30_000));

        assertThat(signIn().status()).isEqualTo(303);
    }

    @Test
    void fetchesTheKeysAgainForOneThatItDoesNotKnowAndNotForEach() {
        assertThat(signIn().status()).isEqualTo(303);
        assertThat(signIn().status()).isEqualTo(303);
        assertThat(provider.keysAsked).hasValue(1);

        provider.published = FakeProvider.key("two");
        provider.signing = provider.published;
        assertThat(signIn().status()).as("the keys were changed").isEqualTo(303);
        assertThat(provider.keysAsked).hasValue(2);

        provider.signing = FakeProvider.key("three");
        for (int i = 0; i < 10; i++) {
            assertThat(signIn().status()).isNotEqualTo(303);
        }
        assertThat(provider.keysAsked).hasValueLessThanOrEqualTo(3);
    }

    @Test
    void tellsThatTheSecretIsWrongWithoutTheSecret() {
        settings.put("vedette.http.oidc.client-secret", "another");
        make();

        refused(signIn(), 502, "vedette.http.oidc.client-id");
    }

    @ParameterizedTest
    @EnumSource(names = {"HANGS", "DIES", "FLOODS"})
    void waitsForNoProviderForLong(FakeProvider.Manner manner) {
        Response begun = begin("/");
        String query = provider.signIn(begun.headers().get("Location"));
        provider.manner = manner;
        long start = System.nanoTime();

        refused(back(begun, query), 503, "The provider ");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        provider.manner = FakeProvider.Manner.USUAL;
        assertThat(signIn().status()).isEqualTo(303);
    }

    @Test
    void saysThatTheProviderIsAwayAndAsksItAgainInAMoment() {
        provider.calledItself = "https://other.example";
        settings.put("vedette.http.users", "bob:viewer:staple-tray");
        make();

        Response away = begin("/");
        assertThat(away.body()).contains("calls itself https://other.example", "name=\"password\"");
        assertThat(away.status()).isEqualTo(503);
        assertThat(page.in(request("/login?user=bob&password=staple-tray", "")).status())
                .isEqualTo(303);
        provider.calledItself = provider.issuer();
        assertThat(begin("/").status()).as("not asked again at once").isEqualTo(503);
        clock.forward(Provider.REST);
        assertThat(signIn().status()).isEqualTo(303);
        provider.calledItself = "gone";
        clock.forward(Provider.LASTS);
        assertThat(signIn().status()).as("what is known counts").isEqualTo(303);
    }

    @Test
    void asksAProviderThatWasAwayAgainAlsoWhereTheClockIsSetBack() {
        provider.calledItself = "https://other.example";
        assertThat(begin("/").status()).isEqualTo(503);
        provider.calledItself = provider.issuer();

        clock.forward(Duration.ofHours(-1));

        assertThat(begin("/").status()).isEqualTo(303);
    }

    @Test
    void refusesWhoIsNeitherViewerNorOperatorWhereOneHasToBe() {
        settings.put("vedette.http.oidc.viewers", "staff");
        make();

        refused(signIn(), 403, "may not look at this");
        provider.claims = all -> all.claim("realm_access.roles", "staff");
        assertThat(of(signIn(), Scope.READ)).isEqualTo(new Admission.Granted("viewer ann"));
    }

    @Test
    void blamesNoPasswordForWhatTheProviderSays() {
        settings.put("vedette.http.oidc.viewers", "staff");
        settings.put("vedette.http.users", "ann:operator:correct-horse-battery");
        make();

        assertThat(signIn().body())
                .containsSubsequence("may not look at this", "id=\"elsewhere\"", "id=\"password\"")
                .doesNotContain("aria-invalid", "field wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void refusesWhomTheTokenDoesNotName(String name) {
        provider.claims = all -> all.claim("preferred_username", name);

        refused(signIn(), 403, "no claim preferred_username");
    }

    @Test
    void takesNoAddressThatIsNotVerified() {
        settings.put("vedette.http.oidc.user-claim", "email");
        make();
        provider.claims = all -> all.claim("email", "ann@example.com").claim("email_verified", false);
        refused(signIn(), 403, "not verified");

        provider.claims = all -> all.claim("email", "ann@example.com").claim("email_verified", true);
        assertThat(of(signIn(), Scope.READ)).isEqualTo(new Admission.Granted("viewer ann@example.com"));
    }

    @Test
    void signsOutHereAndLeadsToWhereTheProviderDoes() {
        Response in = signIn();

        Response out = page.out(request("/logout", cookie(in)));

        assertThat(out.headers().get("Set-Cookie")).contains("Max-Age=0");
        assertThat(out.body())
                .contains(
                        "url=" + provider.issuer() + "/logout?",
                        "id_token_hint=",
                        "post_logout_redirect_uri=https%3A%2F%2Fstatus.example.com%2Fvedette%2Flogin");
        assertThat(of(in, Scope.READ)).isInstanceOf(Admission.Denied.class);
        assertThat(page.out(request("/logout", "")).headers()).containsEntry("Location", "login");
    }

    @Test
    void signsInAsAClientWithoutASecret() {
        provider.withoutSecret = true;
        refused(signIn(), 502, "vedette.http.oidc.client-id");

        settings.remove("vedette.http.oidc.client-secret");
        make();
        Response begun = begin("/");
        String query = provider.signIn(begun.headers().get("Location"));

        assertThat(back(begun, query).status()).isEqualTo(303);
    }
}
