package io.vedette.probe.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.LocalServer;
import io.vedette.LocalServer.Answered;
import io.vedette.TestClock;
import io.vedette.config.settings.Secrets;
import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users and clients of a check's own: basic and digest authentication, and tokens by OAuth, which people ask their monitors for. */
class OwnCredentialsTest {

    private final TestClock clock = new TestClock();
    private final Secrets secrets = new Secrets();
    private final Probes probes =
            new Probes(new HttpTransport(), TokenSettings.NONE, new HeartbeatBook(), clock, secrets);
    private LocalServer login;
    private LocalServer server;
    private volatile String token = "first-token-of-many";

    @BeforeEach
    void start() throws IOException {
        login = new LocalServer(asked ->
                Answered.of(200, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":600}"));
        server = new LocalServer(asked ->
                Answered.of(asked.header("Authorization").equals(Optional.of("Bearer " + token)) ? 200 : 401, "x"));
    }

    @AfterEach
    void stop() {
        probes.close();
        login.close();
        server.close();
    }

    private Map<String, String> client(String... more) {
        Map<String, String> values = new TreeMap<>(Map.of(
                "oauthTokenUrl", login.url("/token"),
                "oauthClientId", "vedette:one",
                "oauthClientSecret", "s&cret of ours",
                "oauthScope", "health read"));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return values;
    }

    @Test
    void getsATokenForTheClientOnce() {
        Probe probe = probe(client());

        assertThat(status(probe)).isEqualTo(200);
        assertThat(status(probe)).isEqualTo(200);

        assertThat(login.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.header("Content-Type")).contains("application/x-www-form-urlencoded");
            assertThat(asked.body()).isEqualTo("grant_type=client_credentials&scope=health+read");
            assertThat(decoded(asked.header("Authorization").orElse("")))
                    .isEqualTo("vedette%3Aone:s%26cret+of+ours"); // RFC 6749, 2.3.1
        });
        assertThat(secrets.mask("a first-token-of-many b")).doesNotContain("first-token");
    }

    @Test
    void getsAnotherWhenItExpiresOrIsRefused() {
        Probe probe = probe(client());
        status(probe);

        clock.forward(Duration.ofMinutes(11));
        assertThat(status(probe)).isEqualTo(200);
        assertThat(login.asked()).hasSize(2);

        token = "second-token-of-many";
        assertThat(status(probe)).isEqualTo(200);
        assertThat(login.asked()).hasSize(3);
    }

    @Test
    void sendsIdAndSecretInTheBodyWhereTheHeadIsRefused() {
        login.answer(asked -> asked.body().contains("client_secret=s%26cret+of+ours")
                ? Answered.of(200, "{\"access_token\":\"" + token + "\"}")
                : Answered.of(401, "{\"error\":\"invalid_client\"}"));

        assertThat(status(probe(client()))).isEqualTo(200);
        assertThat(login.last().body()).contains("client_id=vedette%3Aone");
        assertThat(login.last().headers()).doesNotContainKey("authorization");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":\"invalid_scope\",\"error_description\":\"no such scope\"} | MISCONFIGURED | status 400,"
                        + " expected 2xx: invalid_scope, no such scope",
                "401 | {\"error\":\"invalid_client\"} | MISCONFIGURED | status 401, expected 2xx: invalid_client",
                "503 | <html>gone</html>              | UNREACHABLE   | status 503, expected 2xx",
                "200 | {\"token\":\"x\"}              | MISCONFIGURED | the answer has no access_token",
                "200 | nothing                        | MISCONFIGURED | the answer is not JSON",
                "200 | {\"access_token\":\"a\\nb\"}   | MISCONFIGURED | the access_token cannot be sent in a header",
            })
    void tellsWhyThereIsNoToken(int status, String body, Kind kind, String why) {
        login.answer(status, body);

        assertThat(ask(probe(client()))).isEqualTo(new Trouble(kind, "login at 127.0.0.1: " + why));
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void sendsUserAndPassword() {
        server.answer(asked ->
                Answered.of(decoded(asked.header("Authorization").orElse("")).equals("me:päss:word") ? 200 : 401, ""));

        assertThat(status(probe(Map.of("basicUsername", "me", "basicPassword", "päss:word"))))
                .isEqualTo(200);
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"MD5, false", "SHA-256, false", "MD5, true"})
    void answersTheChallengeOfADigest(String algorithm, boolean withBody) {
        server.answer(asked -> isDigested(asked.header("Authorization").orElse(""), algorithm, asked.method())
                ? Answered.of(200, "in")
                : Answered.of(401, "who?")
                        .with(
                                "WWW-Authenticate",
                                "Digest realm=\"a, b\", qop=\"auth\", nonce=\"n0nce\", algorithm=" + algorithm));
        Map<String, String> values = new TreeMap<>(Map.of("digestUsername", "me", "digestPassword", "swordfish"));
        if (withBody) {
            values.putAll(Map.of("method", "POST", "body", "text"));
        }

        assertThat(status(probe(values))).isEqualTo(200);
        assertThat(server.asked()).hasSize(2);
        assertThat(server.last().body()).isEqualTo(withBody ? "text" : "");
    }

    @Test
    void neverSendsThePasswordOfADigestInPlainText() {
        server.answer(asked -> Answered.of(401, "").with("WWW-Authenticate", "Basic realm=\"x\""));

        assertThat(status(probe(Map.of("digestUsername", "me", "digestPassword", "swordfish"))))
                .isEqualTo(401);
        assertThat(server.asked())
                .allSatisfy(asked -> assertThat(asked.headers()).doesNotContainKey("authorization"));
    }

    @Test
    void keepsAllOfItFromOtherServers() throws IOException {
        try (LocalServer other = LocalServer.answering(200, "");
                LocalServer leading = new LocalServer(
                        asked -> Answered.redirect(302, other.url("/").replace("127.0.0.1", "localhost")))) {
            other.answer(asked -> Answered.of(asked.header("Authorization").isPresent() ? 500 : 401, "")
                    .with("WWW-Authenticate", "Digest realm=\"x\", qop=\"auth\", nonce=\"n\""));
            assertThat(status(probe(leading, Map.of("digestUsername", "me", "digestPassword", "swordfish"))))
                    .isEqualTo(401);
            assertThat(status(probe(leading, Map.of("basicUsername", "me", "basicPassword", "swordfish"))))
                    .isEqualTo(401);
            assertThat(status(probe(leading, client()))).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "oauthTokenUrl=https://a/ | oauthTokenUrl: a token by OAuth needs oauthTokenUrl, oauthClientId and"
                        + " oauthClientSecret together",
                "oauthScope=a             | oauthTokenUrl: a token by OAuth needs",
                "basicPassword=abcdefgh   | basicUsername: is missing: the user of basicPassword",
                "basicUsername=a;digestUsername=b | digestUsername: and basicUsername both fill the header Authorization",
                "authToken=abcdefgh;basicUsername=b | basicUsername: and authToken both fill the header Authorization",
                "ipVersion=5              | ipVersion: \"5\" is neither 4 nor 6",
                "serverName=a b           | serverName: \"a b\" is not a host name",
            })
    void tellsWhatIsWrong(String parameters, String problem) {
        Map<String, String> values = new TreeMap<>(Map.of("url", server.url("/")));
        for (String pair : parameters.split(";")) {
            values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        Parameters given = new Parameters(values);
        probes.create("http", "check", given, Duration.ofSeconds(1));

        assertThat(given.problems(List.of())).extracting(Problem::toString).anyMatch(text -> text.contains(problem));
    }

    /** RFC 7616, 3.4. */
    private static boolean isDigested(String header, String algorithm, String method) {
        Map<String, String> given = new TreeMap<>();
        Matcher pair = Pattern.compile("(\\w+)=\"?([^\",]*)\"?").matcher(header);
        while (pair.find()) {
            given.put(pair.group(1), pair.group(2));
        }
        String user = hash(algorithm, "me:a, b:swordfish");
        String request = hash(algorithm, method + ":" + given.get("uri"));
        return header.startsWith("Digest ")
                && hash(algorithm, user + ":n0nce:" + given.get("nc") + ":" + given.get("cnonce") + ":auth:" + request)
                        .equals(given.get("response"));
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String decoded(String basic) {
        return basic.startsWith("Basic ")
                ? new String(Base64.getDecoder().decode(basic.substring(6)), StandardCharsets.UTF_8)
                : basic;
    }

    private Probe probe(Map<String, String> more) {
        return probe(server, more);
    }

    private Probe probe(LocalServer asked, Map<String, String> more) {
        Map<String, String> values = new TreeMap<>(more);
        values.put("url", asked.url("/page"));
        Parameters parameters = new Parameters(values);
        Probe probe = probes.create("http", "check", parameters, Duration.ofSeconds(10))
                .orElseThrow();
        assertThat(parameters.problems(List.of())).isEmpty();
        return probe;
    }

    private static Answer ask(Probe probe) {
        try {
            return probe.ask(Attempt.unlimited());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int status(Probe probe) {
        Answer answer = ask(probe);
        assertThat(answer).isInstanceOf(Http.class);
        return ((Http) answer).status();
    }
}
