package io.vedette.rule.health;

import static io.vedette.rule.Reason.HTTP_STATUS;
import static io.vedette.rule.Reason.MALFORMED_BODY;
import static io.vedette.rule.Reason.MISCONFIGURED;
import static io.vedette.rule.Reason.STATUS;
import static io.vedette.rule.health.HealthTable.error;
import static io.vedette.rule.health.HealthTable.judge;
import static io.vedette.rule.health.HealthTable.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.rule.Failure;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.rule.health.HealthTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvalancheHealthRuleTest {

    private final Rule rule = new AvalancheHealthRule();

    @ParameterizedTest
    @MethodSource
    void judgesNodes(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> judgesNodes() {
        return Stream.of(
                ok("old node, empty body", 200, ""),
                ok("no checks", 200, "{'checks':{},'healthy':true}"),
                ok(
                        "healthy",
                        200,
                        "{'checks':{'C':{'message':null,'timestamp':'2024-04-01T10:00:00Z','duration':465253}},'healthy':true}"),
                error("old node, empty body with 503", 503, "", HTTP_STATUS),
                error("very old node, empty body with 500", 500, "", HTTP_STATUS),
                error("error as a string", 503, """
                        {'checks':{'bootstrapped':{'message':['11111111111111111111111111111111LpoYY'],
                        'error':'subnets not bootstrapped','timestamp':'2024-04-01T10:00:00.123456789+02:00','duration':1,
                        'contiguousFailures':3,'timeOfFirstFailure':'2024-04-01T09:58:00Z'},
                        'P':{'message':{'primary network validator health':{'connectedStake':1}},
                        'timestamp':'2024-04-01T10:00:00Z','duration':2}},'healthy':false}""", STATUS, "bootstrapped failing"),
                error(
                        "error as an object",
                        503,
                        "{'checks':{'C':{'error':{'message':'x'},'timestamp':'2020-10-14T14:04:20Z'}},'healthy':false}",
                        STATUS,
                        "C failing"),
                error("unhealthy with 200", 200, "{'checks':{},'healthy':false}", STATUS),
                error("healthy with 503", 503, "{'checks':{},'healthy':true}", HTTP_STATUS),
                error("no flag", 200, "{'checks':{}}", MALFORMED_BODY),
                error("a word for a flag", 200, "{'checks':{},'healthy':'yes'}", MALFORMED_BODY),
                error("a page", 200, "<html>wallet</html>", MALFORMED_BODY),
                error("a gateway", 502, "<html>bad gateway</html>", HTTP_STATUS),
                error("Host header not allowed", 403, "invalid host specified\n", MISCONFIGURED),
                error("another 403", 403, "forbidden", HTTP_STATUS),
                error("no health API", 404, "404 page not found", MISCONFIGURED),
                error(
                        "not yet bootstrapped",
                        503,
                        "API call rejected because chain is not done bootstrapping",
                        HTTP_STATUS));
    }

    @Test
    void tellsWhichChecksFailHowOftenAndSinceWhen() {
        Verdict verdict = judge(
                rule,
                503,
                "{'checks':{'bootstrapped':{'message':['2Z36','29uV'],'error':'subnets not\\nbootstrapped','timestamp':"
                        + "'2024-04-01T10:00:00Z','contiguousFailures':3,'timeOfFirstFailure':'2024-04-01T09:58:00Z'}},'healthy':false}");

        assertThat(verdict.failures())
                .containsExactly(new Failure(
                        "bootstrapped",
                        "failing",
                        "subnets not bootstrapped (2Z36, 29uV); 3 failures in a row since 2024-04-01T09:58:00Z"));
        assertThat(verdict.message())
                .startsWith(
                        "HTTP status 503, expected 2xx; the node says healthy: false; bootstrapped: failing (subnets");
    }

    @Test
    void pointsToTheHostHeader() {
        assertThat(judge(rule, 403, "invalid host specified").message()).contains("headers", "Host: localhost");
    }

    @Test
    void believesAHealthyNodeAndWarnsOfACheckWithAnError() {
        Verdict verdict =
                judge(rule, 200, "{'checks':{'C':{'error':'late','timestamp':'2024-04-01T10:00:00Z'}},'healthy':true}");

        assertThat(verdict.status()).isEqualTo(Status.OK);
        assertThat(verdict.details().warnings())
                .containsExactly("C reports an error although the node is healthy: late");
    }
}
