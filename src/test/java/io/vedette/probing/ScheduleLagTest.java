package io.vedette.probing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ScheduleLagTest {

    private static final long HOUR = 3_600_000_000_000L;

    @Test
    void tellsNothingBeforeTheFirstStart() {
        ScheduleLag.Counted none = new ScheduleLag().counted();

        assertThat(none.starts()).isZero();
        assertThat(none.quantile(0.99)).isZero();
    }

    @Test
    void countsAnEarlyStartAsOnTime() {
        ScheduleLag lag = new ScheduleLag();

        lag.record(-5);

        assertThat(lag.counted().starts()).isOne();
        assertThat(lag.counted().quantile(1)).isZero();
    }

    @Test
    void findsTheLagThatNinetyNineOfAHundredDidNotExceed() {
        ScheduleLag lag = new ScheduleLag();
        for (int i = 0; i < 99; i++) {
            lag.record(10_000);
        }
        lag.record(HOUR);

        assertThat(lag.counted().quantile(0.99)).isEqualTo(Duration.ofNanos(10_000));
        assertThat(lag.counted().quantile(1)).isGreaterThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void leavesOutWhatWasCountedBefore() {
        ScheduleLag lag = new ScheduleLag();
        lag.record(HOUR);
        ScheduleLag.Counted before = lag.counted();

        lag.record(5_000);

        assertThat(lag.counted().since(before).starts()).isOne();
        assertThat(lag.counted().since(before).quantile(1)).isEqualTo(Duration.ofNanos(5_000));
    }

    @Property
    void tellsEveryLagWithinASixteenth(@ForAll @LongRange(max = 2 * HOUR) long nanos) {
        ScheduleLag lag = new ScheduleLag();
        lag.record(nanos);

        long micros = Math.min(nanos, HOUR) / 1_000;
        long told = lag.counted().quantile(1).toNanos() / 1_000;

        assertThat(told).isBetween(micros, micros + micros / 16);
    }
}
