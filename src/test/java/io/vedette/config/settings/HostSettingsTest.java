package io.vedette.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that mean something only where Vedette is part of an application. */
class HostSettingsTest {

    @Test
    void areRefusedWhereVedetteRunsByItself(@TempDir Path folder) throws IOException {
        Files.writeString(
                folder.resolve("application.properties"),
                "vedette.http.path=/vedette\nvedette.database.datasource=shop\n");

        Loaded loaded = SettingsLoader.load(Optional.empty(), folder, Map.of(), call -> Optional.empty());

        assertThat(loaded.problems())
                .extracting(Object::toString)
                .containsExactly(
                        "application.properties:1: vedette.http.path: is for Vedette as a part of another application; remove it here,"
                                + " where Vedette runs by itself",
                        "application.properties:2: vedette.database.datasource: is for Vedette as a part of another application;"
                                + " remove it here, where Vedette runs by itself");
    }

    @Test
    void areTakenInAnApplication() {
        Map<String, String> settings =
                Map.of("vedette.http.path", "/ops/vedette", "vedette.database.datasource", "shop");

        assertThat(SettingsLoader.of(settings, Path.of("")).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vedette", "/vedette/", "/", "/a//b", "/a/../b", "/a b", "/a/*", "/ä"})
    void takePathsAlone(String path) {
        assertThat(SettingsLoader.of(Map.of("vedette.http.path", path), Path.of(""))
                        .problems())
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.toString()).contains("vedette.http.path", "is not a path of a URL"));
    }
}
