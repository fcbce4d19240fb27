package io.vedette.app.migrate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files that a migration becomes: settings, checks, targets where there are any, and each secret in a file of its own. They may
 * hold secrets: their owner alone can read them (mode 600).
 */
public record MigrationFiles(Path properties, Path checks, Path targets, Path secrets) {

    /** The folder of secrets, beside the settings. */
    static final String SECRETS = "secrets";

    /** Returns the files of a folder, which need not exist yet. */
    public static MigrationFiles in(Path folder) {
        return new MigrationFiles(
                folder.resolve("application.properties"),
                folder.resolve("routes").resolve("checks.yaml"),
                folder.resolve("routes").resolve("targets.yaml"),
                folder.resolve(SECRETS));
    }

    /** Returns those of the files that exist already. */
    public List<Path> existing(Migration migration) {
        Stream<Path> further = migration.targets().isEmpty() ? Stream.empty() : Stream.of(targets);
        Stream<Path> values = migration.secrets().keySet().stream().map(secrets::resolve);
        return Stream.of(Stream.of(properties, checks), further, values)
                .flatMap(files -> files)
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    /** Writes all files over existing ones; none is ever visible half written. */
    public void write(Migration migration) throws IOException {
        write(properties, migration.propertiesText());
        for (Map.Entry<String, String> secret : migration.secrets().entrySet()) {
            write(secrets.resolve(secret.getKey()), secret.getValue());
        }
        if (!migration.targets().isEmpty()) {
            write(targets, migration.targetsText());
        }
        write(checks, migration.checksText());
    }

    private static void write(Path file, String text) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = folder.resolve(
                "." + file.getFileName() + "." + ProcessHandle.current().pid());
        Files.deleteIfExists(fresh);
        FileAttribute<?>[] mode =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (SeekableByteChannel channel =
                Files.newByteChannel(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
