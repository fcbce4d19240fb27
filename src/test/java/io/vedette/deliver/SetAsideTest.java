package io.vedette.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.alert.Alert;
import io.vedette.contract.Checks;
import io.vedette.evaluate.Core;
import io.vedette.rule.Status;
import io.vedette.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How long an alert waits by itself that its target refused for what is in it. */
class SetAsideTest {

    private static final Instant NOW = TestClock.START;

    private final SetAside aside = new SetAside();

    @Test
    void waitsAMinuteAtFirst() {
        Alert alert = alert("a");
        aside.refused("slack", alert, NOW);

        assertThat(aside.holds("slack", alert, NOW)).isTrue();
        assertThat(aside.count("slack", NOW)).isOne();
        assertThat(aside.holds("slack", alert, NOW.plus(Duration.ofMinutes(1)))).isFalse();
        assertThat(aside.count("slack", NOW.plus(Duration.ofMinutes(1)))).isZero();
    }

    @Test
    void waitsNoLongerWhenTheClockIsSetBackADay() {
        Alert alert = alert("a");
        aside.refused("slack", alert, NOW);

        Instant before = NOW.minus(Duration.ofDays(1));

        assertThat(aside.holds("slack", alert, before)).isFalse();
        assertThat(aside.count("slack", before)).isZero();
    }

    @Test
    void forgetsWhatIsLongOver() {
        aside.refused("slack", alert("a"), NOW);
        aside.refused("slack", alert("b"), NOW.plus(Duration.ofMinutes(30)));
        assertThat(aside.size()).isEqualTo(2);

        aside.refused("slack", alert("c"), NOW.plus(Duration.ofHours(2)));

        assertThat(aside.size()).isOne();
    }

    private static Alert alert(String check) {
        Core core = new Core(new TestClock(), new MemoryStore(), Duration.ZERO);
        core.targets.add("slack");
        core.watch(Checks.named(check));
        core.observe(check, Status.ERROR);
        return core.entry(check, "slack").waiting().orElseThrow();
    }
}
