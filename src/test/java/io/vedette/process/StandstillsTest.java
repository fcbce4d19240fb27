package io.vedette.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandstillsTest {

    private final AtomicLong nanos = new AtomicLong(Duration.ofDays(3).toNanos());
    private final Standstills standstills = new Standstills(nanos::get, Standstills.LEAST);

    @Test
    void countsTheTimeInWhichSomethingRanAlone() {
        long begin = nanos.get();
        runFor(10);
        stand(Duration.ofSeconds(20));
        runFor(5);
        stand(Duration.ofMinutes(1));

        assertThat(standstills.ranSince(begin)).isEqualTo(Duration.ofSeconds(15));
        assertThat(standstills.within(Duration.ofDays(1))).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void countsOfAStandstillWhatLiesWithin() {
        runFor(1);
        stand(Duration.ofSeconds(20));
        long middle = nanos.get() - Duration.ofSeconds(5).toNanos();
        runFor(2);

        assertThat(standstills.ranSince(middle)).isEqualTo(Duration.ofSeconds(2));
        assertThat(standstills.within(Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void takesNoBusyMachineForAStandstill() {
        long begin = nanos.get();
        for (int i = 0; i < 10; i++) {
            pass(Standstills.LEAST);
            standstills.runs();
        }

        assertThat(standstills.ranSince(begin)).isEqualTo(Standstills.LEAST.multipliedBy(10));
    }

    @Test
    void takesNothingForAStandstillWhileNothingIsToRunEverySecond() {
        standstills.begins(Duration.ofSeconds(5));
        standstills.ends(Duration.ofSeconds(1));
        stand(Duration.ofMinutes(1));
        standstills.begins(Duration.ofSeconds(1));

        assertThat(standstills.within(Duration.ofDays(1))).isZero();
    }

    @Test
    void remembersAsMuchAsAnybodyAsksFor() {
        for (int i = 0; i < 1_000; i++) {
            stand(Duration.ofSeconds(10));
            runFor(1);
        }

        assertThat(standstills.within(Duration.ofDays(1))).isEqualTo(Duration.ofSeconds(1_000));
    }

    @BeforeEach
    void begin() {
        standstills.begins(Duration.ofSeconds(1));
    }

    private void stand(Duration time) {
        pass(time);
        standstills.runs();
    }

    private void runFor(int seconds) {
        for (int i = 0; i < seconds; i++) {
            pass(Duration.ofSeconds(1));
            standstills.runs();
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
