package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.settings.Loaded;
import io.vedette.config.values.Problem;
import io.vedette.target.TargetKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of the shipped {@code routes/targets.yaml}. */
class TargetExamplesTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?m)^#- templatedRoute:\\n(?:#    .*\\n?)+");
    private static final Pattern TEMPLATE = Pattern.compile("routeTemplateRef: (\\S+)");

    @TempDir
    Path folder;

    @Test
    void everyKindHasAnExample() throws IOException {
        assertThat(examples().stream().map(TargetExamplesTest::template))
                .containsAll(Arrays.stream(TargetKind.values())
                        .map(TargetKind::template)
                        .toList());
    }

    @Test
    void everyExampleIsValid() throws Exception {
        List<String> known =
                Arrays.stream(TargetKind.values()).map(TargetKind::template).toList();
        String[] valid = examples().stream()
                .filter(example -> known.contains(template(example)))
                .map(example -> example.replaceAll("(?m)^#", ""))
                .toArray(String[]::new);
        Installation installation = Installation.empty(folder).file("routes/targets.yaml", valid);
        Loaded loaded = installation.load();

        try (Standalone vedette = new Standalone(
                loaded.settings(), loaded.secrets(), Clock.systemUTC(), Standalone.Mode.TRIAL, List.of())) {
            assertThat(vedette.problems().stream().map(Problem::toString)).isEmpty();
            assertThat(vedette.targets())
                    .containsAll(Arrays.stream(valid)
                            .map(example -> example.replaceAll("(?s).*routeId: (\\S+).*", "$1"))
                            .toList());
        }
    }

    private static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(Path.of("routes/targets.yaml")))
                .results()
                .map(match -> match.group())
                .toList();
    }

    private static String template(String example) {
        return TEMPLATE.matcher(example)
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElseThrow();
    }
}
