package io.vedette.app.migrate;

import io.vedette.config.values.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files for their owner alone that appear together or not at all: each is written beside its place before the first is moved there. */
final class StagedFiles implements AutoCloseable {

    private final Map<Path, Path> waiting = new LinkedHashMap<>();
    private final Deque<Path> folders = new ArrayDeque<>();
    private boolean isPublished;

    /** Writes a file beside its place, in a folder that is made if it is not there. */
    void add(Path file, byte[] content) throws IOException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file + " is a folder");
        }
        folder(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(
                "." + file.getFileName() + "." + ProcessHandle.current().pid());
        Files.deleteIfExists(fresh);
        waiting.put(file, fresh);
        OwnerOnlyFile.create(fresh, content);
    }

    private void folder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getParent() != null && !Files.exists(folder.getParent())) {
            folder(folder.getParent());
        }
        Files.createDirectory(folder);
        folders.push(folder);
    }

    /** Moves all to their places, over what is there. */
    void publish() throws IOException {
        for (Map.Entry<Path, Path> each : waiting.entrySet()) {
            Files.move(
                    each.getValue(),
                    each.getKey(),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
        isPublished = true;
    }

    /** Removes what was not moved, and the folders that were made for it. */
    @Override
    public void close() throws IOException {
        if (isPublished) {
            return;
        }
        for (Path fresh : waiting.values()) {
            Files.deleteIfExists(fresh);
        }
        for (Path folder : folders) {
            if (isEmpty(folder)) {
                Files.deleteIfExists(folder);
            }
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var content = Files.newDirectoryStream(folder)) {
            return !content.iterator().hasNext();
        }
    }
}
