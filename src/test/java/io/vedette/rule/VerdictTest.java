package io.vedette.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Verdict STALE = Verdict.error(Reason.STALE, "too old");
    private static final Verdict WORD = Verdict.error(Reason.STATUS, "not ok");
    private static final Verdict SLOW = Verdict.degraded(Reason.SLOW, "slow");

    @Test
    void takesTheWorseOfTwoAndTellsBoth() {
        Verdict both = SLOW.and(WORD);

        assertThat(both.status()).isEqualTo(Status.ERROR);
        assertThat(both.reason()).contains(Reason.STATUS);
        assertThat(both.message()).isEqualTo("not ok; slow");
    }

    @Test
    void keepsItsOwnReasonWhenBothAreEquallyBad() {
        assertThat(STALE.and(WORD).reason()).contains(Reason.STALE);
        assertThat(STALE.and(WORD).message()).isEqualTo("too old; not ok");
    }

    @Test
    void staysAsItIsBesideOk() {
        assertThat(STALE.and(Verdict.ok())).isEqualTo(STALE);
        assertThat(Verdict.ok().and(STALE)).isEqualTo(STALE);
        assertThat(Verdict.ok().and(Verdict.ok())).isEqualTo(Verdict.ok());
    }

    @Test
    void keepsTheFailuresOfBoth() {
        Failure one = new Failure("db", "down", "");
        Failure two = new Failure("disk", "full", "");

        assertThat(STALE.with(List.of(one)).and(WORD.with(List.of(two))).failures())
                .containsExactly(one, two);
    }
}
