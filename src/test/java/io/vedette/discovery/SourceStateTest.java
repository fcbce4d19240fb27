package io.vedette.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each look changes. */
class SourceStateTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration EVERY = Duration.ofSeconds(30);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // looks, a blank between them: letters are targets, ! fails, 0 names none | what counts then | held
                "abcd                 | abcd | false",
                "abcd abcde           | abcde| false",
                "abcd ab              | ab   | false",
                "abcd a               | abcd | true",
                "abcd a a             | a    | false",
                "abcd a abc           | abc  | false",
                "abcd a abc a         | abc  | true",
                "abcd a ! a           | a    | false",
                "abcd a 0             | abcd | true",
                "abcd a 0 0           | -    | false",
                "abcd a ab            | ab   | false",
                "abcd a b a           | abcd | true",
                "abcd a ~a            | abcd | true",
                "abcd a ~a a          | a    | false",
                "abcd a ~0            | abcd | true",
                "abcd wxyz efgh       | efgh | false",
                "abcd !               | abcd | false",
                "abcd 0               | abcd | true",
                "abcd 0 0             | -    | false",
                "abcd wxyz            | abcd | true",
                "abcd wxyz wxyz       | wxyz | false",
                "a 0                  | a    | true",
                "a 0 0                | -    | false",
                "0 abcd               | abcd | false",
                "! abcd               | abcd | false",
                "!                    | -    | false"
            })
    void believesALossAtTheSecondLook(String looks, String targets, boolean held) {
        SourceState state = SourceState.UNKNOWN;
        Instant now = START;
        for (String look : looks.strip().split(" ")) {
            // One with ~ comes before its time, as a reload asks too.
            now = now.plus(look.startsWith("~") ? EVERY.dividedBy(2) : EVERY);
            state = look.equals("!")
                    ? state.failed("down", now)
                    : state.answered(answer(look.replace("~", "")), now, EVERY);
        }

        assertThat(text(state)).isEqualTo(targets == null ? "" : targets.strip());
        assertThat(state.heldSince().isPresent()).isEqualTo(held);
    }

    @Property
    void neverLosesMoreThanHalfAtOnceAndAlwaysFollowsInTheEnd(
            @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 63) Integer> looks,
            @ForAll @IntRange(min = 0, max = 63) int last) {
        SourceState state = SourceState.UNKNOWN;
        boolean before = false;
        Instant now = START;
        for (int look : looks) {
            now = now.plus(EVERY);
            SourceState next = state.answered(answer(letters(look)), now, EVERY);
            long lost =
                    text(state).chars().filter(c -> text(next).indexOf(c) < 0).count();
            assertThat(lost * 2 <= text(state).length() || before).isTrue();
            before = next.heldSince().isPresent();
            state = next;
        }
        SourceState end = state.answered(answer(letters(last)), now.plus(EVERY), EVERY)
                .answered(answer(letters(last)), now.plus(EVERY.multipliedBy(2)), EVERY);

        assertThat(text(end)).isEqualTo(letters(last).replace("0", ""));
    }

    @Test
    void losesNothingWhileWhatIsMissingIsNotKnown() {
        SourceState state = SourceState.UNKNOWN.remembering(answer("abcd").targets());

        SourceState next =
                state.answered(new Origin.Answered(answer("ae").targets(), "b.json is not JSON", true), START, EVERY);

        assertThat(text(next)).isEqualTo("aebcd");
        assertThat(next.heldSince()).isEmpty();
        assertThat(next.failingSince()).contains(START);
        assertThat(text(next.answered(answer("aebc"), START, EVERY))).isEqualTo("aebc");
    }

    /** Such a clock would hold an answer for as long as it went back. */
    @Test
    void waitsNoLongerWhereTheClockWasSetBack() {
        SourceState held =
                SourceState.UNKNOWN.answered(answer("abcd"), START, EVERY).answered(answer("a"), START, EVERY);
        Instant back = START.minus(Duration.ofDays(1));

        SourceState next = held.answered(answer("a"), back, EVERY).answered(answer("a"), back.plus(EVERY), EVERY);

        assertThat(text(next)).isEqualTo("a");
    }

    private static String letters(int bits) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            if ((bits & 1 << i) != 0) {
                letters.append((char) ('a' + i));
            }
        }
        return letters.isEmpty() ? "0" : letters.toString();
    }

    private static Origin.Answered answer(String letters) {
        return new Origin.Answered(Arrays.stream(letters.split(""))
                .filter(letter -> !letter.equals("0"))
                .map(letter -> new Target(letter, Map.of()))
                .toList());
    }

    private static String text(SourceState state) {
        return String.join(
                "",
                state.targets().orElse(List.of()).stream().map(Target::address).toList());
    }
}
