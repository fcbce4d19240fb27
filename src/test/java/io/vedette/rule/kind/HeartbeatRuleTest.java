package io.vedette.rule.kind;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Parameters;
import io.vedette.config.values.Problem;
import io.vedette.probe.Answer;
import io.vedette.probe.Beat;
import io.vedette.probe.Beats;
import io.vedette.probe.HeartbeatBook;
import io.vedette.probe.Observation;
import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeartbeatRuleTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    /** Every hour, give or take five minutes. */
    private static final HeartbeatRule RULE = new HeartbeatRule(Duration.ofHours(1), Duration.ofMinutes(5));

    @ParameterizedTest(name = "last call {0} ago, watched for {1}: {2} {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "PT1M    | PT9H    | OK    |",
                "PT65M   | PT9H    | OK    |",
                "PT65M1S | PT9H    | ERROR | the heartbeat is 5m1s late: the last came on 2026-03-01T10:54:59Z, one is"
                        + " expected every 1h",
                "PT30H   | PT2M    | OK    |",
                "PT30H   | PT65M1S | ERROR | the heartbeat is 5m1s late: the last came on 2026-02-28T06:00:00Z, one is"
                        + " expected every 1h",
                "        | PT0S    | OK    | waiting for the first heartbeat",
                "        | PT65M   | OK    | waiting for the first heartbeat",
                "        | PT65M1S | ERROR | no heartbeat has come since 2026-03-01T10:54:59Z, one is expected every 1h",
            })
    void expectsACallInTime(Duration last, Duration watched, Status status, String message) {
        Verdict verdict = judge(beat(last, false, "", watched));

        assertThat(verdict.status()).isEqualTo(status);
        assertThat(verdict.message()).isEqualTo(message == null ? "" : message);
        assertThat(verdict.reasonCode()).isEqualTo(status == Status.OK ? "" : "missed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT1M | disk full | disk full",
                "PT1M | ''        | the job reports a failure",
                "PT2H | disk full | disk full (and no heartbeat since 2026-03-01T10:00:00Z)",
            })
    void failsWhileTheLastCallReportsAFailure(Duration last, String told, String message) {
        assertThat(judge(beat(last, true, told, Duration.ofHours(9)))).isEqualTo(Verdict.error(Reason.STATUS, message));
    }

    @Test
    void staysMissedOverARestartUntilACallComes() {
        Instant before = NOW.minus(Duration.ofMinutes(20));

        Verdict verdict = judge(Beats.of(
                Optional.empty(),
                false,
                "",
                NOW,
                Optional.of(before),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO));

        assertThat(verdict)
                .isEqualTo(Verdict.error(
                        Reason.MISSED, "a heartbeat is missing since 2026-03-01T11:40:00Z, one is expected every 1h"));
    }

    /** Period 1 h and grace 10 min, as the rule has here; gaps in minutes before now. */
    @ParameterizedTest
    @CsvSource({
        // from, to, looked at before, missed
        "75, 1, , true",
        "75, 1, 76, true",
        "75, 1, 6, true",
        "75, 1, 4, false",
        "69, 1, , false",
    })
    void tellsACallThatCameTooLateUnlessItWasSeenMissing(int from, int to, Integer looked, boolean missed) {
        Beat beat = Beats.of(
                Optional.of(ago(to)),
                false,
                "",
                ago(600),
                Optional.empty(),
                Optional.of(new HeartbeatBook.Gap(ago(from), ago(to))),
                Optional.ofNullable(looked).map(HeartbeatRuleTest::ago),
                Duration.ZERO);

        Verdict verdict = new HeartbeatRule(Duration.ofHours(1), Duration.ofMinutes(10)).judge(observation(beat), NOW);

        assertThat(verdict.reason()).isEqualTo(missed ? Optional.of(Reason.MISSED) : Optional.empty());
        Instant again = new HeartbeatRule(Duration.ofHours(1), Duration.ofMinutes(10))
                .changesAt(observation(beat))
                .orElseThrow();
        assertThat(again).isEqualTo(missed ? NOW : ago(to).plus(Duration.ofMinutes(70)));
    }

    @Test
    void changesNoMoreOnceItIsMissed() {
        assertThat(RULE.changesAt(observation(beat(Duration.ofDays(9), false, "", Duration.ofDays(10)))))
                .isEmpty();
    }

    private static Instant ago(int minutes) {
        return NOW.minus(Duration.ofMinutes(minutes));
    }

    /** The last call came 75 minutes ago; the period is an hour and the grace five minutes. */
    @ParameterizedTest
    @CsvSource({"PT0S, ERROR", "PT9M, ERROR", "PT10M, OK", "PT20M, OK"})
    void waitsLongerByTheTimeInWhichNoCallCouldCome(Duration unheard, Status status) {
        Beat beat = Beats.of(
                Optional.of(NOW.minus(Duration.ofMinutes(75))),
                false,
                "",
                NOW.minus(Duration.ofHours(9)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                unheard);

        assertThat(judge(beat).status()).isEqualTo(status);
    }

    @Test
    void readsPeriodAndGrace() {
        Parameters parameters = new Parameters(Map.of("period", "1h", "grace", "0s"));

        Verdict verdict = HeartbeatRule.of(parameters)
                .judge(observation(beat(Duration.ofMinutes(61), false, "", Duration.ofHours(9))), NOW);

        assertThat(parameters.problems(List.of())).isEmpty();
        assertThat(verdict.reason()).contains(Reason.MISSED);
    }

    @Test
    void mustHaveAPeriod() {
        Parameters parameters = new Parameters(Map.of("grace", "1m"));

        HeartbeatRule.of(parameters);

        assertThat(parameters.problems(List.of()))
                .extracting(Problem::toString)
                .containsExactly("period: is missing: give it, or a schedule such as \"0 3 * * *\"");
    }

    private static Beat beat(Duration last, boolean failed, String message, Duration watched) {
        return Beats.of(
                Optional.ofNullable(last).map(NOW::minus),
                failed,
                message,
                NOW.minus(watched),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO);
    }

    private static Verdict judge(Answer answer) {
        return RULE.judge(observation(answer), NOW);
    }

    private static Observation observation(Answer answer) {
        return new Observation(NOW, Duration.ZERO, answer);
    }
}
