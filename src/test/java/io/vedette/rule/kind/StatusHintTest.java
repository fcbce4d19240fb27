package io.vedette.rule.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import io.vedette.probe.Answer.Http;
import io.vedette.probe.Observation;
import io.vedette.rule.Rule;
import io.vedette.rule.health.HealthRule;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusHintTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String WAYS =
            ": a check sends basicUsername, digestUsername, authToken, the token of a login (authUrl, oauthTokenUrl), or what"
                    + " headers says";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Digest realm=\"a, b\", nonce=\"x, Basic y\", qop=\"auth\" | Digest",
                "Negotiate                                            | Negotiate, which checks do not speak",
                "Negotiate YII=, NTLM                                 | Negotiate or NTLM, which checks do not speak",
                "Basic realm=\"x\"                                    | Basic",
                "basic realm = x                                      | basic",
                "Bearer error=\"invalid_token\", scope=\"a b\"         | Bearer",
                "Basic realm=\"x\", Digest realm=\"y\", nonce=\"z\"     | Basic or Digest",
                "Newauth realm=\"a\", type=1, title=\"Login to \\\"b\\\"\", Basic realm=\"c\" | Newauth or Basic",
                "Basic a=b, basic c=d                                 | Basic",
            })
    void namesTheSchemesThatTheServerAsksFor(String challenge, String schemes) {
        assertThat(http(401, "www-authenticate", challenge))
                .isEqualTo("status 401, expected 2xx; the server asks for " + schemes + WAYS);
        assertThat(health(401, "www-authenticate", challenge)).endsWith("; the server asks for " + schemes + WAYS);
    }

    @Test
    void namesAProxyThatAsks() {
        assertThat(http(407, "proxy-authenticate", "Basic realm=x"))
                .isEqualTo("status 407, expected 2xx; a proxy asks for Basic: give its user and"
                        + " password with its address (proxy, vedette.proxy)");
    }

    @ParameterizedTest
    @CsvSource({"401, x-other", "403, www-authenticate", "500, www-authenticate"})
    void saysNothingWhereNothingIsAskedFor(int status, String header) {
        assertThat(http(status, header, "Basic realm=x")).isEqualTo("status " + status + ", expected 2xx");
    }

    @Test
    void showsNamesOnlyHoweverHostileTheChallenge() {
        String hostile = "\u001b[31mX, <script>, " + "A".repeat(10_000) + ", \"".repeat(5_000)
                + ", One, Two, Three, Four, Five, Six";

        assertThat(http(401, "www-authenticate", hostile)).hasSizeLessThan(400).doesNotContain("\u001b", "<", "AAAA");
        assertThat(http(401, "www-authenticate", "One, Two, Three, Four, Five, Six, Seven"))
                .contains("One or Two or Three or Four or Five, which");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "302     | 1 | status 200 after a redirect to https://b.example/x, expected 302; followRedirects=false"
                        + " judges the redirect itself",
                "301-308 | 3 | status 200 after 3 redirects, the last one to https://b.example/x, expected 301-308;"
                        + " followRedirects=false judges the redirect itself",
                "204     | 1 | status 200 after a redirect to https://b.example/x, expected 204",
            })
    void namesTheRedirectThatLedToTheStatus(String expected, int redirects, String message) {
        Http answer = new Http(200, Map.of(), new byte[0], false, redirects, Optional.of("https://b.example/x"));

        assertThat(judge(HttpRule.of(new Parameters(Map.of("expectedStatus", expected))), answer))
                .isEqualTo(message);
    }

    @Test
    void namesTheRedirectInHealthToo() {
        Http answer = new Http(404, Map.of(), new byte[0], false, 1, Optional.of("https://b.example/login"));

        assertThat(judge(new HealthRule(), answer)).endsWith("; after a redirect to https://b.example/login");
    }

    private static String http(int status, String header, String value) {
        return judge(HttpRule.of(new Parameters(Map.of())), answer(status, header, value));
    }

    private static String health(int status, String header, String value) {
        return judge(new HealthRule(), answer(status, header, value));
    }

    private static Http answer(int status, String header, String value) {
        return new Http(status, new HashMap<>(Map.of(header, value)), new byte[0], false, 0);
    }

    private static String judge(Rule rule, Http answer) {
        return rule.judge(new Observation(NOW, Duration.ZERO, answer), NOW).message();
    }
}
