package io.vedette.rule.health;

import static io.vedette.rule.Reason.HTTP_STATUS;
import static io.vedette.rule.Reason.MALFORMED_BODY;
import static io.vedette.rule.Reason.MISCONFIGURED;
import static io.vedette.rule.health.HealthTable.error;
import static io.vedette.rule.health.HealthTable.judge;
import static io.vedette.rule.health.HealthTable.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.rule.Rule;
import io.vedette.rule.health.HealthTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PryvRegisterRuleTest {

    private static final String FLAT =
            "{'id':'INVALID_USER_NAME','message':'Invalid user name','detail':'User name must be made of 5 to 60 "
                    + "alphanumeric characters (- authorized).','errors':[]}";

    private final Rule rule = new PryvRegisterRule();

    @ParameterizedTest
    @MethodSource
    void judgesAnswers(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> judgesAnswers() {
        return Stream.of(
                ok("taken", 200, "{'reserved':true}"),
                ok("free", 200, "{'reserved':false}"),
                ok("a forbidden word", 200, "{'reserved':true,'reason':'RESERVED_USER_NAME'}"),
                ok("version 2", 200, "{'reserved':true,'meta':{'apiVersion':'2.0.0','serverTime':1548952964.011}}"),
                error("flag as text", 200, "{'reserved':'true'}", MALFORMED_BODY),
                error("flag null", 200, "{'reserved':null}", MALFORMED_BODY),
                error("no flag", 200, "{}", MALFORMED_BODY),
                error("plain text", 200, "true", MALFORMED_BODY),
                error("a page", 200, "<html></html>", MALFORMED_BODY),
                error("empty", 200, "", MALFORMED_BODY),
                error("no content", 204, "", MALFORMED_BODY),
                error("name refused, flat", 400, FLAT, MISCONFIGURED),
                error(
                        "name refused, nested",
                        400,
                        "{'error':{'id':'invalid-parameters-format','message':'Invalid user name'},'meta':{}}",
                        MISCONFIGURED),
                error("a proxy's 400", 400, "<html>plain HTTP request sent to HTTPS port</html>", HTTP_STATUS),
                error(
                        "database down",
                        500,
                        "{'id':'INTERNAL_ERROR','message':'Internal Error','errors':[]}",
                        HTTP_STATUS),
                error("gateway", 502, "<html>502</html>", HTTP_STATUS),
                error("starting", 503, "{'error':{'id':'api-unavailable','message':'x'}}", HTTP_STATUS),
                error("removed", 410, "{'error':{'id':'removed-method','message':'API method gone'}}", HTTP_STATUS),
                error("not there", 404, "{'error':{'id':'unknown-resource'}}", HTTP_STATUS),
                error("redirect", 301, "", HTTP_STATUS),
                error("not changed", 304, "", HTTP_STATUS));
    }

    @Test
    void warnsThatTheAccountIsMissing() {
        assertThat(judge(rule, 200, "{'reserved':false}").details().warnings())
                .singleElement()
                .asString()
                .startsWith("account missing");
        assertThat(judge(rule, 200, "{'reserved':true,'reason':'RESERVED_USER_NAME'}")
                        .details()
                        .warnings())
                .singleElement()
                .asString()
                .startsWith("account missing")
                .contains("RESERVED_USER_NAME");
        assertThat(judge(rule, 200, "{'reserved':true}").details().warnings()).isEmpty();
    }

    @Test
    void tellsTheServersWords() {
        assertThat(judge(rule, 400, FLAT).message())
                .isEqualTo("parameter username: the register refuses it (INVALID_USER_NAME: Invalid user name "
                        + "(User name must be made of 5 to 60 alphanumeric characters (- authorized).))");
        assertThat(judge(rule, 500, "{'id':'INTERNAL_ERROR','message':'Internal Error'}")
                        .message())
                .isEqualTo("HTTP status 500, expected 2xx; INTERNAL_ERROR: Internal Error");
    }
}
