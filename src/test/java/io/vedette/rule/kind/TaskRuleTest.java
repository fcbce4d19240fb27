package io.vedette.rule.kind;

import static io.vedette.rule.kind.Answering.NOW;
import static io.vedette.rule.kind.Answering.task;
import static io.vedette.rule.kind.Answering.trouble;
import static io.vedette.rule.kind.Answering.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.probe.Answer;
import io.vedette.probe.Answer.Trouble.Kind;
import io.vedette.probe.RecordType;
import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Text;
import io.vedette.rule.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of the rule's steps, its messages, and what it tells of the task. */
class TaskRuleTest {

    private static final String FRESH = "\"lastrun\":\"2018-06-28T11:55:00Z\"";
    private static final String STALE = "\"lastrun\":\"2018-06-28T11:35:00Z\"";
    private static final String ASLEEP = "\"sleep\":[{\"start\":\"11:00:00\",\"duration\":120}]";

    private final Rule rule = new TaskRule();

    @Test
    void takesTheExampleOfThePublicContract() {
        Verdict verdict = task("""
                {
                   "status":"ok",
                   "lastrun":"2018-06-28T11:55:48Z",
                   "frequency":10,
                   "sleep":[{"start":"22:00:00","duration":450}],
                   "process":"My Process",
                   "server":"My Server"
                }
                """);

        assertThat(verdict.status()).isEqualTo(Status.OK);
        assertThat(verdict.reason()).isEmpty();
        assertThat(verdict.message()).isEmpty();
        assertThat(verdict.details().process()).isEqualTo("My Process");
        assertThat(verdict.details().server()).isEqualTo("My Server");
        assertThat(verdict.details().sleep()).isEmpty();
        assertThat(verdict.details().warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UNREACHABLE, unreachable",
        "TIMEOUT, timeout",
        "MALFORMED, malformed-body",
        "REDIRECTED, http-status",
        "MISCONFIGURED, misconfigured"
    })
    void tellsTroubleFromTrouble(Kind kind, String reason) {
        Verdict verdict = rule.judge(trouble(kind, "connection refused"), NOW);

        assertThat(verdict.status()).isEqualTo(Status.ERROR);
        assertThat(verdict.reasonCode()).isEqualTo(reason);
        assertThat(verdict.message()).isEqualTo("connection refused");
    }

    @Test
    void namesTroubleThatSaysNothing() {
        assertThat(rule.judge(trouble(Kind.TIMEOUT, null), NOW).message()).isEqualTo("no answer: timeout");
    }

    @Test
    void refusesAnAnswerOfAnotherProtocol() {
        Verdict verdict =
                rule.judge(with(new Answer.Dns("a.example", RecordType.A, "NOERROR", List.of(), List.of(), "")), NOW);

        assertThat(verdict.reason()).contains(Reason.MISCONFIGURED);
        assertThat(verdict.message()).isEqualTo("the check got an answer of kind Dns, expected an answer of kind Http");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 100, 199, 300, 301, 304, 401, 404, 500, 503, 599, 1000})
    void refusesAStatusOtherThan2xx(int status) {
        Verdict verdict = rule.judge(with(status, "{\"status\":\"ok\"," + FRESH + "}"), NOW);

        assertThat(verdict.reason()).contains(Reason.HTTP_STATUS);
        assertThat(verdict.message()).isEqualTo("status " + status + ", expected 2xx");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 203, 206, 299})
    void takesEveryStatusFrom200To299(int status) {
        assertThat(rule.judge(with(status, "{\"status\":\"ok\"," + FRESH + "}"), NOW)
                        .status())
                .isEqualTo(Status.OK);
    }

    @Test
    void findsADeadServerDuringASleep() {
        Verdict verdict = rule.judge(with(503, "{\"process\":\"import\",\"reason\":\"no disk\"," + ASLEEP + "}"), NOW);

        assertThat(verdict.status()).isEqualTo(Status.ERROR);
        assertThat(verdict.reason()).contains(Reason.HTTP_STATUS);
        assertThat(verdict.message()).isEqualTo("status 503, expected 2xx: no disk");
        assertThat(verdict.details().process()).isEqualTo("import");
    }

    @Test
    void asksTheStatusBeforeTheSizeAndTheBody() {
        assertThat(rule.judge(with(Answering.cutAtTheCap(500, "{")), NOW).reason())
                .contains(Reason.HTTP_STATUS);
        assertThat(rule.judge(with(500, "<html><h1>Sorry"), NOW).message())
                .isEqualTo("status 500, expected 2xx; the body is an HTML page \"Sorry\"");
    }

    @Test
    void refusesABodyOverTheCapEvenIfItReadsWell() {
        Verdict verdict = rule.judge(with(Answering.cutAtTheCap(200, "{\"status\":\"ok\"," + FRESH + "}")), NOW);

        assertThat(verdict.reason()).contains(Reason.TOO_LARGE);
        assertThat(verdict.message()).isEqualTo("body is longer than 48 bytes, the most that is read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"status\":\"error\"",
                ",\"status\":\"error\"," + STALE,
                ",\"lastrun\":[]",
                ",\"frequency\":-1",
                ",\"status\":\"ok\"," + FRESH
            })
    void asksNothingMoreOfATaskThatSleeps(String rest) {
        Verdict verdict = task("{" + ASLEEP + rest + "}");

        assertThat(verdict.status()).isEqualTo(Status.SLEEPING);
        assertThat(verdict.reason()).contains(Reason.SLEEPING);
        assertThat(verdict.message()).isEqualTo("asleep until 2018-06-28T13:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'status':'error'}|missing-lastrun",
                "{'status':'ok','lastrun':null,'frequency':0}|missing-lastrun",
                "{'status':'ok','lastrun':'soon','frequency':0}|bad-lastrun",
                "{'status':'error','lastrun':'2018-06-28T11:35:00Z','frequency':0}|bad-frequency",
                "{'status':'error','lastrun':'2018-06-28T11:35:00Z'}|stale",
                "{'status':'error','lastrun':'2018-06-28T12:35:00Z'}|future",
                "{'status':'error','lastrun':'2018-06-28T11:55:00Z'}|status",
                "{'lastrun':'2018-06-28T11:55:00Z'}|status"
            })
    void takesTheFirstFaultAsTheReason(String body, String reason) {
        Verdict verdict = task(body.replace('\'', '"'));

        assertThat(verdict.status()).isEqualTo(Status.ERROR);
        assertThat(verdict.reasonCode()).isEqualTo(reason);
    }

    @Test
    void tellsBothWhenTheRunIsStaleAndTheStatusFails() {
        Verdict verdict = task("{\"status\":\"error\",\"reason\":\"There was an error\"," + STALE + "}");

        assertThat(verdict.reason()).contains(Reason.STALE);
        assertThat(verdict.message())
                .isEqualTo("last run 2018-06-28T11:35:00Z is 25m ago, over the frequency of 10m; "
                        + "status is \"error\", expected ok: There was an error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ok", "OK", "Ok", "oK", " ok ", "ok\\n"})
    void takesOkInAnyCase(String status) {
        assertThat(task("{\"status\":\"" + status + "\"," + FRESH + "}").status())
                .isEqualTo(Status.OK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"error\"|\"error\"",
                "\"okay\"|\"okay\"",
                "\"not ok\"|\"not ok\"",
                "\"o k\"|\"o k\"",
                "\"\\u0000ok\"|\"ok\"",
                "\"\"|\"\"",
                "null|null",
                "true|true",
                "200|200",
                "{}|an object",
                "[\"ok\"]|an array"
            })
    void showsAStatusThatIsNotOk(String status, String shown) {
        Verdict verdict = task("{\"status\":" + status + "," + FRESH + "}");

        assertThat(verdict.reason()).contains(Reason.STATUS);
        assertThat(verdict.message()).isEqualTo("status is " + shown + ", expected ok");
    }

    @Test
    void saysWhenTheStatusIsMissing() {
        assertThat(task("{" + FRESH + "}").message()).isEqualTo("status is missing, expected ok");
    }

    @Test
    void showsTheReasonOfATaskThatIsOk() {
        Verdict verdict = task("{\"status\":\"ok\",\"reason\":\"3 rows skipped\"," + FRESH + "}");

        assertThat(verdict.status()).isEqualTo(Status.OK);
        assertThat(verdict.message()).isEqualTo("3 rows skipped");
    }

    @Test
    void tellsWhoFailsAlsoInAnError() {
        Verdict verdict = task("{\"status\":\"error\",\"process\":7,\"server\":\"a\\u001b[31m\\nb\"," + STALE + "}");

        assertThat(verdict.details().process()).isEqualTo("7");
        assertThat(verdict.details().server()).isEqualTo("a [31m b");
    }

    @Test
    void showsNamesAndReasonsOfTheWrongTypeAsNone() {
        Verdict verdict = task("{\"status\":\"ok\",\"reason\":{},\"process\":[1],\"server\":null," + FRESH + "}");

        assertThat(verdict.message()).isEmpty();
        assertThat(verdict.details().process()).isEmpty();
        assertThat(verdict.details().server()).isEmpty();
    }

    @Test
    void boundsWhatATaskSays() {
        String endless = "x".repeat(1_000_000);

        Verdict verdict = task("{\"status\":\"" + endless + "\",\"reason\":\"" + endless + "\",\"process\":\"" + endless
                + "\"," + FRESH + "}");

        assertThat(verdict.message()).hasSizeLessThan(700).endsWith("x…");
        assertThat(verdict.details().process()).hasSize(Text.NAME + 1);
    }
}
