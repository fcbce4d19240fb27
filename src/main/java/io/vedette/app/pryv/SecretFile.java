package io.vedette.app.pryv;

import io.vedette.config.values.Causes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A file with one secret that only its owner can read (mode 600), from its creation on. */
public record SecretFile(Path path) {

    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

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
                restrict();
                return;
            }
            write(path, secret);
        } catch (FileAlreadyExistsException e) {
            throw new SetupFailed(step, path + " exists with other content; --force overwrites it");
        } catch (IOException e) {
            throw new SetupFailed(step, path + " cannot be written: " + Causes.message(e));
        }
    }

    /** Creates or replaces the file, never half written. */
    public void replace(String step, String secret) throws SetupFailed {
        Path fresh = path.resolveSibling(
                "." + path.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.deleteIfExists(fresh);
            write(fresh, secret);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SetupFailed(step, path + " cannot be written: " + Causes.message(e));
        }
    }

    private static void write(Path file, String secret) throws IOException {
        Set<StandardOpenOption> fresh = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileAttribute<?>[] mode = knowsModes(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        ByteBuffer bytes = ByteBuffer.wrap((secret + "\n").getBytes(StandardCharsets.UTF_8));
        try (SeekableByteChannel channel = Files.newByteChannel(file, fresh, mode)) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private void restrict() throws IOException {
        if (knowsModes(path)) {
            Files.setPosixFilePermissions(path, OWNER_ONLY);
        }
    }

    private static boolean knowsModes(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
