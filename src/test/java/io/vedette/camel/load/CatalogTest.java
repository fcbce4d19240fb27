package io.vedette.camel.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vedette.camel.VedetteEndpoint;
import io.vedette.rule.kind.Rules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What tools make of the component: they go by its catalog entry. */
class CatalogTest {

    private static final CamelCatalog CATALOG = catalog();
    private static final Pattern IN_TEXT = Pattern.compile("\"(vedette:[^\"]+)\"|`(vedette:[^`\\s]+)`");

    private static CamelCatalog catalog() {
        CamelCatalog catalog = new DefaultCamelCatalog();
        catalog.addComponent(
                "vedette", "io.vedette.camel.VedetteComponent", resource("META-INF/io/vedette/camel/vedette.json"));
        return catalog;
    }

    private static String resource(String name) {
        try (var in = CatalogTest.class.getClassLoader().getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that the documentation, the shipped routes and the templates say, but for what templates alone have. */
    static Stream<String> documented() throws IOException {
        try (RouteParser parser = new RouteParser();
                Stream<Path> pages = Files.walk(Path.of("docs"), 1)) {
            Stream<String> texts = Stream.concat(
                            pages.filter(page -> page.toString().endsWith(".md")).toList().stream(),
                            Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")))
                    .flatMap(CatalogTest::inText);
            Stream<String> files = Stream.of("routes", "src/main/resources/io/vedette/templates")
                    .flatMap(folder -> parser.folder(Path.of(folder)).stream())
                    .flatMap(CatalogTest::inFile);
            return Stream.concat(texts, files)
                    .filter(uri -> !uri.startsWith("vedette:schedule") && !uri.startsWith("vedette:probe"))
                    .distinct()
                    .toList()
                    .stream();
        }
    }

    private static Stream<String> inText(Path page) {
        try {
            return IN_TEXT
                    .matcher(Files.readString(page))
                    .results()
                    .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> inFile(RouteFile file) {
        Stream<String> inputs = Stream.concat(
                        file.routes().stream(), file.templates().stream().map(template -> template.getRoute()))
                .map(route -> route.getInput().getEndpointUri());
        Stream<String> steps = Stream.concat(
                        RouteSteps.of(file),
                        file.templates().stream().flatMap(template -> RouteSteps.of(template.getRoute()).stream()))
                .map(RouteSteps::uri);
        return Stream.concat(inputs, steps).filter(uri -> uri.startsWith("vedette:"));
    }

    @Test
    void findsWhatIsDocumented() throws IOException {
        assertThat(documented())
                .contains(
                        "vedette:observe?rule=json&lastRunPath=$.changed&maxAge=26h",
                        "vedette:alerts?kind=slack",
                        "vedette:observe?rule=pryv-core");
    }

    @ParameterizedTest
    @MethodSource("documented")
    void acceptsWhatIsDocumented(String uri) {
        // A page speaks of vedette:alerts alone too.
        EndpointValidationResult result = CATALOG.validateEndpointProperties(uri);

        assertThat(result.isSuccess()).as(result.summaryErrorMessage(true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vedette:observe?expectEvery=5m",
                "vedette:observe?check=jobs&notify=ops,team&public=true&group=a&tags=b,c&errorInterval=8m",
                "vedette:observe?rule=tls&warnDays=30&errorDays={{days}}&timeout=3s&lazyStartProducer=true",
                "vedette:alerts?target=ops&delay=1000",
            })
    void acceptsEveryOption(String uri) {
        assertThat(CATALOG.validateEndpointProperties(uri).isSuccess()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vedette:obsreve",
                "vedette:observe?erorInterval=5m",
                "vedette:observe?rule=tusk",
                "vedette:observe?interval=5m",
                "vedette:alerts?tagret=ops",
                "vedette:alerts?target=ops&kind=slak",
            })
    void refusesWhatIsWrong(String uri) {
        assertThat(CATALOG.validateEndpointProperties(uri).isSuccess()).isFalse();
    }

    @Test
    void showsNothingThatStandsInTemplatesAlone() throws IOException {
        JsonNode options = new ObjectMapper()
                .readTree(CATALOG.componentJSonSchema("vedette"))
                .get("properties");

        assertThat(options.at("/operation/enum")).extracting(JsonNode::asText).containsExactly("observe", "alerts");
        assertThat(options.at("/rule/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(new TreeSet<>(Rules.names()));
        assertThat(options)
                .allSatisfy(
                        option -> assertThat(option.get("description").asText()).isNotBlank());
    }

    @Test
    void showsTheDefaultsThatAlertsAreLookedForBy() throws Exception {
        JsonNode options = new ObjectMapper()
                .readTree(CATALOG.componentJSonSchema("vedette"))
                .get("properties");

        try (CamelContext context = new DefaultCamelContext()) {
            VedetteEndpoint alerts = context.getEndpoint("vedette:alerts?target=ops", VedetteEndpoint.class);
            assertThat(options.at("/delay/defaultValue").asLong()).isEqualTo(alerts.getDelay());
            assertThat(options.at("/initialDelay/defaultValue").asLong()).isEqualTo(alerts.getInitialDelay());
        }
    }

    @Test
    void isFoundWhereToolsLookForComponents() throws IOException {
        Properties found = new Properties();
        try (var in = Files.newInputStream(
                Path.of("src/main/resources/META-INF/services/org/apache/camel/component.properties"))) {
            found.load(in);
        }

        assertThat(found)
                .containsEntry("components", "vedette")
                .containsKeys("groupId", "artifactId", "version", "projectName", "projectDescription");
    }
}
