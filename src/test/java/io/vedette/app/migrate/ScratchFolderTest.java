package io.vedette.app.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an import needs for a while is its owner's alone, and goes even if the process was killed. */
class ScratchFolderTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path parent;

    @Test
    void isForItsOwnerAloneAndGoesWithAllThatIsInIt() throws IOException {
        Path folder;
        try (ScratchFolder scratch = ScratchFolder.in(parent)) {
            folder = scratch.path();
            Files.writeString(Files.createDirectory(folder.resolve("secrets")).resolve("a"), "geheim");

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
        assertThat(folder).doesNotExist();
    }

    @Test
    void removesWhatAKilledProcessLeftAndNothingElse() throws Exception {
        long gone = ended();
        Path outside = Files.writeString(parent.resolve("outside"), "stays");
        Path left = folder("vedette-import-" + gone + "-1", HOUR);
        Files.createSymbolicLink(left.resolve("link"), outside);
        old(left, HOUR);
        Path young = folder("vedette-import-" + gone + "-2", Duration.ofMinutes(1));
        Path running = folder("vedette-import-" + ProcessHandle.current().pid() + "-3", HOUR);
        Path other = folder("vedette-import-of-somebody", HOUR);

        ScratchFolder.in(parent).close();

        assertThat(left).doesNotExist();
        assertThat(parent).isDirectoryContaining(young::equals);
        assertThat(running).isDirectory();
        assertThat(other).isDirectory();
        assertThat(outside).hasContent("stays");
    }

    private Path folder(String name, Duration age) throws IOException {
        Path folder = Files.createDirectory(parent.resolve(name));
        Files.writeString(folder.resolve("secret"), "geheim");
        old(folder, age);
        return folder;
    }

    private static void old(Path folder, Duration age) throws IOException {
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(age)));
    }

    private static long ended() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }
}
