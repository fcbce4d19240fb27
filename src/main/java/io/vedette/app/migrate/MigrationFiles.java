package io.vedette.app.migrate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

    /** Returns those that exist already of the files that every migration writes. */
    public List<Path> existing() {
        return existing(Migration.failed("", List.of()));
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

    /**
     * Writes all files over existing ones, those that checks need before the checks. None is ever visible half written, and none is
     * replaced before there was room for all.
     *
     * @throws IOException when nothing was changed
     */
    public void write(Migration migration) throws IOException {
        Map<Path, String> texts = new LinkedHashMap<>();
        migration.secrets().forEach((name, secret) -> texts.put(secrets.resolve(name), secret));
        if (!migration.targets().isEmpty()) {
            texts.put(targets, migration.targetsText());
        }
        texts.put(properties, migration.propertiesText());
        texts.put(checks, migration.checksText());
        try (StagedFiles staged = new StagedFiles()) {
            for (Map.Entry<Path, String> each : texts.entrySet()) {
                staged.add(each.getKey(), each.getValue().getBytes(StandardCharsets.UTF_8));
            }
            staged.publish();
        }
    }
}
