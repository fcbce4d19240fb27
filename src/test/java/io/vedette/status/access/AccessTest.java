package io.vedette.status.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.config.settings.Settings;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.values.PasswordHash;
import io.vedette.status.Room;
import io.vedette.status.http.Request;
import io.vedette.status.http.Response;
import io.vedette.status.http.Sender;
import io.vedette.store.MemoryStore;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate alone, in a time that the test tells. */
class AccessTest {

    private static final String FULL = "full-token-0123456789";
    private static final String READ = "read-token-0123456789";
    private static final String BEAT = "beat-token-0123456789";
    private static final String CLIENT = "203.0.113.9";

    private static final Room ROOM = new Room();

    private final TestClock clock = new TestClock();

    @ParameterizedTest
    @CsvSource({
        "GET,  /api/v1/checks, 0, 0, 403",
        "HEAD, /, 0, 0, 403",
        "POST, /api/v1/reload, 0, 403, 403",
        "POST, /heartbeat/job, 0, 403, 0",
        "GET,  /heartbeat/job, 0, 403, 0",
        "HEAD, /heartbeat/job, 0, 403, 0",
        "OPTIONS, /heartbeat/job, 0, 0, 403"
    })
    void givesATokenItsScope(String method, String path, int full, int read, int beat) {
        Access access = access("vedette.http.tokens", "a:" + FULL + ",b:read:" + READ + ",c:heartbeat:" + BEAT);

        assertThat(status(access, method, path, "Bearer " + FULL)).isEqualTo(full);
        assertThat(status(access, method, path, "bearer " + READ)).isEqualTo(read);
        assertThat(status(access, method, path, "Bearer " + BEAT)).isEqualTo(beat);
        assertThat(status(access, method, path, "")).isEqualTo(401);
        assertThat(status(access, method, path, "Bearer a:" + FULL)).isEqualTo(401);
        assertThat(status(access, method, path, basic("a", FULL))).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost:3002, 0",
        "::1, [::1]:3002, 0",
        "127.0.0.1, status.example.com, 403",
        "203.0.113.9, localhost, 403",
        "'', localhost, 403"
    })
    void hasChecksTriedFromThisMachineAloneWhereNobodySignsIn(String address, String host, int status) {
        Access open = access("vedette.http.host", "0.0.0.0", "vedette.http.open", "true");

        assertThat(refusal(open, request("POST", "/api/v1/try", "", sender(address, host)))
                        .map(Response::status)
                        .orElse(0))
                .isEqualTo(status);
        assertThat(refusal(open, request("POST", "/api/v1/reload", "", sender(address, host))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic YW5uOnByb3h5", "Bearer eyJhbGciOiJub25lIn0.e30.", "Negotiate YII="})
    void letsInWhomATrustedProxyNamesWhateverElseItPassesOn(String authorization) {
        Access access = access(
                "vedette.http.username", "ops",
                "vedette.http.password", "pass:word",
                "vedette.http.tokens", "a:" + FULL + ",b:read:" + READ);

        for (int i = 0; i <= Access.MOST_FAILURES; i++) {
            assertThat(vouched(access, "POST", authorization, "operator ann"))
                    .isEqualTo(new Admission.Granted("user ann"));
        }
        assertThat(vouched(access, "GET", authorization, "viewer bob")).isEqualTo(new Admission.Granted("viewer bob"));
        assertThat(vouched(access, "POST", authorization, "viewer bob")).isInstanceOf(Admission.Denied.class);
        assertThat(vouched(access, "POST", authorization, "")).isInstanceOf(Admission.Denied.class);
        assertThat(vouched(access, "POST", "Bearer " + READ, "operator ann")).isInstanceOf(Admission.Denied.class);
        assertThat(vouched(access, "POST", "Bearer " + FULL, "viewer bob")).isEqualTo(new Admission.Granted("token a"));
    }

    private static Admission vouched(Access access, String method, String authorization, String person) {
        Sender sender = new Sender(CLIENT, "localhost", "", "", "", person);
        return access.admission(request(method, "/api/v1/checks", authorization, sender), Scope.of(method));
    }

    @Test
    void isServedUnderTheNameOfTheAddressAsItIsNow() {
        String[] baseUrl = {"https://old.example.com/vedette"};
        Settings settings = SettingsLoader.of(Map.of(), Path.of("")).settings();
        Access access = Access.of(settings.http(), () -> baseUrl[0], new MemoryStore(), clock);
        Request old = request("GET", "/", "", sender("127.0.0.1", "old.example.com"));
        Request other = request("GET", "/", "", sender("127.0.0.1", "new.example.com:443"));
        assertThat(refusal(access, old)).isEmpty();
        assertThat(refusal(access, other)).isPresent();

        baseUrl[0] = "https://NEW.example.com";

        assertThat(refusal(access, old)).isPresent();
        assertThat(refusal(access, other)).isEmpty();
        baseUrl[0] = "";
        assertThat(refusal(access, other)).isPresent();
    }

    @Test
    void countsWhatGoesOnAsNoRequest() {
        Access access =
                access("vedette.http.host", "0.0.0.0", "vedette.http.open", "true", "vedette.http.rate-limit", "1");
        Request request = request("GET", "/api/v1/events", "", sender("203.0.113.9", "localhost"));
        assertThat(refusal(access, request)).isEmpty();

        for (int i = 0; i < 100; i++) {
            assertThat(access.mayGoOn(request, Scope.READ)).isTrue();
        }
        assertThat(refusal(access, request))
                .hasValueSatisfying(no -> assertThat(no.status()).isEqualTo(429));
        assertThat(access.mayGoOn(request, Scope.READ)).isTrue();
    }

    @Test
    void takesPasswordOrTokenWhereBothAreSet() {
        Access access = access(
                "vedette.http.username", "ops",
                "vedette.http.password", "pass:word",
                "vedette.http.tokens", "a:" + FULL);

        assertThat(status(access, "POST", "/api/v1/reload", basic("ops", "pass:word")))
                .isZero();
        assertThat(status(access, "POST", "/api/v1/reload", "Bearer " + FULL)).isZero();
        assertThat(status(access, "GET", "/", basic("op", "pass:word"))).isEqualTo(401);
        assertThat(status(access, "GET", "/", "Basic !!!")).isEqualTo(401);
        assertThat(status(access, "GET", "/", "Basic")).isEqualTo(401);
    }

    @Test
    void knowsAPasswordThatIsKeptAsAHash() {
        Access access = access("vedette.http.username", "ops", "vedette.http.password", PasswordHash.of("pässword"));

        for (int i = 0; i < 500; i++) {
            // Half a thousand hashes would take minutes.
            assertThat(status(access, "GET", "/", basic("ops", "pässword"))).isZero();
        }
        assertThat(status(access, "GET", "/", basic("ops", "pässwort"))).isEqualTo(401);
        assertThat(status(access, "GET", "/", basic("ops", "pässword"))).isZero();
    }

    @Test
    void letsNobodyGuessForLong() {
        Access access = access(
                "vedette.http.username", "ops",
                "vedette.http.password", "password",
                "vedette.http.tokens", "a:" + FULL);
        for (int i = 0; i < Access.MOST_FAILURES; i++) {
            assertThat(status(access, "GET", "/", basic("ops", "guess" + i))).isEqualTo(401);
        }

        Response refused = refusal(access, "GET", "/", basic("ops", "password")).orElseThrow();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsEntry("Retry-After", "20");
        assertThat(status(access, "GET", "/", "Bearer " + FULL))
                .as("nobody guesses a token")
                .isZero();
        assertThat(status(access, "GET", "/", ""))
                .as("a browser's first request")
                .isEqualTo(401);
        assertThat(refusal(access, request("GET", "/", basic("ops", "password"), sender("198.51.100.1", "h"))))
                .as("another client")
                .isEmpty();
        clock.forward(Duration.ofSeconds(20));
        assertThat(status(access, "GET", "/", basic("ops", "password"))).isZero();
    }

    @Test
    void limitsWhatOneClientAsks() {
        Access access = access("vedette.http.rate-limit", "60");
        for (int i = 0; i < 60; i++) {
            assertThat(status(access, "GET", "/", "")).isZero();
        }

        Response refused = refusal(access, "GET", "/", "").orElseThrow();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.headers()).containsEntry("Retry-After", "1");
        for (int i = 0; i < 100; i++) {
            assertThat(refusal(access, request("GET", "/", "", sender("127.0.0.1", "localhost"))))
                    .isEmpty();
        }
        clock.forward(Duration.ofSeconds(1));
        assertThat(status(access, "GET", "/", "")).isZero();
    }

    @Test
    void limitsNothingWhenToldSo() {
        Access access = access("vedette.http.rate-limit", "0");

        for (int i = 0; i < 10_000; i++) {
            assertThat(status(access, "GET", "/", "")).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "127.0.0.1:3002, 0",
                "localhost:3002, 0",
                "LOCALHOST, 0",
                "vedette.localhost, 0",
                "[::1]:3002, 0",
                "'', 0",
                "monitoring.example.com, 0",
                "Monitoring.example.com.:443, 0",
                "evil.example.com:3002, 403",
                "127.0.0.1.evil.example.com, 403",
                "localhost.evil.example.com:3002, 403",
                "10.0.0.1:3002, 403"
            })
    void isNotCalledByAForeignNameWhileOpen(String host, int status) {
        Access access = access("vedette.http.allowed-hosts", "monitoring.example.com");

        assertThat(refusal(access, request("GET", "/", "", sender("127.0.0.1", host)))
                        .map(Response::status)
                        .orElse(0))
                .isEqualTo(status);
    }

    @Test
    void isCalledByAnyNameWhereAPasswordIsAskedForOrOthersAreLetIn() {
        Sender foreign = sender(CLIENT, "any.example.com");

        assertThat(refusal(access("vedette.http.tokens", "a:" + FULL), request("GET", "/", "Bearer " + FULL, foreign)))
                .isEmpty();
        assertThat(refusal(
                        access("vedette.http.host", "0.0.0.0", "vedette.http.open", "true"),
                        request("GET", "/", "", foreign)))
                .isEmpty();
        assertThat(refusal(access(), request("GET", "/", "", foreign))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/v1/reload, '', '', 0",
        "POST, /api/v1/reload, http://127.0.0.1:3002, '', 0",
        "POST, /api/v1/reload, http://127.0.0.1:3002, same-origin, 0",
        "POST, /api/v1/reload, '', none, 0",
        "POST, /api/v1/reload, https://monitoring.example.com, '', 0",
        "POST, /api/v1/reload, https://evil.example.com, '', 403",
        "POST, /api/v1/reload, http://127.0.0.1:8080, '', 403",
        "POST, /api/v1/reload, null, '', 403",
        "POST, /api/v1/reload, http://127.0.0.1:3002, same-site, 403",
        "POST, /api/v1/reload, '', cross-site, 403",
        "DELETE, /api/v1/x, '', cross-site, 403",
        "GET, /api/v1/checks, https://evil.example.com, cross-site, 0",
        "POST, /heartbeat/job, https://evil.example.com, cross-site, 0"
    })
    void doesNothingForThePagesOfOthers(String method, String path, String origin, String site, int status) {
        Access access = access("vedette.http.allowed-hosts", "monitoring.example.com");
        Sender sender = new Sender("127.0.0.1", "127.0.0.1:3002", origin, site);

        assertThat(refusal(access, request(method, path, "", sender))
                        .map(Response::status)
                        .orElse(0))
                .isEqualTo(status);
    }

    private int status(Access access, String method, String path, String authorization) {
        return refusal(access, method, path, authorization)
                .map(Response::status)
                .orElse(0);
    }

    private static Optional<Response> refusal(Access access, String method, String path, String authorization) {
        return refusal(access, request(method, path, authorization, sender(CLIENT, "localhost")));
    }

    private static Optional<Response> refusal(Access access, Request request) {
        Admission admission = access.admission(request, ROOM.scope(request));
        if (admission instanceof Admission.Unverified) {
            admission = access.verified(request, ROOM.scope(request));
        }
        return admission instanceof Admission.Denied denied ? Optional.of(denied.response()) : Optional.empty();
    }

    private static Request request(String method, String path, String authorization, Sender sender) {
        return new Request(method, path, "", authorization, "", "", sender);
    }

    private static Sender sender(String address, String host) {
        return new Sender(address, host, "", "");
    }

    private Access access(String... keysAndValues) {
        Map<String, String> properties = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        Settings settings = SettingsLoader.of(properties, Path.of("")).settings();
        return Access.of(settings.http(), () -> "", new MemoryStore(), clock);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesUmlautsInUtf8AndInLatin1(boolean hashed) {
        Access access = access(
                "vedette.http.username",
                "jürg",
                "vedette.http.password",
                hashed ? PasswordHash.of("pässwörd") : "pässwörd");

        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            assertThat(status(access, "GET", "/", basic("jürg", "pässwörd", charset)))
                    .isZero();
            assertThat(status(access, "GET", "/", basic("jürg", "passwörd", charset)))
                    .isEqualTo(401);
            assertThat(status(access, "GET", "/", basic("jurg", "pässwörd", charset)))
                    .isEqualTo(401);
        }
    }

    private static String basic(String user, String password, Charset charset) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(charset));
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
