package io.vedette.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.rule.Reason;
import io.vedette.rule.Status;
import io.vedette.rule.Verdict;
import io.vedette.state.Transition.Why;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateMachineTest {

    private static final Instant BEFORE = Instant.parse("2026-03-02T08:00:00Z");
    private static final Instant NOW = BEFORE.plusSeconds(60);

    /** One step; {@code x2} is a candidate counted so far, thresholds are failure/success. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # before   | counting    | verdict  | thresholds | after    | counting    | why
            PENDING    |             | OK       | 1/1        | OK       |             | TAKEN
            PENDING    |             | ERROR    | 1/1        | ERROR    |             | TAKEN
            PENDING    |             | SLEEPING | 3/3        | SLEEPING |             | TAKEN
            PENDING    |             | ERROR    | 2/1        | PENDING  | ERROR x1    | COUNTING
            PENDING    | ERROR x1    | ERROR    | 2/1        | ERROR    |             | TAKEN
            PENDING    | ERROR x1    | OK       | 2/1        | OK       |             | TAKEN
            PENDING    |             | OK       | 1/2        | PENDING  | OK x1       | COUNTING
            OK         |             | OK       | 1/1        | OK       |             | UNCHANGED
            OK         |             | DEGRADED | 1/1        | DEGRADED |             | TAKEN
            OK         |             | ERROR    | 1/1        | ERROR    |             | TAKEN
            OK         |             | SLEEPING | 1/1        | SLEEPING |             | TAKEN
            OK         |             | ERROR    | 3/1        | OK       | ERROR x1    | COUNTING
            OK         | ERROR x1    | ERROR    | 3/1        | OK       | ERROR x2    | COUNTING
            OK         | ERROR x2    | ERROR    | 3/1        | ERROR    |             | TAKEN
            OK         | ERROR x2    | OK       | 3/1        | OK       |             | UNCHANGED
            OK         | ERROR x2    | DEGRADED | 3/1        | OK       | DEGRADED x1 | COUNTING
            OK         | ERROR x2    | SLEEPING | 3/1        | SLEEPING |             | TAKEN
            DEGRADED   |             | DEGRADED | 1/1        | DEGRADED |             | UNCHANGED
            DEGRADED   |             | ERROR    | 1/1        | ERROR    |             | TAKEN
            DEGRADED   |             | ERROR    | 2/1        | DEGRADED | ERROR x1    | COUNTING
            DEGRADED   |             | OK       | 1/1        | OK       |             | TAKEN
            ERROR      |             | ERROR    | 1/1        | ERROR    |             | UNCHANGED
            ERROR      |             | OK       | 3/1        | OK       |             | TAKEN
            ERROR      |             | OK       | 1/3        | ERROR    | OK x1       | COUNTING
            ERROR      | OK x1       | OK       | 1/3        | ERROR    | OK x2       | COUNTING
            ERROR      | OK x2       | OK       | 1/3        | OK       |             | TAKEN
            ERROR      | OK x2       | ERROR    | 1/3        | ERROR    |             | UNCHANGED
            ERROR      | OK x2       | DEGRADED | 1/3        | DEGRADED |             | TAKEN
            ERROR      | OK x2       | DEGRADED | 2/3        | ERROR    | DEGRADED x1 | COUNTING
            SLEEPING   |             | SLEEPING | 1/1        | SLEEPING |             | UNCHANGED
            SLEEPING   |             | OK       | 1/1        | OK       |             | TAKEN
            SLEEPING   |             | ERROR    | 2/1        | SLEEPING | ERROR x1    | COUNTING
            SLEEPING   | ERROR x1    | SLEEPING | 2/1        | SLEEPING |             | UNCHANGED
            PAUSED     |             | OK       | 1/1        | PAUSED   |             | IGNORED_WHILE_PAUSED
            PAUSED     |             | ERROR    | 1/1        | PAUSED   |             | IGNORED_WHILE_PAUSED
            PAUSED     |             | SLEEPING | 1/1        | PAUSED   |             | IGNORED_WHILE_PAUSED
            """)
    void takesAVerdict(
            Health before,
            String counting,
            Status verdict,
            String thresholds,
            Health after,
            String countingAfter,
            Why why) {
        Transition transition =
                StateMachine.take(state(before, counting), verdict(verdict), thresholds(thresholds), NOW);

        assertThat(transition.after().health()).isEqualTo(after);
        assertThat(counting(transition.after())).isEqualTo(countingAfter == null ? "" : countingAfter);
        assertThat(transition.why()).isEqualTo(why);
        assertThat(transition.changed()).isEqualTo(before != after);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # verdicts                                       | thresholds | states
            OK ERROR OK ERROR                                | 1/1        | OK ERROR OK ERROR
            OK ERROR OK ERROR ERROR OK                       | 2/1        | OK OK OK OK ERROR OK
            ERROR OK ERROR OK OK                             | 1/2        | ERROR ERROR ERROR ERROR OK
            OK ERROR DEGRADED ERROR ERROR                    | 2/1        | OK OK OK OK ERROR
            OK ERROR ERROR SLEEPING ERROR ERROR ERROR        | 3/1        | OK OK OK SLEEPING SLEEPING SLEEPING ERROR
            """)
    void takesAStateAfterAsManyEqualVerdictsInARow(String verdicts, String thresholds, String states) {
        CheckState[] state = {CheckState.pending(BEFORE)};

        String taken = Arrays.stream(verdicts.split(" "))
                .map(status -> {
                    state[0] = StateMachine.take(state[0], verdict(Status.valueOf(status)), thresholds(thresholds), NOW)
                            .after();
                    return state[0].health().name();
                })
                .collect(Collectors.joining(" "));

        assertThat(taken).isEqualTo(states);
    }

    @Test
    void remembersSinceWhenWhyAndWhatWasBefore() {
        Verdict verdict = verdict(Status.ERROR);

        CheckState after = StateMachine.take(state(Health.OK, ""), verdict, Thresholds.AT_ONCE, NOW)
                .after();

        assertThat(after)
                .isEqualTo(new CheckState(Health.ERROR, NOW, Health.OK, Optional.of(verdict), Optional.empty(), 0));
    }

    @Test
    void keepsSinceAndCauseWhileTheStateLasts() {
        CheckState before = state(Health.ERROR, "");

        CheckState after = StateMachine.take(before, verdict(Status.ERROR), Thresholds.AT_ONCE, NOW)
                .after();

        assertThat(after).isSameAs(before);
    }

    @Test
    void keepsSinceAndCauseWhileItCounts() {
        CheckState before = state(Health.ERROR, "");

        CheckState after = StateMachine.take(before, verdict(Status.OK), new Thresholds(1, 2), NOW)
                .after();

        assertThat(List.of(after.since(), after.cause(), after.previous()))
                .isEqualTo(List.of(before.since(), before.cause(), before.previous()));
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING,PAUSED,PAUSED",
        "OK,PAUSED,PAUSED",
        "ERROR,PAUSED,PAUSED",
        "SLEEPING,PAUSED,PAUSED",
        "PAUSED,PAUSED,UNCHANGED"
    })
    void pausesAnyState(Health before, Health after, Why why) {
        Transition transition = StateMachine.pause(state(before, ""), NOW);

        assertThat(transition.after().health()).isEqualTo(after);
        assertThat(transition.why()).isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({"PAUSED,PENDING,RESUMED", "OK,OK,UNCHANGED", "ERROR,ERROR,UNCHANGED", "PENDING,PENDING,UNCHANGED"})
    void findsOutAnewWhatIsTrueAfterAPause(Health before, Health after, Why why) {
        Transition transition = StateMachine.resume(state(before, ""), NOW);

        assertThat(transition.after().health()).isEqualTo(after);
        assertThat(transition.why()).isEqualTo(why);
    }

    @Test
    void forgetsAtAPauseWhatItCounted() {
        CheckState paused =
                StateMachine.pause(state(Health.OK, "ERROR x2"), NOW).after();

        assertThat(counting(paused)).isEmpty();
    }

    private static CheckState state(Health health, String counting) {
        Optional<Status> candidate = counting == null || counting.isEmpty()
                ? Optional.empty()
                : Optional.of(Status.valueOf(counting.substring(0, counting.indexOf(' '))));
        int counted = candidate.isEmpty() ? 0 : Integer.parseInt(counting.substring(counting.indexOf('x') + 1));
        return new CheckState(health, BEFORE, Health.PENDING, Optional.empty(), candidate, counted);
    }

    private static String counting(CheckState state) {
        return state.candidate().map(status -> status + " x" + state.counted()).orElse("");
    }

    private static Thresholds thresholds(String text) {
        String[] parts = text.split("/");
        return new Thresholds(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    private static Verdict verdict(Status status) {
        return status == Status.OK ? Verdict.ok() : Verdict.of(status, Reason.STATUS, "it says " + status.code());
    }
}
