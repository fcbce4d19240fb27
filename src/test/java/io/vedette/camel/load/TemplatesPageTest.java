package io.vedette.camel.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.camel.run.Standalone;
import io.vedette.config.settings.Loaded;
import io.vedette.config.settings.SettingsLoader;
import io.vedette.config.values.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/templates.md shows is what Vedette takes. */
class TemplatesPageTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleIsValid(@TempDir Path folder) throws Exception {
        List<String> examples = YAML.matcher(Files.readString(Path.of("docs/templates.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        Files.writeString(
                Files.createDirectory(folder.resolve("routes")).resolve("checks.yaml"), String.join("", examples));
        Loaded loaded = SettingsLoader.of(Map.of(), folder);

        try (Standalone vedette = new Standalone(
                loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.TRIAL, List.of())) {
            assertThat(vedette.problems().stream().filter(Problem::isError)).isEmpty();
            assertThat(vedette.checks())
                    .hasSameSizeAs(TemplateFilesTest.templates().toList())
                    .hasSameSizeAs(examples);
        }
    }

    @Test
    void aServerHasThemAllWhateverIsAskedFor(@TempDir Path folder) throws Exception {
        Files.createDirectory(folder.resolve("routes"));
        Loaded loaded = SettingsLoader.of(Map.of("vedette.templates", "task"), folder);

        try (Standalone vedette = new Standalone(
                loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.TRIAL, List.of())) {
            assertThat(vedette.problems())
                    .extracting(Problem::toString)
                    .anyMatch(problem ->
                            problem.contains("vedette.templates: has no effect: all templates are there already"));
        }
    }

    @Test
    void everyParameterIsDescribed() throws Exception {
        String page = Files.readString(Path.of("docs/templates.md"));

        TemplateFilesTest.templates().forEach(template -> {
            String section = page.substring(page.indexOf("\n## " + template.getId() + "\n"));
            String table = section.substring(0, section.indexOf("```yaml"));
            assertThat(template.getTemplateParameters().stream()
                            .map(parameter -> "| `" + parameter.getName() + "` |")
                            .filter(row -> !table.contains(row))
                            .collect(Collectors.toList()))
                    .isEmpty();
        });
    }
}
