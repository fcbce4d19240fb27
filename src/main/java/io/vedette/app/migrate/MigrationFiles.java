package io.vedette.app.migrate;

import io.vedette.config.values.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        Files.createDirectories(file.toAbsolutePath().getParent());
        OwnerOnlyFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
