package io.vedette.rule.kind;

import static io.vedette.rule.kind.Answering.NOW;
import static io.vedette.rule.kind.Answering.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How far a last run may be from 2018-06-28T12:00:00Z. */
class TaskFreshnessTest {

    @ParameterizedTest
    @CsvSource({
        "2018-06-28T11:49:59.999999999Z, stale",
        "2018-06-28T11:49:59Z, stale",
        "2018-06-28T11:50:00Z, ''",
        "2018-06-28T11:50:01Z, ''",
        "2018-06-28T12:00:00Z, ''",
        "2018-06-28T12:09:59Z, ''",
        "2018-06-28T12:10:00Z, ''",
        "2018-06-28T12:10:00.000000001Z, future",
        "2018-06-28T12:10:01Z, future",
        "0001-01-01T00:00:00Z, stale",
        "9999-12-31T23:59:59Z, future"
    })
    void holdsTheMarginOnBothSidesEndsIncluded(String lastRun, String reason) {
        assertThat(ok(lastRun, "10").reasonCode()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 11:50:00, 11:49:59",
        "'\"10\"', 11:50:00, 11:49:59",
        "'\" 10 \"', 11:50:00, 11:49:59",
        "1e1, 11:50:00, 11:49:59",
        "'\"1e1\"', 11:50:00, 11:49:59",
        "10.0, 11:50:00, 11:49:59",
        "+10 as text, 11:50:00, 11:49:59",
        "0.5, 11:59:30, 11:59:29",
        "'\"0.5\"', 11:59:30, 11:59:29",
        "'\".5\"', 11:59:30, 11:59:29",
        "2.25, 11:57:45, 11:57:44.999999999",
        "0.1, 11:59:54, 11:59:53.999999999",
        "0.333333333333333333, 11:59:40, 11:59:39.999999999",
        "1e-6, 11:59:59.999940000, 11:59:59.999939999",
        "60, 11:00:00, 10:59:59",
        "null, 11:50:00, 11:49:59"
    })
    void readsTheFrequencyInMinutes(String frequency, String fresh, String stale) {
        String value = frequency.equals("+10 as text") ? "\"+10\"" : frequency;

        assertThat(ok("2018-06-28T" + fresh + "Z", value).reasonCode()).isEmpty();
        assertThat(ok("2018-06-28T" + stale + "Z", value).reasonCode()).isEqualTo("stale");
    }

    @Test
    void takesTenMinutesWhenNoFrequencyIsTold() {
        assertThat(task("{\"status\":\"ok\",\"lastrun\":\"2018-06-28T11:50:00Z\"}")
                        .reasonCode())
                .isEmpty();
        assertThat(task("{\"status\":\"ok\",\"lastrun\":\"2018-06-28T11:49:59Z\"}")
                        .reasonCode())
                .isEqualTo("stale");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "0e999",
                "-1",
                "-10.5",
                "-1e308",
                "\"0\"",
                "\"-5\"",
                "\"\"",
                "\" \"",
                "\"ten\"",
                "\"10 minutes\"",
                "\"10,5\"",
                "\"NaN\"",
                "\"Infinity\"",
                "\"0x10\"",
                "\"1_0\"",
                "\"１０\"",
                "\"1e\"",
                "\"1e9999\"",
                "\".\"",
                "\"+\"",
                "true",
                "false",
                "[]",
                "[10]",
                "{}",
                "{\"minutes\":10}"
            })
    void refusesAFrequencyThatIsNoPositiveNumber(String frequency) {
        Verdict verdict = ok("2018-06-28T11:59:00Z", frequency);

        assertThat(verdict.reason()).contains(Reason.BAD_FREQUENCY);
        assertThat(verdict.message()).startsWith("frequency is ").endsWith(", expected minutes over 0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e308",
                "1e999999999",
                "\"1e308\"",
                "9223372036854775807",
                "153722867280912931",
                "99999999999999999999"
            })
    void takesAHugeFrequencyWithoutOverflow(String frequency) {
        assertThat(ok("0001-01-01T00:00:00Z", frequency).reasonCode()).isEmpty();
        assertThat(ok("9999-12-31T23:59:59Z", frequency).reasonCode()).isEmpty();
    }

    @Test
    void takesATinyFrequency() {
        assertThat(ok("2018-06-28T12:00:00Z", "1e-999999999").reasonCode()).isEmpty();
        assertThat(ok("2018-06-28T11:59:59.999999999Z", "1e-300").reasonCode()).isEqualTo("stale");
    }

    @ParameterizedTest
    @CsvSource({
        "2018-06-28T11:35:00Z, 10, 'last run 2018-06-28T11:35:00Z is 25m ago, over the frequency of 10m'",
        "2018-06-28T12:25:00Z, 10, 'last run 2018-06-28T12:25:00Z is 25m ahead, over the frequency of 10m'",
        "2018-06-28T11:50:00+02:00, 90, 'last run 2018-06-28T09:50:00Z is 2h10m ago, over the frequency of 1h30m'",
        "2018-06-26T11:00:00Z, 0.5, 'last run 2018-06-26T11:00:00Z is 2d1h ago, over the frequency of 30s'",
        "2018-06-28T11:49:59.9Z, 10, 'last run 2018-06-28T11:49:59.900Z is 10m1s ago, over the frequency of 10m'"
    })
    void showsWhenItRanAndHowOftenItShould(String lastRun, String frequency, String message) {
        assertThat(ok(lastRun, frequency).message()).isEqualTo(message);
    }

    @Test
    void judgesByAMaximumAgeThatAnOperatorSets() {
        Freshness freshness = Freshness.maxAge(Duration.ofSeconds(90));

        Verdict fresh = freshness.judge(Instant.parse("2018-06-28T11:58:30Z"), SleepWindows.NONE, NOW);
        Verdict stale = freshness.judge(Instant.parse("2018-06-28T11:58:29Z"), SleepWindows.NONE, NOW);

        assertThat(fresh.status()).isEqualTo(Status.OK);
        assertThat(stale.message())
                .isEqualTo("last run 2018-06-28T11:58:29Z is 1m31s ago, over the maximum age of 1m30s");
    }

    @Test
    void takesALongestMaximumAgeWithoutOverflow() {
        Freshness freshness = Freshness.maxAge(Duration.ofSeconds(Long.MAX_VALUE));

        assertThat(freshness.judge(Instant.EPOCH, SleepWindows.NONE, NOW).status())
                .isEqualTo(Status.OK);
    }

    @Test
    void callsAValueByTheNameThatTheCheckGivesIt() {
        Verdict verdict =
                Freshness.lastRun(MissingNode.getInstance(), "$.job.last").judge(found -> Verdict.ok());

        assertThat(verdict.message()).isEqualTo("$.job.last is missing, expected a date");
    }

    private static Verdict ok(String lastRun, String frequency) {
        return task("{\"status\":\"ok\",\"lastrun\":\"" + lastRun + "\",\"frequency\":" + frequency + "}");
    }
}
