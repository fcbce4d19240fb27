package io.vedette.camel.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/checks-files.md shows is what Vedette takes. */
class ChecksFilesPageTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleIsValid(@TempDir Path folder) throws Exception {
        List<String> examples = YAML.matcher(Files.readString(Path.of("docs/checks-files.md")))
                .results()
                .map(example -> example.group(1))
                .toList();
        Installation installation = Installation.empty(folder)
                .with("SHOP_TOKEN", "a-token-of-the-shop")
                .file("routes/shop.checks.yaml", examples.get(0).replace("{{env:SHOP_TOKEN}}", "geheim"))
                .file("routes/template.yaml", examples.get(3))
                .file("routes/own.checks.yaml", examples.get(4))
                .file("routes/ops.yaml", "- templatedRoute: { routeTemplateRef: notify-log, routeId: ops }")
                .file("routes/targets/a.json", "[{\"targets\":[\"127.0.0.1:1\"]}]")
                .file(
                        "routes/from.checks.yaml",
                        examples.get(1)
                                .replace("{{env:CMDB}}", "x")
                                .replace("https://cmdb.example.com", "http://127.0.0.1:1")
                                .replace("type: SRV", "type: SRV, resolver: '127.0.0.1:1'"));
        try (Standalone vedette = new Standalone(
                installation.load().settings(),
                installation.load().secrets(),
                Clock.systemUTC(),
                Standalone.Mode.TRIAL,
                List.of())) {
            assertThat(vedette.problems()).filteredOn(Problem::isError).isEmpty();
            assertThat(vedette.problems())
                    .extracting(Problem::toString)
                    .anyMatch(problem -> problem.contains("KUBERNETES_SERVICE_HOST is not set"));
            assertThat(vedette.checks())
                    .containsExactlyInAnyOrder(
                            "shop-front",
                            "shop-import",
                            "shop-database",
                            "shop-api",
                            "shop-backup",
                            "shop-report",
                            "shop-cart",
                            "shop-till",
                            "127.0.0.1:1");
        }
    }
}
