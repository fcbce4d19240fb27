package io.vedette.camel.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.vedette.Generated;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The schema of files of checks says what the templates say, and every example keeps it; {@code mvn test -Dtest=ChecksSchemaTest
 * -Dvedette.generate} writes it anew.
 */
class ChecksSchemaTest {

    private static final String PLACE = "resources/io/vedette/status/checks.schema.json";
    private static final Path PUBLISHED = Path.of("docs/schema/checks.json");
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern HEADER = Pattern.compile("(?m)^# yaml-language-server: \\$schema=(\\S+)$");

    @Test
    void saysWhatTheTemplatesSay() throws Exception {
        String schema = SchemaSource.of(TemplateFilesTest.templates().toList());
        Map<String, String> files = Map.of(PLACE, schema);

        assertThat(Generated.kept(files)).isEqualTo(files);
        if (System.getProperty("vedette.generate") != null) {
            Files.createDirectories(PUBLISHED.getParent());
            Files.writeString(PUBLISHED, schema);
        }
        assertThat(PUBLISHED).hasContent(schema);
    }

    static Stream<String> examples() throws Exception {
        List<Path> pages;
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            pages = docs.filter(file -> file.toString().endsWith(".md")).toList();
        }
        Stream<String> blocks = Stream.of(pages, List.of(Path.of("README.md")))
                .flatMap(List::stream)
                .flatMap(page -> BLOCK.matcher(read(page)).results().map(block -> block.group(1)))
                .filter(block -> Pattern.compile("(?m)^(checks|from|defaults):")
                        .matcher(block)
                        .find())
                // A template of one's own is known to the schema by the key template alone.
                .filter(block -> !block.contains("shop-service"));
        return Stream.concat(blocks, shipped().map(file -> uncommented(read(file))));
    }

    static Stream<Path> shipped() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.filter(ShortFile::isOne).toList().stream();
        }
    }

    /** The examples of shipped files are comments, so that nothing is watched that nobody wrote. */
    private static String uncommented(String text) {
        return text.replaceAll("(?m)^#(?=(defaults|checks|from):|  - )", "");
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleKeepsIt(String yaml) throws Exception {
        assertThat(complaints(yaml)).as(yaml).isEmpty();
    }

    @Test
    void thereAreExamples() throws Exception {
        assertThat(examples()).hasSizeGreaterThan(2);
        assertThat(shipped())
                .isNotEmpty()
                .allSatisfy(
                        file -> assertThat(HEADER.matcher(read(file)).results().map(header -> header.group(1)))
                                .singleElement()
                                .satisfies(schema ->
                                        assertThat(file.resolveSibling(schema)).hasSameTextualContentAs(PUBLISHED)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checks: [ { name: a, http: 'http://h/', contains: x, notify: [ ops ], headers: { A: b } } ]",
                "checks: [ { name: a, tcp: h, port: 1 }, { name: b, tcp: h, port: '{{env:PORT}}' } ]",
                "checks: [ { name: a, template: my-own, whatever: 1 } ]",
                "checks: [ { name: a, template: http, url: 'http://h/' } ]",
                "checks: [ { name: a, pryv-core: pryv.me, token: x } ]",
                "from: [ { dns: h, type: SRV, template: health, url: 'http://{host}/' } ]",
                "from: [ { file: 'a.json', tcp: '{host}' } ]",
                "defaults: { interval: 30s }"
            })
    void takesWhatVedetteTakes(String yaml) throws Exception {
        assertThat(complaints(yaml)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "checks: [ { http: 'http://h/' } ]",
                "checks: [ { name: a } ]",
                "checks: [ { name: a, htp: 'http://h/' } ]",
                "checks: [ { name: a, http: 'http://h/', contain: x } ]",
                "checks: [ { name: a, task: 'http://h/', contains: x } ]",
                "checks: [ { name: a, tcp: h } ]",
                "checks: [ { name: a, template: tcp, host: h } ]",
                "checks: [ { name: a, http: 'http://h/', group: [ a ] } ]",
                "checks: [ { name: a, http: 'http://h/', notify: [] } ]",
                "checks: { name: a, http: 'http://h/' }",
                "defaults: { intervall: 30s }",
                "from: [ { template: http } ]",
                "from: [ { file: 'a.json' } ]",
                "from: [ { file: 'a.json', template: http, evry: 1s } ]",
                "from: [ { kubernetes: pods, template: http } ]",
                "checkz: []"
            })
    void refusesWhatVedetteRefuses(String yaml) throws Exception {
        assertThat(complaints(yaml)).isNotEmpty();
    }

    private static Set<ValidationMessage> complaints(String yaml) throws Exception {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(Files.readString(PUBLISHED));
        JsonNode node = new com.fasterxml.jackson.dataformat.yaml.YAMLMapper().readTree(yaml);
        return schema.validate(node);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
