package io.vedette.config.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyFileTest {

    @TempDir
    Path folder;

    @Test
    void replacesWhatEverybodyCouldRead() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        OwnerOnlyFile.replace(file, bytes("new"));

        assertThat(file).hasContent("new");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(names()).containsExactly("token");
    }

    @Test
    void createsNothingWhereSomethingIs() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "old");

        assertThatThrownBy(() -> OwnerOnlyFile.create(file, bytes("new")))
                .isInstanceOf(FileAlreadyExistsException.class);

        assertThat(file).hasContent("old");
    }

    @Test
    void leavesNoSecretBehindWhereTheFileCannotBeReplaced() throws Exception {
        Path file = folder.resolve("token");
        Files.createFile(Files.createDirectory(file).resolve("in the way"));

        assertThatThrownBy(() -> OwnerOnlyFile.replace(file, bytes("new"))).isInstanceOf(IOException.class);

        assertThat(names()).containsExactly("token");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
