package io.vedette.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {

    /** Varies nothing: 0.8 + 0.4 * 0.5. */
    private static final RandomGenerator EVEN = new RandomGenerator() {
        @Override
        public long nextLong() {
            return Long.MIN_VALUE;
        }
    };

    private final TestClock clock = new TestClock();
    private Targets targets = new Targets(clock, EVEN);

    @BeforeEach
    void addSlack() {
        targets.add("slack");
    }

    @Test
    void isOpenAtFirst() {
        assertThat(targets.isOpen("slack")).isTrue();
        assertThat(targets.isOpen("unknown")).isFalse();
    }

    @ParameterizedTest(name = "after {0} failures in a row: {1} s")
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "8, 128", "9, 256", "10, 300", "11, 300", "70, 300"})
    void waitsLongerAfterEveryFailure(int failures, long seconds) {
        fail(failures);

        assertThat(pause()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40})
    void variesByAFifth(int failures) {
        fail(failures);
        long even = pause().toMillis();
        Random random = new Random(7);

        for (int i = 0; i < 200; i++) {
            targets = new Targets(clock, random);
            targets.add("slack");
            fail(failures);
            assertThat(pause().toMillis()).isBetween(even * 8 / 10, even * 12 / 10);
        }
    }

    @Test
    void isTriedAgainWhenThePauseIsOver() {
        fail(3);

        clock.forward(Duration.ofMillis(3_999));
        assertThat(targets.isOpen("slack")).isFalse();
        clock.forward(Duration.ofMillis(1));
        assertThat(targets.isOpen("slack")).isTrue();
    }

    @ParameterizedTest(name = "asked for {0} s after {1} failures: {2} s")
    @CsvSource({"30, 1, 30", "3600, 1, 3600", "2, 9, 2", "0, 1, 1", "0, 9, 1"})
    void believesATargetThatSaysWhenItIsBack(long asked, int failures, long seconds) {
        fail(failures - 1);

        targets.failed("slack", "busy", Optional.of(Duration.ofSeconds(asked)), false);

        assertThat(pause()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest(name = "asked for {0} s: {1} s")
    @CsvSource({"0, 5", "30, 30", "3600, 3600"})
    void asksSeldomWhatIsSetUpWrongly(long asked, long seconds) {
        targets.failed("slack", "invalid_auth", Optional.of(Duration.ofSeconds(asked)), true);

        assertThat(pause()).isEqualTo(Duration.ofSeconds(seconds));
    }

    /** Who mended a token or an address need not wait for what the one before had earned, up to a day where it was asked for. */
    @ParameterizedTest
    @CsvSource({"'', true", "PT24H, false"})
    void isTriedAtOnceWhenItIsMadeOfSomethingElse(String asked, boolean misconfigured) {
        Optional<Duration> retryAfter =
                Optional.of(asked).filter(text -> !text.isEmpty()).map(Duration::parse);
        for (int i = 0; i < 9; i++) {
            targets.failed("slack", "invalid_auth", retryAfter, misconfigured);
        }
        assertThat(targets.isOpen("slack")).isFalse();

        targets.changed("slack");

        assertThat(targets.isOpen("slack")).isTrue();
        assertThat(targets.all().get(0).failingSince())
                .as("until it takes a message")
                .isPresent();
        fail(1);
        assertThat(pause()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void startsAnewAfterADelivery() {
        fail(5);
        targets.delivered("slack");

        assertThat(targets.all())
                .containsExactly(new Targets.Target(
                        "slack",
                        clock.instant(),
                        1,
                        5,
                        0,
                        0,
                        Optional.empty(),
                        Optional.of(clock.instant()),
                        Optional.empty(),
                        "",
                        false));
        fail(1);
        assertThat(pause()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void keepsWhatIsKnownOfATargetThatIsAddedAgain() {
        fail(2);

        targets.add("slack");

        assertThat(targets.isOpen("slack")).isFalse();
    }

    @Test
    void closesNoOtherTarget() {
        targets.add("mail");

        fail(9);

        assertThat(targets.isOpen("mail")).isTrue();
        assertThat(targets.names()).containsExactly("mail", "slack");
    }

    @Test
    void notesNothingOfATargetThatLeft() {
        targets.remove("slack");

        targets.delivered("slack");
        fail(1);

        assertThat(targets.has("slack")).isFalse();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            targets.failed("slack", "connection refused", Optional.empty(), false);
        }
    }

    private Duration pause() {
        return Duration.between(
                clock.instant(), targets.all().get(0).notBefore().orElseThrow());
    }
}
