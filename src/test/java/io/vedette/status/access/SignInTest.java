package io.vedette.status.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.values.PasswordHash;
import io.vedette.status.Room;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.http.Sender;
import io.vedette.store.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in and out, what viewers may do, and what others try. */
class SignInTest {

    private static final String OWN = "same-origin";

    private String baseUrl = "https://status.example.com/vedette";
    private final TestClock clock = new TestClock();
    private final Room room = new Room(
            Access.of(
                    SettingsLoader.of(
                                    Map.of(
                                            "vedette.http.users",
                                            "ann:operator:" + PasswordHash.of("right") + ",bob:viewer:plain words",
                                            "vedette.http.rate-limit",
                                            "0"),
                                    Path.of(""))
                            .settings()
                            .http(),
                    () -> this.baseUrl,
                    new MemoryStore(),
                    clock),
            true);

    SignInTest() {
        room.watch("shop", "", true);
    }

    private Response send(String method, String target, String accept, String site, String cookie) {
        Sender sender = new Sender("10.0.0.9", "status.example.com", "", site, cookie, "");
        return room.server.answer(new Request(method, target, accept, "", "", "", sender));
    }

    private Response signIn(String name, String password, String cookie) {
        return send("POST", "/login?user=" + name + "&password=" + password, "text/html", OWN, cookie);
    }

    private static String session(Response response) {
        String cookie = response.headers().getOrDefault("Set-Cookie", "");
        return cookie.replaceFirst(";.*", "");
    }

    @Test
    void leadsABrowserToTheFormAndTellsProgramsWhatIsNeeded() {
        assertThat(send("GET", "/", "text/html", "none", "").headers()).containsEntry("Location", "login");
        assertThat(send("GET", "/login", "text/html", "none", "").body())
                .contains("name=\"password\"", "action=\"login\"");
        assertThat(send("GET", "/", "", "", "").status()).isEqualTo(401);
        assertThat(send("GET", "/api/v1/checks", "", OWN, "").headers()).doesNotContainKey("WWW-Authenticate");
    }

    @Test
    void letsInWhoIsRightWithACookieThatScriptsAndOtherSitesDoNotGet() {
        Response in = signIn("ann", "right", "");

        assertThat(in.status()).isEqualTo(303);
        assertThat(in.headers().get("Set-Cookie"))
                .contains("; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/;")
                .doesNotContain("right");
        assertThat(send("GET", "/api/v1/me", "", OWN, session(in)).body())
                .contains("\"name\":\"ann\"", "\"role\":\"operator\"", "\"session\":true");
        assertThat(send("POST", "/api/v1/checks/shop/run", "", OWN, session(in)).status())
                .isEqualTo(202);
    }

    @Test
    void followsTheAddressUnderWhichPeopleComeAsItChanges() {
        baseUrl = "http://other.example.com";
        assertThat(signIn("ann", "right", "").headers().get("Set-Cookie")).doesNotContain("Secure");

        baseUrl = "HTTPS://other.example.com/below";
        assertThat(signIn("ann", "right", "").headers().get("Set-Cookie")).contains("; Secure", "; Path=/;");
    }

    @Test
    void letsViewersLookButNotAct() {
        String session = session(signIn("bob", "plain+words", ""));

        assertThat(send("GET", "/api/v1/checks", "", OWN, session).status()).isEqualTo(200);
        assertThat(send("GET", "/api/v1/me", "", OWN, session).body()).contains("\"role\":\"viewer\"");
        Response act = send("POST", "/api/v1/checks/shop/pause", "", OWN, session);
        assertThat(act.status()).isEqualTo(403);
        assertThat(act.body()).contains("bob may look, but not act");
        assertThat(send("POST", "/heartbeat/shop", "", OWN, session).status()).isEqualTo(403);
        assertThat(send("POST", "/api/v1/try", "", OWN, session).status()).isEqualTo(403);
        String operator = session(signIn("ann", "right", ""));
        assertThat(send("POST", "/api/v1/try", "", OWN, operator).status())
                .as("no template is named")
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"ann, wrong", "nobody, right", "ANN, right", "'', ''"})
    void tellsNotWhetherTheNameOrThePasswordIsWrong(String name, String password) {
        Response response = signIn(name, password, "");

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).contains("Name or password is wrong.").doesNotContain("value=\"right\"");
        assertThat(response.headers()).doesNotContainKey("Set-Cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void takesNothingFromPagesOfOtherSites(String site) {
        String session = session(signIn("ann", "right", ""));

        assertThat(send("POST", "/api/v1/checks/shop/pause", "", site, session).status())
                .isEqualTo(403);
        assertThat(send("POST", "/login?user=ann&password=right", "", site, "").status())
                .isEqualTo(403);
        assertThat(send("POST", "/logout", "", site, session).status()).isEqualTo(403);
        assertThat(send("GET", "/api/v1/checks", "", OWN, session).status()).isEqualTo(200);
    }

    @Test
    void makesANewSessionWhateverCookieSomebodyPrepared() {
        String prepared = Sessions.COOKIE + "=prepared-by-somebody-else";

        String session = session(signIn("ann", "right", prepared));

        assertThat(session).isNotEqualTo(prepared);
        assertThat(send("GET", "/api/v1/checks", "", OWN, prepared).status()).isEqualTo(401);
        String again = session(signIn("ann", "right", session));
        assertThat(send("GET", "/api/v1/checks", "", OWN, session).status())
                .as("the one before is over")
                .isEqualTo(401);
        assertThat(send("GET", "/api/v1/checks", "", OWN, "a=b; " + again + "; c=d")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void endsTheSessionWithSigningOutAndWithItsTime() {
        String session = session(signIn("ann", "right", ""));
        String other = session(signIn("bob", "plain+words", ""));

        Response out = send("POST", "/logout", "", OWN, session);

        assertThat(out.headers().get("Set-Cookie")).contains("Max-Age=0");
        assertThat(send("GET", "/api/v1/checks", "", OWN, session).status()).isEqualTo(401);
        clock.forward(Duration.ofHours(12));
        assertThat(send("GET", "/api/v1/checks", "", OWN, other).status()).isEqualTo(401);
    }

    @Test
    void endsASessionThatWasBegunWhileTheClockWasFarAhead() {
        clock.forward(Duration.ofDays(365));
        String ahead = session(signIn("ann", "right", ""));
        clock.forward(Duration.ofDays(-365));
        assertThat(send("GET", "/api/v1/checks", "", OWN, ahead).status()).isEqualTo(401);

        String now = session(signIn("ann", "right", ""));
        clock.forward(Duration.ofMinutes(-10));
        assertThat(send("GET", "/api/v1/checks", "", OWN, now).status()).isEqualTo(200);
    }

    @Test
    void signsOutOnlySoManyOfWhomNobodyKnowsAndEverybodyWhoIsKnown() {
        String session = session(signIn("ann", "right", ""));
        String made = Sessions.COOKIE + "=" + "x".repeat(40);

        List<Integer> answers = IntStream.range(100, 100 + Strangers.MOST + 1)
                .mapToObj(i -> send("POST", "/logout", "", OWN, made + i).status())
                .toList();

        assertThat(answers.subList(0, Strangers.MOST)).containsOnly(303);
        assertThat(answers.get(Strangers.MOST)).isEqualTo(429);
        assertThat(send("POST", "/logout", "", OWN, session).status()).isEqualTo(303);
        assertThat(send("GET", "/api/v1/checks", "", OWN, session).status()).isEqualTo(401);
        assertThat(send("POST", "/logout", "", OWN, "").status()).isEqualTo(303);
    }

    @Test
    void leadsOnWhomAProxyVouchesForWhateverItWasShown() {
        Sender sender = new Sender("10.0.0.9", "status.example.com", "", "none", "", "operator ann");

        assertThat(room.server
                        .answer(new Request("GET", "/basic", "text/html", "Basic ?", "", "", sender))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void stopsWhoGuesses() {
        for (int i = 0; i < Access.MOST_FAILURES; i++) {
            signIn("bob", "guess", "");
        }

        Response next = signIn("bob", "plain+words", "");

        assertThat(next.status()).isEqualTo(429);
        assertThat(next.headers()).containsKey("Retry-After");
    }

    @Test
    void believesTheHeadersOfATrustedProxyAlone() {
        ClientAddress clients = Access.clients(SettingsLoader.of(
                        Map.of(
                                "vedette.http.user-header", "X-Forwarded-User",
                                "vedette.http.role-header", "X-Forwarded-Role",
                                "vedette.http.trusted-proxies", "10.0.0.0/8"),
                        Path.of(""))
                .settings()
                .http());
        Map<String, String> headers = Map.of("X-Forwarded-User", "ann\n<b>", "X-Forwarded-Role", "admin");

        assertThat(clients.person("10.1.2.3", name -> headers.getOrDefault(name, "")))
                .isEqualTo("viewer ann <b>");
        assertThat(clients.person("192.0.2.1", name -> headers.getOrDefault(name, "")))
                .isEmpty();
        assertThat(clients.person("10.1.2.3", name -> "")).isEmpty();
    }
}
