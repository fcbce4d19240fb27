package io.vedette.config.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The file that operators get: {@code application.properties} at the top of the project. */
class ShippedPropertiesTest {

    private static final Path FILE = Path.of("application.properties");
    private static final Pattern SETTING = Pattern.compile("#?(vedette\\.[a-z.-]+)=(.*)");
    private static final Pattern EXAMPLE = Pattern.compile("# Example: (.+)");

    private List<String> lines;

    @BeforeEach
    void read() throws IOException {
        lines = Files.readAllLines(FILE);
    }

    @Test
    void loadsWithoutAnyProblem() {
        Loaded loaded =
                SettingsLoader.load(Optional.empty(), Path.of("").toAbsolutePath(), Map.of(), call -> Optional.empty());

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.settings().sample()).isTrue();
    }

    @Test
    void turnsOnNothingButTheSample() {
        assertThat(PropertiesFile.read(FILE, "f").given()).containsOnlyKeys("vedette.sample");
    }

    @Test
    void showsEverySettingOnceWithItsDefault() {
        List<String> shown = new ArrayList<>();
        for (Matcher setting : settings()) {
            shown.add(setting.group(1));
            SettingKey key = SettingKey.of(setting.group(1)).orElseThrow();
            if (key == SettingKey.SAMPLE) {
                assertThat(lines).anyMatch(line -> line.endsWith("Default: " + key.standard()));
            } else {
                assertThat(setting.group(2)).as(key.key()).isEqualTo(key.standard());
            }
        }

        assertThat(shown).containsExactlyInAnyOrderElementsOf(SettingKey.keys());
    }

    @Test
    void givesExamplesThatAreTaken() {
        Map<String, String> examples = new HashMap<>();
        String example = null;
        for (String line : lines) {
            Matcher found = EXAMPLE.matcher(line);
            Matcher setting = SETTING.matcher(line);
            if (found.matches()) {
                example = found.group(1);
            } else if (setting.matches() && example != null) {
                examples.put(setting.group(1), example);
                example = null;
            }
        }
        assertThat(examples).hasSizeGreaterThan(30);

        examples.replaceAll((key, value) -> {
            if (!value.startsWith("{{")) {
                return value;
            }
            return key.endsWith("url") || key.endsWith("dsn")
                    ? "https://key@h/services/1"
                    : "a-secret-of-many-characters";
        });
        assertThat(SettingsLoader.of(examples, Path.of("")).problems()).noneMatch(Problem::isError);
    }

    @Test
    void fitsAScreen() {
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    private List<Matcher> settings() {
        return lines.stream().map(SETTING::matcher).filter(Matcher::matches).toList();
    }
}
