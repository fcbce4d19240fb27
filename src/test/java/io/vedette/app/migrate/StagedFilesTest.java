package io.vedette.app.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.check.CheckYaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration is written as a whole or not at all. */
class StagedFilesTest {

    private static final Migration MIGRATION = new Migration(
            "given",
            Map.of("vedette.sample", "false"),
            List.of(new CheckYaml("a", "http", Map.of("url", "http://127.0.0.1/"))),
            List.of(new CheckYaml("ops", "notify-webhook", Map.of("url", "{{file:secrets/ops-url}}"))),
            Map.of("ops-url", "http://127.0.0.1/geheim"),
            List.of(),
            List.of());

    @TempDir
    private Path folder;

    @Test
    void leavesNothingOfAConfigurationThatCannotBeWrittenWhole() throws IOException {
        Path out = folder.resolve("new/out");
        Files.createDirectories(out.resolve("routes/checks.yaml/something"));

        assertThatThrownBy(() -> MigrationFiles.in(out).write(MIGRATION))
                .hasMessageContaining("checks.yaml is a folder");

        try (Stream<Path> left = Files.walk(out).filter(Files::isRegularFile)) {
            assertThat(left).isEmpty();
        }
        assertThat(out.resolve("secrets")).doesNotExist();
    }

    @Test
    void changesNothingOfBeforeWhenOneFileHasNoPlace() throws IOException {
        Files.createDirectories(folder.resolve("routes/checks.yaml/something"));
        Path settings = Files.writeString(folder.resolve("application.properties"), "vedette.http.port=4000");

        assertThatThrownBy(() -> MigrationFiles.in(folder).write(MIGRATION)).isInstanceOf(IOException.class);

        assertThat(settings).hasContent("vedette.http.port=4000");
    }

    @Test
    void writesAllFilesInFoldersThatAreMade() throws IOException {
        Path out = folder.resolve("new/out");

        MigrationFiles.in(out).write(MIGRATION);

        try (Stream<Path> all = Files.walk(out).filter(Files::isRegularFile)) {
            assertThat(all.map(out::relativize).map(Path::toString))
                    .containsExactlyInAnyOrder(
                            "application.properties", "routes/checks.yaml", "routes/targets.yaml", "secrets/ops-url");
        }
    }
}
