package io.vedette.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a process ends that cannot go on, or that was asked to end and hangs. */
class ProcessEndTest {

    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"task", "thread", "swallowed"})
    void endsWithALineWhenMemoryIsUsedUp(String where) throws Exception {
        Process process = start(where);

        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(70);
        assertThat(errors())
                .containsPattern(
                        "vedette: out of memory \\(.+\\): the process ends with exit code 70; give it more by -Xmx");
    }

    @Test
    void endsWhenItsWorkEndsByAnErrorThatNobodyExpected() throws Exception {
        Process process = start("main");

        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(70);
    }

    @Test
    void leavesTheProcessOfAnApplicationAlone() throws Exception {
        Process process = start("embedded");

        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void cutsAStopShortThatHangsAndSaysWhere() throws Exception {
        Process process = start("stuck");
        process.inputReader().readLine();

        process.destroy(); // SIGTERM

        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        assertThat(errors()).contains("the stop took longer than 1 s and is cut short");
    }

    private Process start(String how) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx24m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Dying.class.getName(),
                        how)
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }

    private String errors() throws Exception {
        return Files.readString(folder.resolve("errors"));
    }
}
