package io.vedette.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.TestClock;
import io.vedette.camel.run.Standalone;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the clock of this machine was set is noticed wherever Vedette goes by that clock. */
class MachineClockTest {

    @TempDir
    private Path folder;

    @Test
    void isLookedAtByTheProgram() throws Exception {
        assertThat(looksAt(Clock.systemUTC())).isTrue();
    }

    @Test
    void isLookedAtInAnApplication() throws Exception {
        try (CamelContext context = new DefaultCamelContext()) {
            assertThat(VedetteService.of(context)
                            .stages()
                            .evaluation()
                            .clockSteps()
                            .looks())
                    .isTrue();
        }
    }

    /** It is moved on purpose. */
    @Test
    void anotherClockIsNot() throws Exception {
        assertThat(looksAt(new TestClock())).isFalse();
    }

    private boolean looksAt(Clock clock) throws Exception {
        Loaded loaded = SettingsLoader.of(Map.of(), folder);
        try (Standalone vedette =
                new Standalone(loaded.settings(), loaded.secrets(), clock, Standalone.Mode.TRIAL, List.of())) {
            return vedette.service().stages().evaluation().clockSteps().looks();
        }
    }
}
