package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class SighupHandlerTest {

    @Test
    void runsATaskAtTheSignalAndLetsTheProcessLive() throws Exception {
        AtomicInteger signals = new AtomicInteger();
        assumeTrue(SighupHandler.register(signals::incrementAndGet), "the signal HUP is ignored here, as under nohup");

        Process kill = new ProcessBuilder(
                        "sh", "-c", "kill -HUP " + ProcessHandle.current().pid())
                .start();

        assertThat(kill.waitFor()).isZero();
        await().until(() -> signals.get() == 1);
    }
}
