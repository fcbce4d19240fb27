package io.vedette.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandstillTest {

    @ParameterizedTest
    @CsvSource({
        // after the look before, pauses of collectors in it, stood still
        "PT0.02S, PT0S, PT0S",
        "PT0.021S, PT0S, PT0S",
        "PT0.035S, PT0.015S, PT0.015S",
        "PT0.02S, PT0.012S, PT0.012S",
        "PT5.02S, PT0S, PT5S",
        "PT1.52S, PT1S, PT1.5S",
    })
    void isWhatALookIsLateOrWasCollectedWhicheverIsMore(Duration after, Duration collected, Duration stood) {
        Standstill standstill = begun(1_000, 500);

        standstill.look(1_000 + after.toNanos(), 500 + collected.toNanos());

        assertThat(standstill.nanos(1_000 + after.toNanos())).isEqualTo(stood.toNanos());
    }

    @Test
    void countsALookThatIsLateStillAndAddsUp() {
        Standstill standstill = begun(0, 0);
        assertThat(standstill.nanos(Duration.ofMillis(120).toNanos()))
                .isEqualTo(Duration.ofMillis(100).toNanos());

        standstill.look(Duration.ofMillis(220).toNanos(), 0);
        standstill.look(Duration.ofMillis(240).toNanos(), 0);
        standstill.look(Duration.ofMillis(360).toNanos(), 0);

        assertThat(standstill.nanos(Duration.ofMillis(380).toNanos()))
                .isEqualTo(Duration.ofMillis(300).toNanos());
    }

    private static Standstill begun(long now, long collected) {
        Standstill standstill = new Standstill();
        standstill.begin(now, collected);
        return standstill;
    }
}
