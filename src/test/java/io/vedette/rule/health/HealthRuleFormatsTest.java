package io.vedette.rule.health;

import static io.vedette.rule.Reason.COMPONENT;
import static io.vedette.rule.Reason.HTTP_STATUS;
import static io.vedette.rule.Reason.MALFORMED_BODY;
import static io.vedette.rule.Reason.STATUS;
import static io.vedette.rule.health.HealthTable.degraded;
import static io.vedette.rule.health.HealthTable.error;
import static io.vedette.rule.health.HealthTable.judge;
import static io.vedette.rule.health.HealthTable.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.probe.Answer;
import io.vedette.probe.Observation;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.health.HealthTable.Row;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** application/health+json, Kubernetes' text, single words, and what is none of them. */
class HealthRuleFormatsTest {

    private static final String INSTEAD =
            "; the template http judges the status and text of any answer, json the values of any JSON body";

    private final Rule rule = new HealthRule();

    @ParameterizedTest
    @MethodSource
    void readsHealthJson(Row row) {
        row.as("application/health+json").holdsFor(rule);
    }

    static Stream<Row> readsHealthJson() {
        return Stream.of(
                ok("pass", 200, "{'status':'pass','version':'1','releaseId':'1.2.2','notes':[''],'output':''}"),
                degraded("warn", 200, "{'status':'warn','output':'slow'}", STATUS),
                error("fail", 503, "{'status':'fail','output':'gone'}", STATUS),
                error("fail with 200", 200, "{'status':'FAIL'}", STATUS),
                error("warn with 4xx", 429, "{'status':'warn'}", HTTP_STATUS),
                error(
                        "the draft's own example",
                        200,
                        """
                        {'status':'pass','checks':{'cassandra:responseTime':[{'componentId':'dfd6cf2b','componentType':'datastore',
                        'observedValue':250,'observedUnit':'ms','status':'pass','time':'2018-01-17T03:36:48Z','output':''}],
                        'cassandra:connections':[{'componentId':'dfd6cf2b','observedValue':75,'status':'warn'}],
                        'uptime':[{'observedValue':1209600.245,'observedUnit':'s','status':'pass'}],
                        'cpu:utilization':[{'componentId':'6fd416e0','node':1,'status':'warn'},
                        {'componentId':'6fd416e0','node':2,'status':'fail','output':'hot'}]}}""",
                        COMPONENT,
                        "cpu:utilization/6fd416e0 #2 fail",
                        "cassandra:connections warn",
                        "cpu:utilization/6fd416e0 warn"),
                ok(
                        "a check without a status says nothing",
                        200,
                        "{'status':'pass','checks':{'uptime':[{'observedValue':1,'observedUnit':'s'}],'empty':[]}}"),
                error(
                        "a check with a word that nobody knows",
                        200,
                        "{'status':'pass','checks':{'x':[{'status':'meh'}]}}",
                        COMPONENT,
                        "x meh"),
                error(
                        "words in place of objects",
                        200,
                        "{'status':'ok','checks':{'db':'ok','redis':'failed'}}",
                        COMPONENT,
                        "redis failed"),
                error(
                        "flags in place of objects",
                        200,
                        "{'status':'ok','checks':{'db':true,'redis':false}}",
                        COMPONENT,
                        "redis false"));
    }

    @ParameterizedTest
    @MethodSource
    void readsKubernetes(Row row) {
        row.as("text/plain; charset=utf-8").holdsFor(rule);
    }

    static Stream<Row> readsKubernetes() {
        return Stream.of(
                ok("ok", 200, "ok"),
                ok(
                        "verbose",
                        200,
                        "[+]ping ok\n[+]log ok\n[+]etcd ok\n[+]poststarthook/start-informers ok\nlivez check passed\n"),
                ok("excluded", 200, "[+]ping ok\n[+]etcd excluded: ok\nhealthz check passed"),
                error(
                        "failed",
                        500,
                        "[+]ping ok\n[-]etcd failed: reason withheld\n[+]log ok\nreadyz check failed",
                        STATUS,
                        "etcd failed"),
                error(
                        "failed without a last line",
                        500,
                        "[+]ping ok\n[-]etcd failed: reason withheld",
                        COMPONENT,
                        "etcd failed"),
                error("failed with 200", 200, "[-]etcd failed: x\nlivez check passed", COMPONENT, "etcd failed"),
                error("passed with 500", 500, "[+]ping ok\nlivez check passed", HTTP_STATUS),
                error("a plus that is not ok", 200, "[+]ping not ok\nlivez check passed", COMPONENT, "ping not ok"),
                ok("etcd", 200, "[+]data_corruption ok\n[+]serializable_read ok\nok\n"),
                ok("Windows line ends", 200, "[+]ping ok\r\nhealthz check passed\r\n"));
    }

    @ParameterizedTest
    @MethodSource
    void readsSingleWords(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsSingleWords() {
        return Stream.of(
                ok("OK", 200, "OK"),
                ok("UP", 200, "UP\n"),
                ok("ready", 200, "ready\n"),
                ok("GitLab", 200, "GitLab OK"),
                ok("Prometheus", 200, "Prometheus Server is Healthy.\n"),
                error("not ok", 200, "not ok", MALFORMED_BODY),
                error("DOWN", 200, "DOWN", STATUS),
                error("OK with 500", 500, "OK", HTTP_STATUS),
                error("a bare flag", 200, "true", MALFORMED_BODY),
                error("a page", 200, "<html><body>OK</body></html>", MALFORMED_BODY)
                        .as("text/html"),
                error("two words", 200, "OK OK", MALFORMED_BODY));
    }

    @ParameterizedTest
    @MethodSource
    void neverTakesTheUnknownForGoodHealth(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> neverTakesTheUnknownForGoodHealth() {
        return Stream.of(
                error("empty body with 200", 200, "", MALFORMED_BODY),
                error("empty body with 204", 204, "", MALFORMED_BODY),
                error("blank body", 200, " \n", MALFORMED_BODY),
                error("empty body with 503", 503, "", HTTP_STATUS),
                error("null", 200, "null", MALFORMED_BODY),
                error("a number", 200, "1", MALFORMED_BODY),
                error("other keys", 200, "{'version':'1','uptime':3,'message':'ok'}", MALFORMED_BODY),
                error("success is no health word", 200, "{'status':'success'}", STATUS),
                error("empty word", 200, "{'status':''}", STATUS),
                error("null word", 200, "{'status':null}", STATUS),
                error("object for a word", 200, "{'status':{'code':'UP'}}", STATUS),
                error("list for a word", 200, "{'status':['UP']}", STATUS),
                error(
                        "containers without a word",
                        200,
                        "{'components':{},'checks':[],'entries':{},'details':{}}",
                        MALFORMED_BODY),
                error("cut off", 200, "{'status':'UP'", MALFORMED_BODY),
                error("two values", 200, "{'status':'UP'}{'status':'UP'}", MALFORMED_BODY),
                error("text after it", 200, "{'status':'UP'} trailing", MALFORMED_BODY),
                error("a status in free data alone", 200, "{'data':{'status':'ok'}}", MALFORMED_BODY),
                error(
                        "a sibling's status beside other things",
                        200,
                        "{'request':{'status':'ok'},'path':'/'}",
                        MALFORMED_BODY),
                error(
                        "a component's status beside an HTTP code",
                        200,
                        "{'status':200,'request':{'status':'ok'}}",
                        MALFORMED_BODY),
                error("redirect to a login", 302, "", HTTP_STATUS));
    }

    @ParameterizedTest
    @MethodSource
    void readsFlagsAndWordsAlike(Row row) {
        row.holdsFor(rule);
    }

    static Stream<Row> readsFlagsAndWordsAlike() {
        return Stream.of(
                ok("true", 200, "{'status':true}"),
                ok("'true'", 200, "{'status':'true'}"),
                error("false", 200, "{'status':false}", STATUS),
                ok("healthy", 200, "{'healthy':true}"),
                error("not healthy", 200, "{'healthy':false}", STATUS),
                error("two words, one bad", 200, "{'status':'ok','healthy':false}", STATUS),
                error("flags side by side", 200, "{'healthy':true,'db':{'healthy':false}}", COMPONENT, "db false"),
                ok("a counter beside the word", 200, "{'status':'ok','healthy':0,'unhealthy':3}"),
                ok("blanks and case", 200, "{'STATUS':' hEaLtHy '}"));
    }

    @Test
    void namesWhatIsNoTextAsWhatItIs() {
        assertThat(rule.judge(packed("br"), HealthTable.NOW).message())
                .isEqualTo("no health dialect recognised: a brotli-encoded body, which was not asked for" + INSTEAD);
        assertThat(rule.judge(packed(""), HealthTable.NOW).message())
                .isEqualTo("no health dialect recognised: no text (application/json, 5 bytes)" + INSTEAD);
    }

    private static Observation packed(String coding) {
        Map<String, String> headers = Map.of("content-type", "application/json", "content-encoding", coding);
        byte[] body = {0x1b, 0x00, 0x00, (byte) 0xf8, 0x25};
        return new Observation(HealthTable.NOW, Duration.ZERO, new Answer.Http(200, headers, body, false, 0));
    }

    @Test
    void tellsWhatItSawInstead() {
        assertThat(judge(rule, 200, "{'a':1,'b':2,'c':3}").message())
                .isEqualTo("no health dialect recognised: a JSON object with keys a, b, c" + INSTEAD);
        assertThat(judge(rule, 502, "<h1>Bad Gateway</h1>").message())
                .isEqualTo("HTTP status 502, expected 2xx; no health dialect recognised: text that is not JSON: "
                        + "<h1>Bad Gateway</h1>");
        assertThat(judge(rule, 200, "").message()).isEqualTo("no health dialect recognised: an empty body" + INSTEAD);
        assertThat(judge(rule, 200, "<!doctype html><title>Welcome</title><h1>Welcome</h1>to the shop")
                        .message())
                .isEqualTo("no health dialect recognised: an HTML page \"Welcome to the shop\"" + INSTEAD);
    }

    @Test
    void namesTheUnknownWord() {
        assertThat(judge(rule, 200, "{'status':'meh'}").message()).isEqualTo("status \"meh\" (no known health word)");
    }

    @Test
    void readsABodyWithAByteOrderMark() {
        assertThat(judge(rule, 200, "\uFEFF{'status':'UP'}").status()).isEqualTo(Status.OK);
    }
}
