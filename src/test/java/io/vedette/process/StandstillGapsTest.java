package io.vedette.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandstillGapsTest {

    private final AtomicLong nanos = new AtomicLong(Duration.ofDays(3).toNanos());
    private final Standstill standstill = new Standstill();

    @Test
    void countsTheTimeInWhichSomethingRanAlone() {
        long begin = nanos.get();
        runFor(10);
        stand(Duration.ofSeconds(20));
        runFor(5);
        stand(Duration.ofMinutes(1));

        assertThat(standstill.ranSince(begin, nanos.get())).isEqualTo(Duration.ofSeconds(15));
        assertThat(standstill.within(Duration.ofDays(1), nanos.get())).isEqualTo(Duration.ofSeconds(80));
    }

    @Test
    void countsOfAStandstillWhatLiesWithin() {
        runFor(1);
        stand(Duration.ofSeconds(20));
        long middle = nanos.get() - Duration.ofSeconds(5).toNanos();
        runFor(2);

        assertThat(standstill.ranSince(middle, nanos.get())).isEqualTo(Duration.ofSeconds(2));
        assertThat(standstill.within(Duration.ofSeconds(7), nanos.get())).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void takesNoBusyMachineForAStandstill() {
        long begin = nanos.get();
        for (int i = 0; i < 10; i++) {
            pass(Standstill.LEAST_GAP);
            standstill.look(nanos.get(), 0);
        }

        assertThat(standstill.ranSince(begin, nanos.get())).isEqualTo(Standstill.LEAST_GAP.multipliedBy(10));
    }

    @Test
    void takesNothingForAStandstillWhileNobodyLooks() {
        standstill.end();
        stand(Duration.ofMinutes(1));
        standstill.begin(nanos.get(), 0);

        assertThat(standstill.within(Duration.ofDays(1), nanos.get())).isZero();
    }

    @Test
    void remembersAsMuchAsAnybodyAsksFor() {
        for (int i = 0; i < 1_000; i++) {
            stand(Duration.ofSeconds(10));
            runFor(1);
        }

        assertThat(standstill.within(Duration.ofDays(1), nanos.get())).isEqualTo(Duration.ofSeconds(1_000));
    }

    @BeforeEach
    void begin() {
        standstill.begin(nanos.get(), 0);
    }

    private void stand(Duration time) {
        pass(time);
        standstill.look(nanos.get(), 0);
    }

    private void runFor(int seconds) {
        for (int i = 0; i < seconds; i++) {
            pass(Duration.ofSeconds(1));
            standstill.look(nanos.get(), 0);
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
