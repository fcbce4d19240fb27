package io.vedette.rule.health;

import static io.vedette.rule.Reason.HTTP_STATUS;
import static io.vedette.rule.Reason.MALFORMED_BODY;
import static io.vedette.rule.Reason.MISCONFIGURED;
import static io.vedette.rule.Reason.STALE;
import static io.vedette.rule.Reason.STATUS;
import static io.vedette.rule.health.HealthTable.degraded;
import static io.vedette.rule.health.HealthTable.error;
import static io.vedette.rule.health.HealthTable.http;
import static io.vedette.rule.health.HealthTable.json;
import static io.vedette.rule.health.HealthTable.judge;
import static io.vedette.rule.health.HealthTable.judgeSample;
import static io.vedette.rule.health.HealthTable.ok;
import static io.vedette.rule.health.HealthTable.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.probe.Answer;
import io.vedette.probe.http.JsonRpcProbe;
import io.vedette.rule.Failure;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.rule.health.HealthTable.Row;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvalancheLivenessRuleTest {

    private static final String GONE =
            "{'jsonrpc':'2.0','error':{'code':-32000,'message':'rpc: can\\u0027t find method \\'health.GetLiveness\\'','data':null},'id':1}";

    private final Rule rule = new AvalancheLivenessRule(0, Optional.empty());

    @Test
    void namesTheFailingCheckOfTheDocumentedAnswer() {
        Verdict verdict = judgeSample(rule, 200, "avalanche-liveness.json");

        assertThat(verdict.status()).isEqualTo(Status.ERROR);
        assertThat(verdict.reasonCode()).isEqualTo("status");
        assertThat(verdict.failures())
                .containsExactly(new Failure(
                        "C",
                        "failing",
                        "example error message; 50 failures in a row since 2020-10-14T13:16:10.576435413Z"));
        assertThat(verdict.message())
                .isEqualTo("the node says healthy: false; C: failing (example error message; "
                        + "50 failures in a row since 2020-10-14T13:16:10.576435413Z)");
    }

    @ParameterizedTest
    @MethodSource
    void judgesAnswers(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> judgesAnswers() {
        return Stream.of(
                ok(
                        "healthy",
                        200,
                        rpc(
                                true,
                                "'P':{'timestamp':'2020-10-14T14:04:08Z','contiguousFailures':0,'timeOfFirstFailure':null}")),
                ok("liveness has no checks", 200, rpc(true, "")),
                ok("error null", 200, "{'jsonrpc':'2.0','result':{'checks':{},'healthy':true},'error':null,'id':1}"),
                ok(
                        "messages of any type",
                        200,
                        rpc(true, "'a':{'message':null},'b':{'message':[1]},'c':{'message':'x'},'d':{'message':1}")),
                error("unhealthy without a failing check", 200, rpc(false, ""), STATUS),
                error(
                        "one failure, 0 allowed",
                        200,
                        rpc(false, "'C':{'error':'x','contiguousFailures':1}"),
                        STATUS,
                        "C failing"),
                error(
                        "no count, 0 allowed",
                        200,
                        rpc(false, "'C':{'error':'not yet run','timestamp':'0001-01-01T00:00:00Z'}"),
                        STATUS,
                        "C failing"),
                error(
                        "old nodes before the first run",
                        200,
                        rpc(
                                false,
                                "'C':{'message':\"didn't run yet\",'error':{'message':\"didn't run yet\"}}"
                                        .replace("didn't", "did not")),
                        STATUS,
                        "C failing"),
                error(
                        "several",
                        200,
                        rpc(false, "'C':{'error':{'message':'x'}},'X':{},'P':{'error':'y'}"),
                        STATUS,
                        "C failing",
                        "P failing"),
                error(
                        "a list of checks, as the documentation writes it",
                        200,
                        "{'result':{'checks':[{'C':{'error':{'message':'x'}}},{'P':{}},1],'healthy':false}}",
                        STATUS,
                        "C failing"),
                error("the method is gone", 200, json(GONE), MISCONFIGURED),
                error(
                        "method not found by the specification",
                        200,
                        rpcError(-32601, "Method not found"),
                        MISCONFIGURED),
                error("request refused", 200, rpcError(-32600, "Invalid Request"), MISCONFIGURED),
                error(
                        "another error",
                        200,
                        rpcError(-32000, "API call rejected because chain is not done bootstrapping"),
                        MALFORMED_BODY),
                error("notification, empty body", 200, "", MALFORMED_BODY),
                error("no result", 200, "{'jsonrpc':'2.0','id':1}", MALFORMED_BODY),
                error("result null", 200, "{'jsonrpc':'2.0','result':null,'id':1}", MALFORMED_BODY),
                error("flag missing", 200, "{'result':{'checks':{}}}", MALFORMED_BODY),
                error("flag as a word", 200, "{'result':{'healthy':'true'}}", MALFORMED_BODY),
                error("answer of the GET", 200, "{'checks':{},'healthy':true}", MALFORMED_BODY),
                error("not JSON", 200, "<html></html>", MALFORMED_BODY),
                error("a list", 200, "[{'result':{'healthy':true}}]", MALFORMED_BODY),
                error("wrong media type", 415, "rpc: unrecognized Content-Type: text/plain", HTTP_STATUS),
                error("wrong HTTP method", 405, "rpc: POST method required, received GET", HTTP_STATUS),
                error("gateway", 503, "upstream", HTTP_STATUS),
                error("healthy with 503", 503, rpc(true, ""), HTTP_STATUS),
                error("Host header not allowed", 403, "invalid host specified", MISCONFIGURED),
                error("no health API", 404, "404 page not found", MISCONFIGURED));
    }

    @ParameterizedTest
    @MethodSource
    void takesFewFailuresInARowForDegraded(Row row) {
        row.holdsFor(new AvalancheLivenessRule(3, Optional.empty()));
    }

    static Stream<Row> takesFewFailuresInARowForDegraded() {
        return Stream.of(
                degraded("three, the end is inside", 200, rpc(false, failed("C", 3)), STATUS, "C failing"),
                error("four", 200, rpc(false, failed("C", 4)), STATUS, "C failing"),
                error(
                        "one of two too often",
                        200,
                        rpc(false, failed("C", 1) + "," + failed("P", 4)),
                        STATUS,
                        "C failing",
                        "P failing"),
                degraded("not yet run, no count", 200, rpc(false, "'C':{'error':'not yet run'}"), STATUS, "C failing"),
                error("no failing check explains it", 200, rpc(false, "'C':{}"), STATUS),
                error(
                        "a count that is none",
                        200,
                        rpc(false, "'C':{'error':'x','contiguousFailures':'1'}"),
                        STATUS,
                        "C failing"),
                ok("healthy all the same", 200, rpc(true, "'C':{'timestamp':'2020-10-14T14:04:08Z'}")));
    }

    @ParameterizedTest
    @MethodSource
    void takesANodeThatNoLongerChecksItselfForStale(Row row) {
        row.holdsFor(new AvalancheLivenessRule(3, Optional.of(Duration.ofMinutes(2))));
    }

    static Stream<Row> takesANodeThatNoLongerChecksItselfForStale() {
        return Stream.of(
                ok(
                        "the newest decides",
                        200,
                        rpc(true, ran("C", "2026-03-01T11:00:00Z") + "," + ran("P", "2026-03-01T11:59:30Z"))),
                ok("two minutes, the end is inside", 200, rpc(true, ran("C", "2026-03-01T11:58:00Z"))),
                ok("another offset", 200, rpc(true, ran("C", "2026-03-01T14:59:59.123456789+03:00"))),
                ok("a fast clock", 200, rpc(true, ran("C", "2026-03-01T12:00:05Z"))),
                ok("no checks, no age", 200, rpc(true, "")),
                error(
                        "older",
                        200,
                        rpc(true, ran("C", "2026-03-01T11:57:59.999Z") + "," + ran("P", "2026-03-01T10:00:00Z")),
                        STALE),
                error("none ever ran", 200, rpc(true, ran("C", "0001-01-01T00:00:00Z")), STALE),
                error("no time that can be read", 200, rpc(true, ran("C", "yesterday") + ",'P':{}"), STALE),
                error(
                        "stale outweighs few failures in a row",
                        200,
                        rpc(false, "'C':{'error':'x','contiguousFailures':1,'timestamp':'2026-03-01T10:00:00Z'}"),
                        STALE,
                        "C failing"));
    }

    @Test
    void tellsThatACheckHasNotRunYet() {
        Verdict verdict =
                judge(rule, 200, rpc(false, "'C':{'error':'not yet run','timestamp':'0001-01-01T00:00:00Z'}"));

        assertThat(verdict.failures()).containsExactly(new Failure("C", "failing", "not yet run"));
    }

    @Test
    void tellsThatTheTimeOfACheckIsTheZeroTime() {
        Verdict verdict = judge(rule, 200, rpc(false, "'C':{'error':'x','timestamp':'0001-01-01T00:00:00Z'}"));

        assertThat(verdict.failures()).containsExactly(new Failure("C", "failing", "x; not yet run"));
    }

    @Test
    void tellsBothThatItIsStaleAndUnhealthy() {
        Rule bounded = new AvalancheLivenessRule(0, Optional.of(Duration.ofMinutes(2)));

        assertThat(judge(bounded, 200, rpc(false, ran("C", "2026-03-01T10:00:00Z")))
                        .message())
                .isEqualTo(
                        "the newest check ran at 2026-03-01T10:00:00Z, more than 2m ago; the node says healthy: false");
    }

    @Test
    void knowsThatTheMethodIsGone() {
        assertThat(JsonRpcProbe.methodIsGone(http(200, json(GONE)))).isTrue();
        assertThat(JsonRpcProbe.methodIsGone(http(200, json(rpcError(-32601, "no")))))
                .isTrue();
        assertThat(JsonRpcProbe.methodIsGone(http(200, json(rpcError(-32000, "other")))))
                .isFalse();
        assertThat(JsonRpcProbe.methodIsGone(http(200, json(rpc(true, ""))))).isFalse();
        assertThat(JsonRpcProbe.methodIsGone(http(200, "can't find method"))).isFalse();
        assertThat(JsonRpcProbe.methodIsGone(new Answer.Http(200, Map.of(), new byte[0], true, 0)))
                .isFalse();
        assertThat(JsonRpcProbe.methodIsGone(new Answer.Trouble(Answer.Trouble.Kind.TIMEOUT, "late")))
                .isFalse();
    }

    @Test
    void namesAllCheckNamesUnchanged() {
        Verdict verdict = judge(rule, 200, rpc(false, failed("network.validators.heartbeat", 2)));

        assertThat(words(verdict)).containsExactly("network.validators.heartbeat failing");
    }

    @Test
    void refusesANegativeCount() {
        assertThatThrownBy(() -> new AvalancheLivenessRule(-1, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String rpc(boolean healthy, String checks) {
        return "{'jsonrpc':'2.0','result':{'checks':{" + checks + "},'healthy':" + healthy + "},'id':1}";
    }

    private static String rpcError(int code, String message) {
        return "{'jsonrpc':'2.0','error':{'code':" + code + ",'message':'" + message + "'},'id':1}";
    }

    private static String failed(String name, int times) {
        return "'" + name + "':{'error':'x','contiguousFailures':" + times + ",'timestamp':'2026-03-01T11:59:30Z'}";
    }

    private static String ran(String name, String at) {
        return "'" + name + "':{'timestamp':'" + at + "','duration':1}";
    }
}
