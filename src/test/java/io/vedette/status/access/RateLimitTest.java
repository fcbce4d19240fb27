package io.vedette.status.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final TestClock clock = new TestClock();
    private final RateLimit limit = new RateLimit(3, Duration.ofSeconds(30), clock);

    @Test
    void givesWhatItHasAndThenTellsHowLongToWait() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("a")).isZero();
        }

        assertThat(limit.take("a")).isEqualTo(Duration.ofSeconds(10));
        clock.forward(Duration.ofSeconds(4));
        assertThat(limit.waiting("a")).isEqualTo(Duration.ofSeconds(6));
        clock.forward(Duration.ofSeconds(6));
        assertThat(limit.take("a")).isZero();
        assertThat(limit.take("a")).isPositive();
    }

    @Test
    void neverHoldsMoreThanItsFill() {
        clock.forward(Duration.ofDays(1));
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("a")).isZero();
        }

        assertThat(limit.take("a")).isPositive();
    }

    @Test
    void keepsClientsApart() {
        for (int i = 0; i < 4; i++) {
            limit.take("a");
        }

        assertThat(limit.waiting("a")).isPositive();
        assertThat(limit.waiting("b")).isZero();
    }

    @Test
    void forgetsNobodyForTheSakeOfAFlood() {
        for (int i = 0; i < 4; i++) {
            limit.take("a");
        }
        for (int i = 0; i < 20_000; i++) {
            limit.take("flood-" + i);
        }

        assertThat(limit.waiting("a")).isPositive();
        assertThat(limit.waiting("flood-19999-too"))
                .as("shares a bucket with the flood")
                .isPositive();

        clock.forward(Duration.ofMinutes(1));
        assertThat(limit.waiting("a")).isZero();
        assertThat(limit.waiting("flood-19999-too")).isZero();
    }

    @Test
    void bearsAClockThatIsSetBack() {
        limit.take("a");
        clock.forward(Duration.ofHours(-1));

        assertThat(limit.take("a")).isZero();
    }

    @Test
    void keepsNobodyOutUntilAClockThatIsSetBackComesThereAgain() {
        while (limit.take("a").isZero()) {
            assertThat(limit.waiting("b")).isZero();
        }
        clock.forward(Duration.ofHours(-1));
        assertThat(limit.take("a")).as("nothing is given").isPositive();

        clock.forward(Duration.ofMinutes(1));

        assertThat(limit.take("a")).isZero();
    }
}
