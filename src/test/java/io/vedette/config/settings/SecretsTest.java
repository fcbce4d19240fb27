package io.vedette.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.MaskedUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    private final Secrets secrets = new Secrets();

    @Test
    void masksKnownSecretsWhereverTheyStand() {
        secrets.learn(List.of("xoxb-1-2", "s3cret"));

        assertThat(secrets.mask("Bearer xoxb-1-2, then s3crets")).isEqualTo("Bearer ***, then ***s");
    }

    @Test
    void masksTheBeginningOfOneWhereATextWasCut() {
        secrets.learn(List.of("xoxb-1234567890", "k9-77"));

        assertThat(secrets.maskCut("k9-77 and token xoxb-123")).isEqualTo("*** and token ***");
        assertThat(secrets.maskCut("the token of xox")).as("too short to tell").isEqualTo("the token of xox");
        assertThat(secrets.maskCut("it ends")).isEqualTo("it ends");
    }

    /** Hosts are shown in lower case, and so are the words that a rule takes for good. */
    @Test
    void masksThemInLowerCaseToo() {
        secrets.learn(List.of("ghp_Qx71LkkPz0Aa9", "Production"));

        assertThat(secrets.mask("the name ghp_qx71lkkpz0aa9.invalid has no address, production neither"))
                .isEqualTo("the name ***.invalid has no address, production neither");
    }

    @Test
    void forgetsThemInLowerCaseToo() {
        Object owner = new Object();
        List.of("Aa1-Bb2-Cc3", "Dd4-Ee5-Ff6", "Gg7-Hh8-Ii9").forEach(token -> secrets.hold(owner, token));

        assertThat(secrets.mask("aa1-bb2-cc3 dd4-ee5-ff6")).isEqualTo("aa1-bb2-cc3 ***");
    }

    @Test
    void leavesNothingOfASecretThatHoldsAnother() {
        secrets.learn(List.of("hunter2"));
        secrets.learn(List.of("hunter2-and-prey", "prey-4711"));

        assertThat(secrets.mask("it is hunter2-and-prey")).isEqualTo("it is ***");
        assertThat(secrets.mask("it is hunter2-and-prey-4711")).isEqualTo("it is ***");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p@ss w/rd | ?x=p%40ss%20w%2Frd.",
                "p@ss w/rd | ?x=p%40ss+w%2frd.",
                "p@ss w/rd | ?x=p@ss%20w/rd.",
                "pässe% | ?x=p%C3%A4sse%25.",
                "pässe% | ?x=p%c3%a4sse%25.",
                "a+b=c | ?x=a%2Bb%3Dc."
            })
    void masksPercentEncodedForms(String secret, String text) {
        secrets.learn(List.of(secret));

        assertThat(secrets.mask(text)).isEqualTo("?x=***.");
    }

    @Property
    void neverShowsASecretNorItsEncodedForm(
            @ForAll @StringLength(min = 4, max = 30) String secret, @ForAll String before, @ForAll String after) {
        Assume.that(secret.equals(secret.strip())
                && StandardCharsets.UTF_8.newEncoder().canEncode(secret)
                && !PlainWords.contain(secret));
        Assume.that(!before.contains(secret) && !after.contains(secret) && !Secrets.MASK.contains(secret));
        Secrets own = new Secrets();
        own.learn(List.of(secret));
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);

        assertThat(own.mask("<" + secret + ">")).doesNotContain("<" + secret + ">");
        assertThat(own.mask("<" + encoded + ">")).doesNotContain("<" + encoded + ">");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hunter2",
                "s3cret",
                "correct-horse",
                "pa$$word",
                "kqzxwvtrpl",
                "aBcDeFgH",
                "123456",
                "abcdefghijklmnopqrstuvwxyz"
            })
    void masksWhatIsNoOrdinaryWordWhereverItStands(String secret) {
        secrets.learn(List.of(secret));

        assertThat(secrets.mask("it is " + secret + ".")).isEqualTo("it is ***.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "Expected", "STAGING", "swordfish", "vedette", "status", "12345", "8080"})
    void masksAnOrdinaryWordOnlyWhereItStandsForASecret(String word) {
        secrets.learn(List.of(word));
        String ordinary = "check " + word + "-import: status 500, " + word + " 2xx; \"mode\":\"" + word + "\"";

        assertThat(secrets.mask(ordinary)).isEqualTo(ordinary);
        assertThat(secrets.mask("{\"password\":\"" + word + "\", \"auth_token\": \"" + word + "\"}"))
                .isEqualTo("{\"password\":\"***\", \"auth_token\": \"***\"}");
        assertThat(secrets.mask("Authorization: Bearer " + word + ", x-api-key=" + word))
                .isEqualTo("Authorization: Bearer ***, x-api-key=***");
    }

    @Test
    void forgetsATokenWhenItsOwnerHasHadTwoOthers() {
        Object one = new Object();
        Object other = new Object();
        secrets.learn(List.of("t0ken-from-config"));
        secrets.hold(other, "t0ken-1");
        for (String token : List.of("t0ken-1", "t0ken-2", "t0ken-from-config", "t0ken-3", "t0ken-4")) {
            secrets.hold(one, token);
        }

        assertThat(secrets.all()).containsExactlyInAnyOrder("t0ken-from-config", "t0ken-1", "t0ken-3", "t0ken-4");
        assertThat(secrets.mask("t0ken-2, t0ken-3, t0ken-1")).isEqualTo("t0ken-2, ***, ***");
    }

    @Test
    void takesNoOrdinaryWordForTheTokenOfALogin() {
        secrets.hold(this, "expected");

        assertThat(secrets.mask("status 500, expected 2xx, token: expected"))
                .isEqualTo("status 500, expected 2xx, token: expected");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "X-Env: production-eu1, X-Tenant: acme-4711          | ",
                "Accept: text/html, User-Agent: check/1.0            | ",
                "X-Build: 2026-03-01T12:00:00Z                       | ",
                "X-Trace: vedette-monitoring-2                       | ",
                "X-Api-Key: abc-12                                   | abc-12",
                "Authorization: Bearer abc-12                        | Bearer abc-12;abc-12",
                "Authorization: Basic bWU6aHVudGVyMg==               | Basic bWU6aHVudGVyMg==;bWU6aHVudGVyMg==;me:hunter2;hunter2",
                "Cookie: id=a1b2-c3                                  | id=a1b2-c3;a1b2-c3",
                "PRIVATE-TOKEN: glpat-1                              | glpat-1",
                "X-Session: 99-red                                   | 99-red",
                "X-Other: 8f14e45fceea167a5a36dedd4bea2543           | 8f14e45fceea167a5a36dedd4bea2543",
                "X-Other: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln  | eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
                "X-Id: 0f8fad5b-d9cb-469f-a165-70867728950e          | 0f8fad5b-d9cb-469f-a165-70867728950e",
            })
    void takesForSecretsOfHeadersWhatCanBeOne(String headers, String expected) {
        assertThat(GivenSecrets.ofParameters(java.util.Map.of("headers", headers)))
                .containsExactlyInAnyOrder(expected == null ? new String[0] : expected.split(";"));
    }

    @Test
    void masksThousandsOfSecretsAsFastAsOne() {
        for (int i = 0; i < 20_000; i++) {
            secrets.learn(List.of("xoxb-" + i + "-s3cret", "Bearer s3cret-" + i));
        }

        assertThat(secrets.size()).isEqualTo(40_000);
        assertThat(secrets.mask("Bearer s3cret-77 and xoxb-19999-s3cret; Bearer of xoxb- news"))
                .isEqualTo("*** and ***; Bearer of xoxb- news");
    }

    @Test
    void passesOverShortOnesAndNothing() {
        secrets.learn(Arrays.asList("abc", " x ", "", null));

        assertThat(secrets.size()).isZero();
        assertThat(secrets.mask("abc")).isEqualTo("abc");
        assertThat(secrets.mask(null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://", "https:", "HTTPS", "token", "webhook", "true"})
    void leavesPlainWordsReadableThatWereGivenForASecret(String word) {
        Secrets secrets = new Secrets();
        secrets.learn(List.of(word));

        String text = "vedette.webhook.token: \"true\" must start with http:// or https:// (HTTPS is better)";

        assertThat(secrets.mask(text)).isEqualTo(text);
    }

    @Test
    void knowsASecretOnce() {
        secrets.learn(List.of("s3cret", " s3cret "));
        secrets.learn(List.of("s3cret", "s3cret-longer"));

        assertThat(secrets.all()).containsExactly("s3cret-longer", "s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://user:pass@host/path | https://***@host/path",
                "https://token@host/path | https://***@host/path",
                "https://user:p@ss@host/path | https://***@host/path",
                "http://user:pa/ss@host/path | http://***@host/path",
                "http://user:o'brien@host/ | http://***@host/",
                "https://h/x?token=abc&b=1 | https://h/x?token=***&b=1",
                "https://h/x?a=1&access_token=abc#top | https://h/x?a=1&access_token=***#top",
                "https://h/x?API-Key=abc | https://h/x?API-Key=***",
                "jdbc:postgresql://h/db?user=u&password=p'w,x | jdbc:postgresql://h/db?user=u&password=***",
                "GET https://a:b@h/ and https://c:d@i/ | GET https://***@h/ and https://***@i/",
                "no jdbc:oracle:thin:scott/tiger@//h/x | no jdbc:oracle:thin:***@//h/x",
                "jdbc:oracle:thin:scott/t/i@h:1521:x   | jdbc:oracle:thin:***@h:1521:x",
                "jdbc:oracle:thin:@//h/x and a@b       | jdbc:oracle:thin:@//h/x and a@b"
            })
    void masksCredentialsInUrls(String text, String expected) {
        assertThat(MaskedUrl.of(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host/path?page=2",
                "https://host:8080/@team/path",
                "http://[::1]:8080/@team",
                "mail ops@example.com: see https://host/path",
                "a=b, c:d",
                "plain text"
            })
    void leavesOrdinaryTextsAlone(String text) {
        assertThat(MaskedUrl.of(text)).isEqualTo(text);
    }

    @Test
    void findsTheSecretsOfAUrlAsWrittenAndPlain() {
        assertThat(GivenSecrets.inUrl("https://bob:p%40ss@host/x?token=a%2Fb&page=2"))
                .contains("bob:p%40ss", "bob:p@ss", "p%40ss", "p@ss", "a%2Fb", "a/b");
        assertThat(GivenSecrets.inUrl("https://bob:100%@host/")).containsExactly("bob:100%", "Ym9iOjEwMCU=", "100%");
        assertThat(GivenSecrets.inUrl("https://host/x?page=2")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vedette.slack.token",
                "vedette.sentry.dsn",
                "vedette.slack.webhook-url",
                "vedette.webhook.url",
                "authToken",
                "authPassword",
                "headers",
                "token",
                "db.password",
                "my.apiKey"
            })
    void knowsTheNamesOfSecrets(String name) {
        assertThat(Secrets.isSecretName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vedette.slack.url", "authHeader", "authUrl", "interval", "nodeTags", "cache.key", "url"})
    void knowsTheNamesOfOtherThings(String name) {
        assertThat(Secrets.isSecretName(name)).isFalse();
    }

    @Test
    void ofAWebhooksAddressWhatIsDrawnByLotIsASecretToo() {
        String key = "xk3f8yq1p7bmzr5wd9s2u6hnte";

        assertThat(GivenSecrets.ofSecret("https://chat.example.com/hooks/" + key + "?a=b"))
                .containsExactly("https://chat.example.com/hooks/" + key + "?a=b", key);
        assertThat(GivenSecrets.ofSecret("https://desk.example.com/api/alerts"))
                .containsExactly("https://desk.example.com/api/alerts");
        assertThat(GivenSecrets.ofSecret("swordfish")).containsExactly("swordfish");
    }
}
