package io.vedette.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How much is kept of what a job says. */
class HeartbeatOutputTest {

    @Test
    void endsWithAWholeCharacter() {
        String full = "x".repeat(HeartbeatOutput.LONGEST - 1);

        assertThat(new HeartbeatOutput(Instant.EPOCH, "success", full + "\uD83D\uDE00").text())
                .isEqualTo(full);
        assertThat(new HeartbeatOutput(Instant.EPOCH, "success", full + "yz").text())
                .isEqualTo(full + "y");
    }
}
