package io.vedette.deb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged jar on every Java of this machine: it starts and stops without a word on standard error. */
class QuietStartIT {

    private static final Path JAR = Path.of("target", "vedette.jar").toAbsolutePath();
    private static final Path PLACE = Path.of("/usr/lib/jvm");

    @TempDir
    private Path folder;

    static Stream<Path> javas() throws IOException {
        Stream<Path> others = Files.isDirectory(PLACE)
                ? Files.list(PLACE).map(home -> home.resolve("bin/java")).filter(Files::isExecutable)
                : Stream.of();
        return Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")), others)
                .map(QuietStartIT::real)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("javas")
    void warnsOfNothing(Path java) throws Exception {
        Path log = folder.resolve("log");
        Path errors = folder.resolve("errors");
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("application.properties"), "vedette.http.port=0\nvedette.sample=true\n");
        ProcessBuilder builder = new ProcessBuilder(List.of(java.toString(), "-jar", JAR.toString(), "run"))
                .directory(folder.toFile())
                .redirectOutput(log.toFile())
                .redirectError(errors.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        try {
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> !process.isAlive() || Files.readString(log).contains("answers on"));

            process.destroy();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(errors).isEmptyFile();
            assertThat(Files.readString(log)).contains("answers on").doesNotContain("WARNING", "WARN ", "ERROR");
            assertThat(process.exitValue()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
