package io.vedette.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.LocalServer.Asked;
import io.vedette.TestClock;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Answer.Trouble;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.Attempt;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.Probe;
import io.vedette.probe.kind.Probes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenLoginTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final TestClock clock = new TestClock();
    private final HttpTransport transport = new HttpTransport();
    private final Probes probes = new Probes(transport, TokenSettings.NONE, new HeartbeatBook(), clock, new Secrets());
    private LocalServer login;
    private LocalServer task;
    private volatile String token = "token-1";

    @BeforeEach
    void start() throws IOException {
        login = new LocalServer(asked -> Answered.of(200, "{\"auth_token\":\"" + token + "\"}"));
        task = new LocalServer(asked -> asked.header("Authorization").equals(Optional.of(token))
                ? Answered.of(200, "fine")
                : Answered.of(401, "no"));
    }

    @AfterEach
    void stop() {
        probes.close();
        login.close();
        task.close();
    }

    @Test
    void logsInAsPyPingerDoesAndSendsTheTokenRaw() {
        assertThat(status(check(Map.of()))).isEqualTo(200);

        Asked asked = login.last();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.header("Content-Type").orElse("")).startsWith("application/json");
        assertThat(asked.body()).isEqualTo("{\"email\":\"me@example.org\",\"password\":\"pass\\\"word\"}");
        assertThat(task.last().header("Authorization")).contains("token-1");
    }

    @Test
    void sendsTheTokenInAnotherHeader() {
        status(check(Map.of("authHeader", "X-Auth")));

        assertThat(task.last().header("X-Auth")).contains("token-1");
        assertThat(task.last().headers()).doesNotContainKey("authorization");
    }

    @Test
    void logsInOnceForManyProbes() {
        Probe check = check(Map.of());

        for (int i = 0; i < 5; i++) {
            assertThat(status(check)).isEqualTo(200);
            clock.forward(Duration.ofDays(1));
        }

        assertThat(login.asked()).hasSize(1);
    }

    @Test
    void logsInOnceForAllChecksOfOneAccount() throws Exception {
        CountDownLatch all = new CountDownLatch(20);
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<Integer>> statuses = IntStream.range(0, 20)
                    .mapToObj(i -> threads.submit(() -> {
                        Probe check = check(Map.of());
                        all.countDown();
                        all.await();
                        return status(check);
                    }))
                    .toList();
            for (Future<Integer> status : statuses) {
                assertThat(status.get()).isEqualTo(200);
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(login.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"401", "403"})
    void logsInAnewAndAsksAgainWhenTheTokenIsRefused(int refusal) {
        task.answer(asked -> asked.header("Authorization").equals(Optional.of(token))
                ? Answered.of(200, "fine")
                : Answered.of(refusal, "no"));
        Probe check = check(Map.of());
        status(check);

        token = "token-2";

        assertThat(status(check)).isEqualTo(200);
        assertThat(login.asked()).hasSize(2);
        assertThat(task.asked()).hasSize(3);
    }

    @Test
    void asksOnlyOnceMoreWhenTheNewTokenIsRefusedToo() {
        task.answer(403, "never");
        Probe check = check(Map.of());

        assertThat(status(check)).isEqualTo(403);
        assertThat(task.asked()).hasSize(2);
        assertThat(login.asked()).hasSize(2);
    }

    @Test
    void logsInAnewWhenTheTokenExpires() {
        login.answer(asked -> Answered.of(200, "{\"auth_token\":\"token-1\",\"expires_in\":60}"));
        Probe check = check(Map.of());
        status(check);

        clock.forward(Duration.ofSeconds(50));
        status(check);
        assertThat(login.asked()).hasSize(1);

        clock.forward(Duration.ofSeconds(10));
        status(check);
        assertThat(login.asked()).hasSize(2);
    }

    @Test
    void logsInAnewWhenAJsonWebTokenExpires() {
        token = "e30." + base64("{\"exp\":" + clock.instant().plusSeconds(600).getEpochSecond() + "}") + ".c2ln";
        Probe check = check(Map.of());
        status(check);

        clock.forward(Duration.ofSeconds(590));
        status(check);
        assertThat(login.asked()).hasSize(1);

        clock.forward(Duration.ofSeconds(10));
        status(check);
        assertThat(login.asked()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-9223372036854775808", "9223372036854775807", "1e400", "\"soon\"", "null"})
    void takesATokenWhoseEndMakesNoSense(String end) {
        token = "e30." + base64("{\"exp\":" + end + "}") + ".c2ln";

        assertThat(status(check(Map.of()))).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error\":\"bad password\"} | status 401, expected 2xx",
                "200 | <html>                     | the answer is not JSON",
                "200 | {\"token\":\"x\"}           | the answer has no auth_token",
                "200 | {\"auth_token\":7}          | the answer has no auth_token",
                "200 | []                         | the answer has no auth_token",
                "302 | x                          | status 302, expected 2xx"
            })
    void tellsALoginThatIsRefusedAsMisconfigured(int status, String body, String words) {
        login.answer(status, body);

        Trouble trouble = (Trouble) answer(check(Map.of()));

        assertThat(trouble.kind()).isEqualTo(Kind.MISCONFIGURED);
        assertThat(trouble.message()).isEqualTo("login at 127.0.0.1: " + words);
        assertThat(task.asked()).isEmpty();
    }

    /** The server's own text around the schemes is not told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Digest realm=\"ops, Basic\", nonce=\"a1\", qop=\"auth\" | Digest",
                "Negotiate, NTLM, basic realm=x             | Negotiate or NTLM or basic",
                "Bearer error=\"invalid_token\"              | Bearer"
            })
    void tellsHowTheServerWantsToBeAskedInstead(String challenge, String schemes) {
        login.answer(asked -> Answered.of(401, "no").with("WWW-Authenticate", challenge));

        Trouble trouble = (Trouble) answer(check(Map.of()));

        assertThat(trouble.kind()).isEqualTo(Kind.MISCONFIGURED);
        assertThat(trouble.message())
                .isEqualTo("login at 127.0.0.1: status 401, expected 2xx; the server asks for " + schemes
                        + ": a login sends user and password as JSON, and no more");
    }

    @ParameterizedTest
    @CsvSource({
        "302, https://sso.example.org/sign-in?next=%2F, https://sso.example.org/sign-in?next=%2F",
        "307, https://ann:hush-hush@sso.example.org/a, https://***@sso.example.org/a",
        "301, /login/, /login/"
    })
    void tellsWhereALoginLeadsTo(int status, String location, String told) {
        login.answer(asked -> Answered.redirect(status, location));

        Trouble trouble = (Trouble) answer(check(Map.of()));

        assertThat(trouble.kind()).isEqualTo(Kind.MISCONFIGURED);
        assertThat(trouble.message())
                .isEqualTo("login at 127.0.0.1: status " + status + ", expected 2xx; it leads to " + told
                        + ", which is not followed with a password: name the address that answers with the token");
        assertThat(login.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "429"})
    void tellsALoginServerInTroubleAsOutOfReach(int status) {
        login.answer(status, "busy");

        Trouble trouble = (Trouble) answer(check(Map.of()));

        assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(trouble.message()).isEqualTo("login at 127.0.0.1: status " + status + ", expected 2xx");
    }

    @Test
    void tellsALoginServerThatIsDownAsOutOfReach() {
        Probe check = check(Map.of());
        login.close();

        Trouble trouble = (Trouble) answer(check);

        assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(trouble.message()).startsWith("login at 127.0.0.1: ").containsIgnoringCase("refused");
    }

    @Test
    void leavesAFailedLoginAloneForAWhile() {
        login.answer(401, "no");
        Probe check = check(Map.of());
        for (int i = 0; i < 10; i++) {
            assertThat(answer(check)).isInstanceOf(Trouble.class);
        }
        assertThat(login.asked()).hasSize(1);

        clock.forward(TokenLogin.REST);
        login.answer(200, "{\"auth_token\":\"token-1\"}");

        assertThat(status(check)).isEqualTo(200);
        assertThat(login.asked()).hasSize(2);
    }

    @Test
    void givesATokenThatCannotBeAHeaderToNobody() {
        login.answer(200, "{\"auth_token\":\"a\\r\\nX-Evil: 1\"}");

        Answer answer = answer(check(Map.of()));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Trouble.class, trouble -> assertThat(trouble.kind()).isEqualTo(Kind.MISCONFIGURED));
        assertThat(task.asked()).isEmpty();
    }

    @Test
    void sendsAFixedTokenAsItIs() {
        task.answer(200, "");
        Parameters parameters = new Parameters(Map.of("url", task.url("/"), "authToken", "Bearer abc"));

        status(probes.create("http", "a-check", parameters, TIMEOUT).orElseThrow());

        assertThat(task.last().header("Authorization")).contains("Bearer abc");
    }

    @Test
    void asksForAllOfALogin() {
        Parameters parameters = new Parameters(Map.of("url", task.url("/"), "authUrl", login.url("/login")));

        probes.create("http", "a-check", parameters, TIMEOUT);

        assertThat(parameters.problems(List.of()))
                .anyMatch(problem -> problem.toString().contains("authUrl, authUsername and authPassword together"));
    }

    private Probe check(Map<String, String> more) {
        Map<String, String> values = new java.util.HashMap<>(more);
        values.put("url", task.url("/task"));
        values.put("authUrl", login.url("/login"));
        values.put("authUsername", "me@example.org");
        values.put("authPassword", "pass\"word");
        return probes.create("http", "a-check", new Parameters(values), TIMEOUT).orElseThrow();
    }

    private static int status(Probe check) {
        Answer answer = answer(check);
        assertThat(answer).isInstanceOf(Http.class);
        return ((Http) answer).status();
    }

    private static Answer answer(Probe check) {
        try {
            return check.ask(Attempt.unlimited());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
