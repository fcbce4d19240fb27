package io.vedette.rule.kind;

import static io.vedette.rule.kind.Answering.task;
import static io.vedette.rule.kind.Answering.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.rule.Reason;
import io.vedette.rule.Rule;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When a task sleeps, by its own word. */
class TaskSleepTest {

    private static final String NIGHT = "[{\"start\":\"22:00:00\",\"duration\":450}]";

    @ParameterizedTest
    @CsvSource({
        "2018-06-28T21:59:59Z, false",
        "2018-06-28T21:59:59.999999999Z, false",
        "2018-06-28T22:00:00Z, true",
        "2018-06-28T22:00:01Z, true",
        "2018-06-28T23:59:59Z, true",
        "2018-06-29T00:00:00Z, true",
        "2018-06-29T00:00:01Z, true",
        "2018-06-29T05:29:59Z, true",
        "2018-06-29T05:30:00Z, true",
        "2018-06-29T05:30:00.000000001Z, false",
        "2018-06-29T05:30:01Z, false",
        "2018-06-28T12:00:00Z, false"
    })
    void sleepsAcrossMidnightBothEndsIncluded(Instant now, boolean asleep) {
        assertThat(isAsleep(NIGHT, now)).isEqualTo(asleep);
    }

    @ParameterizedTest
    @CsvSource({
        "09:00:00, 60, 2018-06-28T08:59:59Z, false",
        "09:00:00, 60, 2018-06-28T09:00:00Z, true",
        "09:00:00, 60, 2018-06-28T10:00:00Z, true",
        "09:00:00, 60, 2018-06-28T10:00:01Z, false",
        "00:00:00, 60, 2018-06-27T23:59:59Z, false",
        "00:00:00, 60, 2018-06-28T00:00:00Z, true",
        "23:00:00, 60, 2018-06-29T00:00:00Z, true",
        "23:00:00, 60, 2018-06-29T00:00:01Z, false",
        "23:59:59, 0.5, 2018-06-29T00:00:29Z, true",
        "23:59:59, 0.5, 2018-06-29T00:00:29.5Z, false",
        "09:00, 60, 2018-06-28T09:30:00Z, true",
        "9:00, 60, 2018-06-28T09:30:00Z, true",
        "9:00:00, 60, 2018-06-28T09:30:00Z, true",
        "09:00:00Z, 60, 2018-06-28T10:00:00Z, true",
        "09:00:00Z, 60, 2018-06-28T10:00:01Z, false",
        "09:00z, 60, 2018-06-28T09:00:00Z, true",
        "09:00:00.000, 60, 2018-06-28T09:00:00Z, true",
        "09:00:00.123456789Z, 60, 2018-06-28T08:59:59Z, false",
        "09:00:00, 1439, 2018-06-29T08:59:00Z, true",
        "09:00:00, 1439, 2018-06-29T08:59:01Z, false"
    })
    void sleepsThroughTheWindow(String start, String minutes, Instant now, boolean asleep) {
        assertThat(isAsleep("[{\"start\":\"" + start + "\",\"duration\":" + minutes + "}]", now))
                .isEqualTo(asleep);
    }

    @ParameterizedTest
    @CsvSource({
        "1440, 2018-06-29T09:00:00Z",
        "1441, 2018-06-29T09:01:00Z",
        "4320, 2018-07-01T09:00:00Z",
        "'\"4320\"', 2018-07-01T09:00:00Z",
        "1e308, 2028-06-25T09:00:00Z"
    })
    void neverWakesWithAWindowOfADayOrMore(String minutes, Instant end) {
        String windows = "[{\"start\":\"09:00:00\",\"duration\":" + minutes + "}]";

        assertThat(isAsleep(windows, Instant.parse("2018-06-28T08:59:59Z"))).isTrue();
        assertThat(asleep(windows, Instant.parse("2018-06-28T10:00:00Z"))
                        .details()
                        .sleep())
                .contains(new Verdict.Sleep(Instant.parse("2018-06-28T09:00:00Z"), end));
    }

    @Test
    void tellsTheWindowThatIsOn() {
        Verdict verdict = asleep(NIGHT, Instant.parse("2018-06-29T02:00:00Z"));

        assertThat(verdict.message()).isEqualTo("asleep until 2018-06-29T05:30:00Z");
        assertThat(verdict.details().sleep())
                .contains(new Verdict.Sleep(
                        Instant.parse("2018-06-28T22:00:00Z"), Instant.parse("2018-06-29T05:30:00Z")));
    }

    @Test
    void stillSleepsAfterARestartPastMidnight() {
        Rule afterRestart = new TaskRule();

        Verdict verdict = afterRestart.judge(
                with("{\"status\":\"error\",\"sleep\":" + NIGHT + "}"), Instant.parse("2018-06-29T00:00:01Z"));

        assertThat(verdict.status()).isEqualTo(Status.SLEEPING);
    }

    @Test
    void makesOneSleepOfWindowsThatAdjoin() {
        String windows = "[{\"start\":\"00:00:00\",\"duration\":330},{\"start\":\"22:00:00\",\"duration\":120}]";

        Verdict verdict = asleep(windows, Instant.parse("2018-06-28T23:00:00Z"));

        assertThat(verdict.message()).isEqualTo("asleep until 2018-06-29T05:30:00Z");
    }

    @Test
    void neverWakesWhenWindowsTogetherFillTheDay() {
        String windows = "[{\"start\":\"00:00:00\",\"duration\":720},{\"start\":\"12:00:00\",\"duration\":720}]";

        Verdict verdict = asleep(windows, Instant.parse("2018-06-28T23:00:00Z"));

        assertThat(verdict.message()).isEqualTo("asleep until 2018-06-29T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"start\":\"25:00:00\",\"duration\":60}|start is \"25:00:00\"",
                "{\"start\":\"24:00:00\",\"duration\":60}|start is \"24:00:00\"",
                "{\"start\":\"11:60:00\",\"duration\":60}|start is \"11:60:00\"",
                "{\"start\":\"11:00:60\",\"duration\":60}|start is \"11:00:60\"",
                "{\"start\":\"11\",\"duration\":60}|start is \"11\"",
                "{\"start\":\"11h00\",\"duration\":60}|start is \"11h00\"",
                "{\"start\":\"11:00:0\",\"duration\":60}|start is \"11:00:0\"",
                "{\"start\":\":\",\"duration\":60}|start is \":\"",
                "{\"start\":\"-1:00\",\"duration\":60}|start is \"-1:00\"",
                "{\"start\":\"11:00:00.\",\"duration\":60}|start is \"11:00:00.\"",
                "{\"start\":\"11:00.5\",\"duration\":60}|start is \"11:00.5\"",
                "{\"start\":\"11:00:00+02:00\",\"duration\":60}|start is \"11:00:00+02:00\"",
                "{\"start\":\"\",\"duration\":60}|start is \"\"",
                "{\"start\":1100,\"duration\":60}|start is 1100",
                "{\"start\":null,\"duration\":60}|start is null",
                "{\"duration\":60}|start is missing",
                "{}|start is missing",
                "{\"start\":\"11:00:00\"}|duration is missing",
                "{\"start\":\"11:00:00\",\"duration\":null}|duration is null",
                "{\"start\":\"11:00:00\",\"duration\":-1}|duration is -1",
                "{\"start\":\"11:00:00\",\"duration\":\"long\"}|duration is \"long\"",
                "{\"start\":\"11:00:00\",\"duration\":\"\"}|duration is \"\"",
                "{\"start\":\"11:00:00\",\"duration\":true}|duration is true",
                "{\"start\":\"11:00:00\",\"duration\":[60]}|duration is an array",
                "null|it is null",
                "5|it is 5",
                "\"11:00:00\"|it is \"11:00:00\"",
                "[]|it is an array"
            })
    void passesOverAMalformedEntryWithAWarning(String entry, String warning) {
        Instant now = Instant.parse("2018-06-28T11:30:00Z");

        Verdict alone = asleep("[" + entry + "]", now);
        Verdict beside = asleep("[" + entry + ",{\"start\":\"11:00:00\",\"duration\":60}]", now);

        assertThat(alone.status()).isEqualTo(Status.ERROR);
        assertThat(beside.status()).isEqualTo(Status.SLEEPING);
        assertThat(alone.details().warnings()).hasSize(1);
        assertThat(alone.details().warnings().get(0)).startsWith("sleep[0] is ignored: " + warning + ", expected ");
        assertThat(beside.details().warnings()).isEqualTo(alone.details().warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "[{\"start\":\"11:00:00\",\"duration\":0}]"})
    void isAwakeWithoutAWindow(String sleep) {
        Verdict verdict = asleep(sleep, Instant.parse("2018-06-28T11:00:00Z"));

        assertThat(verdict.status()).isEqualTo(Status.ERROR);
        assertThat(verdict.details().warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"{}, an object", "true, true", "0, 0", "'\"22:00:00\"', '\"22:00:00\"'"})
    void warnsOfSleepThatIsNoArray(String sleep, String shown) {
        Verdict verdict = asleep(sleep, Instant.parse("2018-06-28T11:00:00Z"));

        assertThat(verdict.status()).isEqualTo(Status.ERROR);
        assertThat(verdict.details().warnings()).containsExactly("sleep is " + shown + ", expected an array");
    }

    @Test
    void readsNoMoreThanAThousandEntriesAndSaysSo() {
        String entries = IntStream.range(0, 100_000).mapToObj(i -> "0").collect(Collectors.joining(","));

        Verdict verdict = asleep(
                "[" + entries + ",{\"start\":\"11:00:00\",\"duration\":60}]", Instant.parse("2018-06-28T11:30:00Z"));

        assertThat(verdict.status()).isEqualTo(Status.ERROR);
        assertThat(verdict.details().warnings()).hasSize(20);
        assertThat(verdict.details().warnings().get(0))
                .isEqualTo("sleep has 100001 entries; only the first 1000 count");
    }

    @ParameterizedTest
    @CsvSource({
        // Fresh when it fell asleep at 22:00: until 05:40 it may be late.
        "2018-06-28T21:50:00Z, 2018-06-29T05:30:01Z, ''",
        "2018-06-28T21:50:00Z, 2018-06-29T05:40:00Z, ''",
        "2018-06-28T21:50:00Z, 2018-06-29T05:40:00.000000001Z, stale",
        "2018-06-28T21:50:00Z, 2018-06-29T05:40:01Z, stale",
        "2018-06-28T22:00:00Z, 2018-06-29T05:40:00Z, ''",
        "2018-06-29T01:00:00Z, 2018-06-29T05:40:00Z, ''",
        "2018-06-29T01:00:00Z, 2018-06-29T05:40:01Z, stale",
        // Stale before it fell asleep: it wakes up stale.
        "2018-06-28T21:49:59Z, 2018-06-29T05:30:01Z, stale",
        "2018-06-28T21:49:59.999999999Z, 2018-06-29T05:30:01Z, stale",
        "2018-06-27T21:50:00Z, 2018-06-29T05:30:01Z, stale",
        // It ran again after the sleep: the margin alone counts.
        "2018-06-29T05:35:00Z, 2018-06-29T05:45:00Z, ''",
        "2018-06-29T05:35:00Z, 2018-06-29T05:45:01Z, stale",
        // The sleep does not excuse a date ahead.
        "2018-06-29T05:41:00Z, 2018-06-29T05:30:01Z, future"
    })
    void givesATaskOneFrequencyAfterItWakes(String lastRun, Instant now, String reason) {
        Verdict verdict = task("{\"status\":\"ok\",\"lastrun\":\"" + lastRun + "\",\"sleep\":" + NIGHT + "}", now);

        assertThat(verdict.reasonCode()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "2018-06-28T21:50:00Z, 2018-06-29T05:40:00Z, ''",
        "2018-06-28T21:50:00Z, 2018-06-29T05:40:01Z, stale",
        "2018-06-28T21:49:59Z, 2018-06-29T05:40:00Z, stale"
    })
    void countsAdjoiningWindowsAsOneSleepWhenItWakes(String lastRun, Instant now, String reason) {
        String windows = "[{\"start\":\"01:00:00\",\"duration\":270},{\"start\":\"22:00:00\",\"duration\":180},"
                + "{\"start\":\"23:00:00\",\"duration\":10}]";

        Verdict verdict = task("{\"status\":\"ok\",\"lastrun\":\"" + lastRun + "\",\"sleep\":" + windows + "}", now);

        assertThat(verdict.reasonCode()).isEqualTo(reason);
    }

    @Test
    void stillAsksTheStatusOfATaskThatJustWoke() {
        Verdict verdict = task(
                "{\"status\":\"error\",\"lastrun\":\"2018-06-28T21:55:00Z\",\"sleep\":" + NIGHT + "}",
                Instant.parse("2018-06-29T05:31:00Z"));

        assertThat(verdict.reason()).contains(Reason.STATUS);
    }

    @Test
    void excusesATaskForOneSleepHoweverOftenItSleeps() {
        String windows = "[{\"start\":\"10:00:00\",\"duration\":5}]";
        String daily =
                "{\"status\":\"ok\",\"frequency\":1440,\"sleep\":" + windows + ",\"lastrun\":\"2018-06-28T09:00:00Z\"}";

        assertThat(task(daily, Instant.parse("2018-06-29T09:30:00Z")).status()).isEqualTo(Status.OK);
        assertThat(task(daily, Instant.parse("2018-06-29T10:06:00Z")).reason()).contains(Reason.STALE);
        assertThat(task(daily, Instant.parse("2018-06-30T09:30:00Z")).reason()).contains(Reason.STALE);
    }

    private static boolean isAsleep(String sleep, Instant now) {
        return asleep(sleep, now).status() == Status.SLEEPING;
    }

    private static Verdict asleep(String sleep, Instant now) {
        return task("{\"status\":\"ok\",\"sleep\":" + sleep + "}", now);
    }
}
