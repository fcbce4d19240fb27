package io.vedette.camel.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.config.values.YamlDocuments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.nodes.Node;

/** A file of checks alone says the same as it does to Camel's loader. */
class PlainChecksTest {

    /** Has the whole file read by Camel. */
    private static final String SOMETHING_ELSE = """
            - routeTemplate:
                id: something-else
                from: { uri: "direct:x", steps: [ { to: { uri: "log:x" } } ] }
            """;

    @Test
    void readsWhatCamelReads() {
        String yaml = """
                # Comments and all ways to write a text.
                - templatedRoute:
                    routeTemplateRef: http
                    routeId: plain
                    parameters:
                      - { name: url, value: "http://one.example/?a=1&b={{vedette.timeout}}" }
                      - name: bodyContains
                        value: |
                          two
                          lines
                      - { name: status, value: 204 }
                      - { name: insecure, value: true }
                      - { name: words, value: 'it''s' }
                      - { name: nothing, value: }
                      - { name: tilde, value: ~ }
                      - { name: "null", value: null }
                      - { name: quoted, value: "null" }
                      - { name: octal, value: 0o17 }
                      - { name: only }
                - templatedRoute: { routeId: " blanks ", routeTemplateRef: " task " , parameters: [] }
                - templatedRoute:
                    routeId: &name anchor
                    routeTemplateRef: task
                    parameters:
                      - { name: url, value: *name }
                - templatedRoute:
                    routeTemplateRef: task
                - templatedRoute:
                    routeId: 7
                """;

        assertThat(read(yaml)).hasSize(5).isEqualTo(read(yaml + SOMETHING_ELSE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- templated-route: { route-id: a, route-template-ref: task }",
                "- templatedRoute: { routeId: a, routeTemplateRef: task, prefixId: b }",
                "- templatedRoute: { routeId: a, routeTemplateRef: task, beans: [] }",
                "- templatedRoute: { routeId: a, routeTemplateRef: task, parameters: }",
                "- templatedRoute: { routeId: a, routeTemplateRef: task, parameters: [ { name: [ x ], value: y } ] }",
                "- templatedRoute: { routeId: a }\n  route: { id: b, from: { uri: \"direct:b\", steps: [] } }",
                "- templatedRoute: { routeId: a }\n---\n- templatedRoute: { routeId: b }",
            })
    void leavesToCamelWhatIsWrittenInAnotherWay(String yaml) throws Exception {
        List<Node> documents = YamlDocuments.of(yaml);

        assertThat(PlainChecks.of("checks.yaml", documents, YamlPlaces.of(documents)))
                .isEmpty();
    }

    private static List<CheckDefinition> read(String yaml) {
        try (RouteParser parser = new RouteParser()) {
            RouteFile file = parser.text("checks.yaml", yaml);
            assertThat(file.problems()).isEmpty();
            return file.checks();
        }
    }
}
