package io.vedette.app.pryv;

import io.vedette.config.values.Causes;
import io.vedette.config.values.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A file with one secret that only its owner can read (mode 600), from its creation on. */
public record SecretFile(Path path) {

    public boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Returns the content without the end of the line. */
    public String read(String step) throws SetupFailed {
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new SetupFailed(step, path + " cannot be read: " + Causes.message(e));
        }
    }

    /** Fails before anything is done if the file could not be written. */
    public void checkFolder(String step) throws SetupFailed {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new SetupFailed(step, path + " cannot be written: there is no folder " + folder + " to write to");
        }
    }

    /** Creates the file; fails when it exists, unless its content is the same. */
    public void create(String step, String secret) throws SetupFailed {
        try {
            if (Files.isRegularFile(path) && Files.readString(path).strip().equals(secret)) {
                OwnerOnlyFile.restrict(path);
                return;
            }
            OwnerOnlyFile.create(path, line(secret));
        } catch (FileAlreadyExistsException e) {
            throw new SetupFailed(step, path + " exists with other content; --force overwrites it");
        } catch (IOException e) {
            throw new SetupFailed(step, path + " cannot be written: " + Causes.message(e));
        }
    }

    /** Creates or replaces the file, never half written. */
    public void replace(String step, String secret) throws SetupFailed {
        try {
            OwnerOnlyFile.replace(path, line(secret));
        } catch (IOException e) {
            throw new SetupFailed(step, path + " cannot be written: " + Causes.message(e));
        }
    }

    private static byte[] line(String secret) {
        return (secret + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
