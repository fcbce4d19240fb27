package io.vedette.config.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

    @TempDir
    private Path folder;

    @Test
    void readsNoMoreThanItMay() throws Exception {
        Path file = Files.writeString(folder.resolve("large"), "x".repeat(2049));

        assertThat(TextFile.read(file, 2048).complaint()).isEqualTo("is larger than 2 KiB");
        assertThat(TextFile.read(file, 2049).text()).hasSize(2049);
    }

    @Test
    void saysWhatIsNoFile() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));

        assertThat(TextFile.read(folder, 10).complaint()).isEqualTo("is a directory");
        assertThat(TextFile.read(link, 10).complaint()).isEqualTo("does not exist");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void waitsForNobodyAtAPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThat(TextFile.read(pipe, 10).complaint()).isEqualTo("is not a regular file");
    }

    @Test
    void readsNothingOfAFileThatIsTooLarge() throws Exception {
        Path file = folder.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(1L << 40); // Reading it would take hours.
        }

        assertThat(TextFile.read(file, TextFile.MOST_BYTES).complaint()).isEqualTo("is larger than 4 MiB");
    }

    @Test
    void saysWhereALinkGoesInACircle() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("link"));

        assertThat(TextFile.read(link, 10).complaint())
                .startsWith("cannot be read: ")
                .doesNotContain(folder.toString());
    }
}
