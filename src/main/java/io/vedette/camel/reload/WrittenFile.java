package io.vedette.camel.reload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A file of the routes folder that Vedette itself writes: as a whole or not at all, and for its owner alone, as it may hold passwords. */
record WrittenFile(Path path) {

    Optional<String> text() throws IOException {
        return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
    }

    void write(String text) throws IOException {
        // No routes file is named so: whoever lists the folder meanwhile passes it over.
        Path fresh = path.resolveSibling("." + path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try {
            try (FileChannel channel = FileChannel.open(
                    fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerAlone())) {
                ByteBuffer left = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** @param before what it held; empty where it was not there */
    void restore(Optional<String> before) throws IOException {
        if (before.isPresent()) {
            write(before.get());
        } else {
            Files.deleteIfExists(path);
        }
    }

    private FileAttribute<?>[] ownerAlone() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
