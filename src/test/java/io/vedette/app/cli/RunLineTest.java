package io.vedette.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which command lines are understood at once, and that all others are left to the whole command line. */
class RunLineTest {

    @Test
    void runsWithTheSettingsOfThisFolder() {
        assertThat(RunLine.of()).contains(new RunLine(Optional.empty()));
        assertThat(RunLine.of("run")).contains(new RunLine(Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "run --config a.properties",
        "run --config=a.properties",
        "--config a.properties run",
        "--config=a.properties"
    })
    void runsWithThoseThatAreNamed(String line) {
        assertThat(RunLine.of(line.split(" ")).orElseThrow().config()).contains(Path.of("a.properties"));
    }

    @ParameterizedTest
    @CsvSource({
        "run run",
        "run --config",
        "run --config=",
        "run --config --help",
        "run --config a --config b",
        "--help",
        "validate",
        "run --conf a",
        "run a"
    })
    void leavesTheRestToTheWholeCommandLine(String line) {
        assertThat(RunLine.of(line.split(" "))).isEmpty();
    }
}
