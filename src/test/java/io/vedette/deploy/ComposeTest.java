package io.vedette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.camel.run.Installation;
import io.vedette.camel.run.Standalone;
import io.vedette.config.settings.SettingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The example of three nodes over one PostgreSQL. */
class ComposeTest {

    private static final Path FOLDER = Path.of("deploy", "compose");

    private final Map<String, Object> compose = compose();

    @Test
    void hasThreeNodesOverOneDatabase() {
        assertThat(names("services")).containsExactly("postgres", "vedette-1", "vedette-2", "vedette-3");
        assertThat(nodes()).allSatisfy(node -> {
            assertThat(map(node, "environment"))
                    .containsEntry("VEDETTE_DATABASE_URL", "jdbc:postgresql://postgres/vedette")
                    .containsEntry("VEDETTE_CLUSTER", "true");
            assertThat(map(map(node, "depends_on"), "postgres")).containsEntry("condition", "service_healthy");
        });
        assertThat(nodes().stream().map(node -> node.get("hostname"))).doesNotHaveDuplicates();
        assertThat(nodes().stream().map(node -> node.get("ports"))).doesNotHaveDuplicates();
    }

    @Test
    void startsThemWhenTheDatabaseAnswersThem() {
        assertThat(texts(map(map(map(compose, "services"), "postgres"), "healthcheck"), "test"))
                .containsSequence("--host", "127.0.0.1");
    }

    @Test
    void givesThemNoMoreThanTheyNeed() {
        assertThat(nodes()).allSatisfy(node -> {
            assertThat(node).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
            assertThat(texts(node, "ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
            assertThat(texts(node, "volumes")).allMatch(volume -> volume.endsWith(":ro"));
        });
    }

    @Test
    void namesSettingsThatThereAre() {
        assertThat(nodes())
                .allSatisfy(node ->
                        assertThat(map(node, "environment").keySet()).allMatch(SettingKey.variables()::contains));
    }

    @Test
    void keepsSecretsInFilesThatItNames() {
        assertThat(nodes()).allSatisfy(node -> {
            assertThat(names("secrets")).containsAll(texts(node, "secrets"));
            map(node, "environment").forEach((name, value) -> {
                if (name.endsWith("PASSWORD") || name.endsWith("SECRET")) {
                    assertThat(texts(node, "secrets"))
                            .anySatisfy(secret -> assertThat(value).isEqualTo("{{file:/run/secrets/" + secret + "}}"));
                }
            });
        });
        assertThat(FOLDER.resolve(".gitignore")).content().contains("/secrets/");
    }

    @Test
    void watchesWhatItsFolderSays(@TempDir Path folder) throws Exception {
        Installation installation = Installation.empty(folder)
                .file("routes/checks.yaml", Files.readString(FOLDER.resolve("routes/checks.yaml")));

        try (Standalone vedette = installation.standalone(Standalone.Mode.TRIAL)) {
            assertThat(vedette.checks()).containsExactly("shop");
        }
    }

    private List<Map<String, Object>> nodes() {
        return names("services").stream()
                .filter(name -> name.startsWith("vedette"))
                .map(name -> merged(map(map(compose, "services"), name)))
                .toList();
    }

    private List<String> names(String part) {
        return List.copyOf(map(compose, part).keySet());
    }

    /** With what it takes over from another one. */
    private static Map<String, Object> merged(Map<String, Object> service) {
        Map<String, Object> all = new LinkedHashMap<>(map(service, "<<"));
        all.putAll(service);
        return all;
    }

    private static List<String> texts(Map<String, Object> from, String key) {
        return ((List<?>) from.get(key)).stream().map(String::valueOf).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> from, String key) {
        return (Map<String, Object>) from.getOrDefault(key, Map.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> compose() {
        try {
            return (Map<String, Object>) new Load(LoadSettings.builder().build())
                    .loadFromString(Files.readString(FOLDER.resolve("compose.yaml")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
