package io.vedette.camel.reload;

import io.vedette.config.values.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file of the routes folder that Vedette itself writes: as a whole or not at all, and for its owner alone, as it may hold passwords. */
record WrittenFile(Path path) {

    Optional<String> text() throws IOException {
        return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
    }

    void write(String text) throws IOException {
        OwnerOnlyFile.replace(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param before what it held; empty where it was not there */
    void restore(Optional<String> before) throws IOException {
        if (before.isPresent()) {
            write(before.get());
        } else {
            Files.deleteIfExists(path);
        }
    }
}
