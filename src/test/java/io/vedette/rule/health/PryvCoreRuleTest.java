package io.vedette.rule.health;

import static io.vedette.rule.Reason.HTTP_STATUS;
import static io.vedette.rule.Reason.MALFORMED_BODY;
import static io.vedette.rule.Reason.MISCONFIGURED;
import static io.vedette.rule.health.HealthTable.NOW;
import static io.vedette.rule.health.HealthTable.error;
import static io.vedette.rule.health.HealthTable.judge;
import static io.vedette.rule.health.HealthTable.ok;
import static io.vedette.rule.health.HealthTable.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.probe.Answer;
import io.vedette.rule.Rule;
import io.vedette.rule.Verdict;
import io.vedette.rule.health.HealthTable.Row;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PryvCoreRuleTest {

    private final Rule rule = new PryvCoreRule();

    @ParameterizedTest
    @MethodSource
    void judgesAnswers(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> judgesAnswers() {
        String meta = "'meta':{'apiVersion':'1.3.51','serverTime':1548952964.011,'serial':'2019061301'}}";
        return Stream.of(
                ok("an event", 200, "{'events':[{'id':'x','type':'note/txt'}]," + meta),
                ok("no events", 200, "{'events':[]," + meta),
                error("no list of events", 200, "{" + meta, MALFORMED_BODY),
                error("events null", 200, "{'events':null," + meta, MALFORMED_BODY),
                error("a page", 200, "<html>login</html>", MALFORMED_BODY),
                error("empty", 200, "", MALFORMED_BODY),
                error(
                        "no token",
                        401,
                        pryv("invalid-access-token", "The access token is missing: expected an header."),
                        MISCONFIGURED),
                error(
                        "wrong token",
                        403,
                        pryv("invalid-access-token", "Cannot find access from token."),
                        MISCONFIGURED),
                error(
                        "wrong token as documented",
                        401,
                        pryv("invalid-access-token", "Cannot find access from token."),
                        MISCONFIGURED),
                error(
                        "session expired",
                        403,
                        pryv("invalid-access-token", "Access session has expired."),
                        MISCONFIGURED),
                error("access expired", 403, pryv("forbidden", "Access has expired."), MISCONFIGURED),
                error("forbidden", 403, pryv("forbidden", "You do not have permission."), MISCONFIGURED),
                error("a gateway's 403", 403, "<html>403</html>", MISCONFIGURED),
                error("unknown user", 404, pryv("unknown-resource", "Unknown user x"), MISCONFIGURED),
                error("no core there", 404, "<html>404</html>", MISCONFIGURED),
                error(
                        "wrong core",
                        421,
                        "{'error':{'id':'wrong-core','message':'m','coreUrl':'https://core-b.x'}}",
                        MISCONFIGURED),
                error("user moved", 301, pryv("user-account-relocated", "moved"), MISCONFIGURED),
                error("redirect of somebody else", 302, "", HTTP_STATUS),
                error("removed", 410, pryv("removed-method", "API method gone"), HTTP_STATUS),
                error("not in this edition", 451, pryv("unavailable-method", "m"), HTTP_STATUS),
                error("starting", 503, pryv("api-unavailable", "m"), HTTP_STATUS),
                error("crash", 500, pryv("unexpected-error", "m"), HTTP_STATUS),
                error("bad gateway", 502, "<html>502</html>", HTTP_STATUS),
                error("gateway timeout", 504, "", HTTP_STATUS),
                error("too many", 429, "", HTTP_STATUS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    401 | invalid-access-token | The access token is missing: expected an Authorization header | token: the access token is missing
                    403 | invalid-access-token | Cannot find access from token. | wrong or was revoked
                    403 | invalid-access-token | Access session has expired. | create a permanent access
                    403 | forbidden | Access has expired. | token: the access has expired
                    403 | forbidden | You cannot. | may not read events
                    404 | unknown-resource | Unknown user x | username: the core does not know the user
                    421 | wrong-core | Wrong | parameter hostname: the account lives on another core
                    """)
    void tellsWhichPartOfTheCheckIsWrong(int code, String id, String message, String told) {
        assertThat(judge(rule, code, pryv(id, message)).message()).contains(told, "HTTP status " + code, id);
    }

    @Test
    void masksTheTokenInAnAddress() {
        Verdict moved = judge(
                rule,
                421,
                "{'error':{'id':'wrong-core','message':'see https://cjtoken1234@core-b.x/','coreUrl':'https://cjtoken1234@core-b.x/'}}");

        assertThat(moved.message()).contains("core-b.x").doesNotContain("cjtoken1234");
    }

    @Test
    void tellsWhereARedirectLeadsWithoutTheTokenInIt() {
        Answer.Http redirect =
                new Answer.Http(302, Map.of("location", "https://sso.x/?auth=cjtoken1234"), new byte[0], false, 0);

        assertThat(rule.judge(seen(redirect), NOW).message())
                .contains("https://sso.x/")
                .doesNotContain("cjtoken1234");
    }

    private static String pryv(String id, String message) {
        return "{'error':{'id':'" + id + "','message':'" + message + "'},'meta':{'apiVersion':'1.3.51'}}";
    }
}
